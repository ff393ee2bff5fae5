import { ApiError } from '../wire/api-error.ts';
import { projectNumber } from './ids.ts';

/** A place for resources: all names in the store begin with the project's number. */
export interface Location {
  project: string;
  location: string;
  /** `projects/NUMBER/locations/LOCATION` */
  name: string;
}

/** Rewrites a project id to its number, so that one resource has one name. */
export function canonicalName(name: string): string {
  const [head, project, ...rest] = name.split('/');
  if (head !== 'projects' || project === undefined) return name;
  return [head, projectNumber(project), ...rest].join('/');
}

/** @throws ApiError INVALID_ARGUMENT when the name does not begin with a project and a location. */
export function locationOf(name: string): Location {
  const match = /^projects\/([^/]+)\/locations\/([^/]+)(\/|$)/.exec(name);
  const [, project, location] = match ?? [];
  if (project === undefined || location === undefined) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Invalid resource name "${name}": expected projects/PROJECT/locations/LOCATION/….`,
    );
  }
  const number = projectNumber(project);
  return { project: number, location, name: `projects/${number}/locations/${location}` };
}

/** The last segment. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

export interface ModelName {
  /** Without the version, canonical. */
  name: string;
  /** Version id or alias after `@`; undefined when there is none. */
  version: string | undefined;
}

export function parseModelName(given: string): ModelName {
  const [name = '', version] = canonicalName(given).split('@', 2);
  if (!/^projects\/[^/]+\/locations\/[^/]+\/models\/[^/]+$/.test(name)) {
    throw new ApiError('INVALID_ARGUMENT', `Invalid Model resource name: "${given}".`);
  }
  return { name, version };
}
