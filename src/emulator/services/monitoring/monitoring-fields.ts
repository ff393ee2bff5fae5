import { projectNumber } from '../../store/ids.ts';
import { ApiError } from '../../wire/api-error.ts';

/** The form in which Cloud Monitoring words errors. @throws ApiError INVALID_ARGUMENT */
export function invalidValue(field: string, value: unknown, why: string): ApiError {
  return new ApiError(
    'INVALID_ARGUMENT',
    `Field ${field} had an invalid value of "${String(value)}": ${why}`,
  );
}

export function missingField(field: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', `Field ${field} is required.`);
}

/** The project of `projects/PROJECT/…` as it was given. @throws ApiError INVALID_ARGUMENT */
export function projectOf(name: string): string {
  const project = /^projects\/([^/]+)/.exec(name)?.[1];
  if (project !== undefined) return project;
  throw invalidValue('name', name, 'The name must begin with "projects/[PROJECT_ID_OR_NUMBER]".');
}

/** `projects/NUMBER` */
export function canonicalProject(name: string): string {
  return `projects/${projectNumber(projectOf(name))}`;
}

const maxUserLabels = 64;
const userLabelText = /^[\p{Ll}\p{Lo}\p{N}_-]*$/u;
const userLabelKey = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]*$/u;

/**
 * Up to 64; keys and values of at most 63 characters and 128 bytes, lowercase letters, numerals,
 * underscores and dashes; keys begin with a letter (google/monitoring/v3/alert.proto, user_labels).
 */
export function checkUserLabels(
  labels: Readonly<Record<string, string>> | undefined,
  field: string,
): void {
  const entries = Object.entries(labels ?? {});
  if (entries.length > maxUserLabels) {
    throw invalidValue(field, entries.length, `At most ${maxUserLabels} entries are allowed.`);
  }
  for (const [key, value] of entries) {
    if (!userLabelKey.test(key) || isTooLong(key)) {
      throw invalidValue(field, key, 'The key of a user label is invalid.');
    }
    if (!userLabelText.test(value) || isTooLong(value)) {
      throw invalidValue(`${field}.${key}`, value, 'The value of a user label is invalid.');
    }
  }
}

function isTooLong(text: string): boolean {
  return [...text].length > 63 || Buffer.byteLength(text) > 128;
}

/** @throws ApiError INVALID_ARGUMENT for text of more than `limit` characters. */
export function checkLength(field: string, text: string | undefined, limit: number): void {
  if ([...(text ?? '')].length <= limit) return;
  throw invalidValue(field, text, `The text must not exceed ${limit} characters.`);
}
