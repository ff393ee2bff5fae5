import type { Endpoint } from '../../store/resources.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HttpRequest } from '../../wire/handler.ts';
import { parseJson, readBody } from '../../wire/http-body.ts';
import { isJsonObject } from '../../wire/json.ts';
import { approximateMessages, knownMessages } from '../messages.ts';

/** Bytes that a request may have, and an answer. */
export type PayloadLimit = number;

const ofSharedEndpoints: PayloadLimit = 1_572_864;
const ofDedicatedEndpoints: PayloadLimit = 10_485_760;
const fields: ReadonlySet<string> = new Set(['instances', 'parameters', 'labels', 'endpoint']);

export function payloadLimitOf(endpoint: Endpoint | undefined): PayloadLimit {
  const isDedicated = endpoint?.dedicatedEndpointEnabled === true;
  return isDedicated ? ofDedicatedEndpoints : ofSharedEndpoints;
}

/** @throws ApiError INVALID_ARGUMENT when it is larger than the limit. */
export function readPayload(request: HttpRequest, limit: PayloadLimit): Promise<Buffer> {
  return readBody(request, limit, () => tooLarge(limit));
}

/** @throws ApiError INVALID_ARGUMENT */
export function requireFitting(payload: Buffer, limit: PayloadLimit): Buffer {
  if (payload.length > limit) throw tooLarge(limit);
  return payload;
}

/** @throws ApiError INVALID_ARGUMENT unless the body is `{instances: [...], parameters?}`. */
export function countInstances(body: Buffer): number {
  const json = parseJson(body);
  if (!isJsonObject(json)) {
    throw new ApiError('INVALID_ARGUMENT', 'Invalid JSON payload received. Expected an object.');
  }
  const unknown = Object.keys(json).find((key) => !fields.has(key));
  if (unknown !== undefined) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`,
    );
  }
  const { instances } = json;
  if (!Array.isArray(instances)) {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('instances'));
  }
  return instances.length;
}

function tooLarge(limit: PayloadLimit): ApiError {
  return new ApiError('INVALID_ARGUMENT', knownMessages.payloadTooLarge(limit));
}
