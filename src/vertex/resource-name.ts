import { ReleaseError } from '../errors/error.ts';

/** `projects/P/locations/L`: where resources of one project and region live. */
export interface Location {
  projectId: string;
  region: string;
}

export function formatLocation({ projectId, region }: Location): string {
  return `projects/${projectId}/locations/${region}`;
}

/** The kinds of Vertex resources that a release names. */
export type ResourceKind = 'models' | 'endpoints' | 'customJobs';

export interface ResourceName extends Location {
  kind: ResourceKind;
  id: string;
  /** Of models only: what follows the `@`, a version id or an alias. */
  version?: string;
}

const pattern =
  /^projects\/([^/]+)\/locations\/([^/]+)\/(models|endpoints|customJobs)\/([^/@:]+)(?:@([^/:]+))?$/;

/** @throws ReleaseError API_FAILED when the text is no such name: only servers send them to us. */
export function parseResourceName(text: string): ResourceName {
  const match = pattern.exec(text);
  if (match === null) throw new ReleaseError('API_FAILED', `"${text}" is no Vertex resource name`);
  const [, projectId = '', region = '', kind, id = '', version] = match;
  return {
    projectId,
    region,
    kind: kind as ResourceKind,
    id,
    ...(version === undefined ? {} : { version }),
  };
}

export function formatResourceName(name: ResourceName): string {
  const version = name.version === undefined ? '' : `@${name.version}`;
  return `${formatLocation(name)}/${name.kind}/${name.id}${version}`;
}

/** The last segment of any resource name; of a model without its version. */
export function idOf(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const at = last.indexOf('@');
  return at === -1 ? last : last.slice(0, at);
}

/** Of a model version what people call it: `M@V`. */
export function versionedIdOf(modelVersion: string): string {
  return modelVersion.slice(modelVersion.lastIndexOf('/') + 1);
}

/** `models/M` and a version id as `models/M@V`, replacing any version that stands there. */
export function atVersion(model: string, versionId: string): string {
  const at = model.indexOf('@');
  return `${at === -1 ? model : model.slice(0, at)}@${versionId}`;
}
