import { types } from 'node:util';
import { ReleaseError } from '../errors/error.ts';

/** Canonical codes of Google's APIs by number, as gax reports them. */
const canonicalCodes = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

export type CanonicalCode = (typeof canonicalCodes)[number];

/**
 * What an API call failed with: the canonical code, `UNREACHED` when no answer came, or `BROKEN`
 * when the client itself failed, which is nobody's fault but ours.
 */
export interface ApiFailure {
  code: CanonicalCode | 'UNREACHED' | 'NO_CREDENTIALS' | 'BROKEN';
  message: string;
  cause: unknown;
}

const byHttpStatus: Readonly<Record<number, CanonicalCode>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  412: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function codeOfHttpStatus(status: number): CanonicalCode {
  return byHttpStatus[status] ?? (status >= 500 ? 'INTERNAL' : 'FAILED_PRECONDITION');
}

export function codeOfNumber(code: number): CanonicalCode {
  return canonicalCodes[code] ?? 'UNKNOWN';
}

/** An answer that was no success, thrown by our own routes. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What gax, the auth library or fetch threw, as an ApiFailure. */
export function toApiFailure(thrown: unknown): ApiFailure {
  const message = types.isNativeError(thrown) ? thrown.message : String(thrown);
  if (thrown instanceof HttpFailure) {
    return { code: codeOfHttpStatus(thrown.status), message, cause: thrown };
  }
  if (/could not load the default credentials|unable to detect a project id/i.test(message)) {
    return { code: 'NO_CREDENTIALS', message, cause: thrown };
  }
  // DOMException has numbers of its own, which are no canonical codes.
  if (thrown instanceof DOMException) {
    const code = thrown.name === 'TimeoutError' ? 'DEADLINE_EXCEEDED' : 'UNREACHED';
    return { code, message, cause: thrown };
  }
  const code = systemCode(thrown);
  if (typeof code === 'number') return { code: codeOfNumber(code), message, cause: thrown };
  const unreached = typeof code === 'string' || isNetworkFailure(thrown);
  return {
    code: unreached ? 'UNREACHED' : 'BROKEN',
    message: describeCause(thrown, message),
    cause: thrown,
  };
}

/** The failure of `method` on `resource`, as the error that a person reads. */
export function toReleaseError(
  failure: ApiFailure,
  method: string,
  resource: string,
): ReleaseError {
  const what = `${method} for ${resource}`;
  const details = { cause: failure.cause };
  switch (failure.code) {
    case 'NO_CREDENTIALS':
      return new ReleaseError('CREDENTIALS_MISSING', `${what}: no credentials were found`, details);
    case 'BROKEN':
      return new ReleaseError('INTERNAL', `${what}: ${failure.message}`, details);
    case 'UNREACHED':
      return new ReleaseError('HOST_UNREACHABLE', `${what}: ${failure.message}`, details);
    case 'UNAUTHENTICATED':
    case 'PERMISSION_DENIED':
      return new ReleaseError('PERMISSION_DENIED', `${what}: ${failure.message}`, details);
    case 'NOT_FOUND':
      return new ReleaseError('RESOURCE_NOT_FOUND', `${what}: ${failure.message}`, details);
    case 'ABORTED':
    case 'ALREADY_EXISTS':
      return new ReleaseError('CONFLICT', `${what}: ${failure.message}`, details);
    case 'DEADLINE_EXCEEDED':
      return new ReleaseError('DEADLINE_EXCEEDED', `${what}: ${failure.message}`, details);
    case 'RESOURCE_EXHAUSTED':
      return new ReleaseError('QUOTA_EXCEEDED', `${what}: ${failure.message}`, details);
    case 'UNAVAILABLE':
    case 'INTERNAL':
    case 'UNKNOWN':
    case 'DATA_LOSS':
    case 'CANCELLED':
      return new ReleaseError(
        'API_UNAVAILABLE',
        `${what}: ${failure.code}: ${failure.message}`,
        details,
      );
    default:
      return new ReleaseError(
        'API_FAILED',
        `${what}: ${failure.code}: ${failure.message}`,
        details,
      );
  }
}

function systemCode(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown
    ? thrown.code
    : undefined;
}

/** fetch throws a TypeError with the cause. */
function isNetworkFailure(thrown: unknown): boolean {
  return (
    types.isNativeError(thrown) && thrown.name === 'TypeError' && types.isNativeError(thrown.cause)
  );
}

/** fetch says only "fetch failed"; why stands in its cause. */
function describeCause(thrown: unknown, message: string): string {
  const cause = types.isNativeError(thrown) ? thrown.cause : undefined;
  const why = types.isNativeError(cause) ? cause.message : '';
  return why === '' ? message : `${message}: ${why}`;
}
