import { ApiError } from '../wire/api-error.ts';
import { approximateMessages } from './messages.ts';

const maxLabels = 64;
const labelText = /^[\p{Ll}\p{Lo}\p{N}_-]*$/u;
const labelKeyStart = /^[\p{Ll}\p{Lo}]/u;

/** @throws ApiError INVALID_ARGUMENT */
export function invalidField(field: string, why: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', approximateMessages.invalidField(field, why));
}

/** Up to 128 characters, not empty. */
export function requireDisplayName(displayName: string | undefined, field: string): string {
  if (displayName === undefined || displayName === '') {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(field));
  }
  if ([...displayName].length > 128) {
    throw invalidField(field, 'The display name must have at most 128 characters.');
  }
  return displayName;
}

/** Keys and values of at most 64 code points: lowercase letters, digits, `_`, `-`, international ones. */
export function checkLabels(
  labels: Readonly<Record<string, string>> | undefined,
  field: string,
): void {
  const entries = Object.entries(labels ?? {});
  if (entries.length > maxLabels)
    throw invalidField(field, `At most ${maxLabels} labels are allowed.`);
  for (const [key, value] of entries) {
    const isKey =
      key !== '' && [...key].length <= 64 && labelKeyStart.test(key) && labelText.test(key);
    if (!isKey) throw invalidField(field, `Label key "${key}" is invalid.`);
    if ([...value].length > 64 || !labelText.test(value)) {
      throw invalidField(field, `Value "${value}" of label "${key}" is invalid.`);
    }
  }
}

/** Letter first: up to 63 of `[a-z0-9-]`, ending in a letter or digit. Digit first: up to 9 digits. */
export function checkEndpointId(id: string): void {
  const isValid = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id) || /^[1-9]\d{0,8}$/.test(id);
  if (!isValid) {
    throw invalidField(
      'endpoint_id',
      `"${id}" is invalid: it must be up to 63 of [a-z0-9-] beginning with a letter, or up to 9 digits without a leading zero.`,
    );
  }
}

export function checkModelId(id: string): void {
  if (!/^[a-z_][a-z0-9_-]{0,62}$/.test(id)) {
    throw invalidField('model_id', `"${id}" is invalid: it must match [a-z_][a-z0-9_-]{0,62}.`);
  }
}

/** One to ten digits. */
export function checkDeployedModelId(id: string): void {
  if (!/^\d{1,10}$/.test(id)) {
    throw invalidField('deployed_model.id', `"${id}" is invalid: it must be 1 to 10 digits.`);
  }
}

/** Container variables: at most 100, each with a name. */
export function checkEnvironment(
  env: readonly { name?: string }[] | undefined,
  field: string,
): void {
  const list = env ?? [];
  if (list.length > 100)
    throw invalidField(field, 'At most 100 environment variables are allowed.');
  if (list.some(({ name }) => !name)) {
    throw invalidField(field, 'An environment variable needs a name.');
  }
}

/** Of serving containers, variables that begin with AIP_ belong to the platform. */
export function refuseReservedNames(
  env: readonly { name?: string }[] | undefined,
  field: string,
): void {
  const reserved = env?.find(({ name }) => name?.startsWith('AIP_') === true);
  if (reserved !== undefined) {
    throw invalidField(
      field,
      `Environment variable ${reserved.name} is reserved: it begins with AIP_.`,
    );
  }
}

/** An etag in a request must be the current one; without one the write is blind. */
export function checkEtag(given: string | undefined, current: string): void {
  if (given !== undefined && given !== '' && given !== current) {
    throw new ApiError('ABORTED', approximateMessages.etagMismatch());
  }
}

/** Paths of an update mask. @throws ApiError for an empty mask or a path that may not be updated. */
export function readUpdateMask(mask: string | undefined, allowed: readonly string[]): string[] {
  const paths = (mask ?? '').split(',').filter((path) => path !== '');
  if (paths.length === 0) {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('update_mask'));
  }
  const wrong = paths.filter((path) => !allowed.includes(path.split('.')[0] ?? ''));
  if (wrong.length > 0) {
    throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
  }
  return paths;
}
