import { canonicalName } from '../../store/names.ts';
import type { DeployedModel } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { notServed } from '../../wire/not-served.ts';
import { approximateMessages, knownMessages } from '../messages.ts';

export interface ExplainRequest {
  endpoint: string;
  deployedModelId?: string;
}

/**
 * Refuses an explanation as Vertex AI does where there can be none: the named deployed model, or without
 * a name all of them, must have an explanation spec, of its own or of its model.
 * @throws ApiError always; UNIMPLEMENTED where Vertex AI would explain.
 */
export function refuseToExplain(store: Store, request: ExplainRequest, method: string): never {
  const name = canonicalName(request.endpoint);
  const endpoint = store.endpoints.get(name);
  if (endpoint === undefined) {
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', name));
  }
  const { deployedModelId: id = '' } = request;
  const asked = endpoint.deployedModels.filter((deployed) => id === '' || deployed.id === id);
  if (asked.length === 0) {
    const message =
      id === '' ? knownMessages.noTrafficSplit(name) : knownMessages.unknownDeployedModels([id]);
    throw new ApiError('FAILED_PRECONDITION', message);
  }
  const without = asked.find((deployed) => !hasExplanationSpec(store, deployed));
  if (without !== undefined) {
    throw new ApiError('FAILED_PRECONDITION', knownMessages.noExplanation(without.id));
  }
  throw notServed(method, 'attributions are not computed here');
}

function hasExplanationSpec(store: Store, deployed: DeployedModel): boolean {
  if (deployed['explanationSpec'] !== undefined) return true;
  const versions = store.models.get(deployed.model)?.versions ?? [];
  const version = versions.find(({ versionId }) => versionId === deployed.modelVersionId);
  return version?.rest['explanationSpec'] !== undefined;
}
