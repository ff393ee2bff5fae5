import type { ProcessInfo } from '../../runtime/process-table.ts';
import type { Series } from '../../series/point.ts';
import { canonicalName } from '../../store/names.ts';
import type { OperationSpec } from '../../store/operations.ts';
import type { Call } from '../../wire/handler.ts';

/** What may be hit: a method and the names that its resource goes by. */
export interface Subject {
  /** Full method name, or `METHOD /path`; empty where no method is called. */
  method: string;
  /** Most telling name first. */
  resources: readonly string[];
}

export function subjectOfCall({ method, path }: Call): Subject {
  return { method, resources: namesOf(resourceOfPath(path)) };
}

/** An operation counts as a call of the method that began it. */
export function subjectOfOperation({ parent, metadataType }: OperationSpec): Subject {
  return { method: metadataType.replace(/OperationMetadata$/, ''), resources: namesOf(parent) };
}

/** A model server belongs to a deployed model, `…/endpoints/E/deployedModels/D`; other processes to none. */
export function subjectOfProcess({ resource }: ProcessInfo): Subject | undefined {
  const [endpoint, deployedModelId] = resource.split(' ');
  if (endpoint === undefined || deployedModelId === undefined) return undefined;
  return {
    method: '',
    resources: [`${endpoint}/deployedModels/${deployedModelId}`, endpoint],
  };
}

export function subjectOfSeries({ metric, resource }: Series): Subject {
  const { resource_container: project, location, endpoint_id: endpointId } = resource.labels;
  if (endpointId === undefined) return { method: '', resources: [resource.type] };
  const endpoint = `projects/${project}/locations/${location}/endpoints/${endpointId}`;
  const deployedModel = `${endpoint}/deployedModels/${metric.labels['deployed_model_id']}`;
  return { method: '', resources: [deployedModel, endpoint] };
}

/** Without the API version before and the verb behind. */
function resourceOfPath(path: string): string {
  const name = path.replace(/^\/(v1|v1beta1|v2|v3|ui)\//, '').replace(/^\//, '');
  const colon = name.indexOf(':', name.lastIndexOf('/'));
  return decoded(colon < 0 ? name : name.slice(0, colon));
}

function namesOf(name: string): string[] {
  return [...new Set([name, canonicalName(name)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
