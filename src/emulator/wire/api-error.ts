import type { JsonObject } from './json.ts';

/** Canonical codes: number on the wire of `google.rpc.Status`, HTTP status of the REST answer. */
export const canonicalCodes = {
  CANCELLED: { code: 1, http: 499 },
  UNKNOWN: { code: 2, http: 500 },
  INVALID_ARGUMENT: { code: 3, http: 400 },
  DEADLINE_EXCEEDED: { code: 4, http: 504 },
  NOT_FOUND: { code: 5, http: 404 },
  ALREADY_EXISTS: { code: 6, http: 409 },
  PERMISSION_DENIED: { code: 7, http: 403 },
  RESOURCE_EXHAUSTED: { code: 8, http: 429 },
  FAILED_PRECONDITION: { code: 9, http: 400 },
  ABORTED: { code: 10, http: 409 },
  OUT_OF_RANGE: { code: 11, http: 400 },
  UNIMPLEMENTED: { code: 12, http: 501 },
  INTERNAL: { code: 13, http: 500 },
  UNAVAILABLE: { code: 14, http: 503 },
  UNAUTHENTICATED: { code: 16, http: 401 },
} as const;

export type CanonicalStatus = keyof typeof canonicalCodes;

/** `google.rpc.Status` as it stands in operations and jobs. */
export interface RpcStatus {
  code: number;
  message: string;
}

interface ErrorBody {
  code: number;
  message: string;
  status: CanonicalStatus;
  details?: readonly JsonObject[];
}

/** An error that a caller of the API sees. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: CanonicalStatus;
  /** HTTP status; differs from the canonical one only where HTTP has a finer one (412, 415, 416). */
  readonly http: number;
  /** Messages beside the text, each an Any in JSON form, e.g. `google.rpc.RetryInfo`. */
  readonly details: readonly JsonObject[];

  constructor(
    status: CanonicalStatus,
    message: string,
    http: number = canonicalCodes[status].http,
    details: readonly JsonObject[] = [],
  ) {
    super(message);
    this.status = status;
    this.http = http;
    this.details = details;
  }

  /** The body that Google's REST front ends answer. */
  toBody(): { error: ErrorBody } {
    const { http: code, message, status, details } = this;
    return { error: { code, message, status, ...(details.length === 0 ? {} : { details }) } };
  }

  toRpcStatus(): RpcStatus {
    return { code: canonicalCodes[this.status].code, message: this.message };
  }
}

/**
 * Anything thrown, as an ApiError: a stranger is a defect of the emulator and becomes INTERNAL. Only a
 * request that nests without end exhausts the stack.
 */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof RangeError && thrown.message.includes('call stack')) {
    return new ApiError('INVALID_ARGUMENT', 'The request is nested too deep.');
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError('INTERNAL', `The embedded Vertex failed: ${message}`);
}

/** The canonical status that Google uses for an HTTP status of a model server. */
export function statusOfHttp(http: number): CanonicalStatus {
  switch (http) {
    case 401:
      return 'UNAUTHENTICATED';
    case 403:
      return 'PERMISSION_DENIED';
    case 404:
      return 'NOT_FOUND';
    case 409:
      return 'ABORTED';
    case 429:
      return 'RESOURCE_EXHAUSTED';
    case 499:
      return 'CANCELLED';
    case 501:
      return 'UNIMPLEMENTED';
    case 503:
      return 'UNAVAILABLE';
    case 504:
      return 'DEADLINE_EXCEEDED';
    default:
      return http < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL';
  }
}
