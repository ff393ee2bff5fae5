import { toTimestamp } from '../store/time.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Exchange, RawRoute } from '../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../wire/http-body.ts';
import { isJsonObject } from '../wire/json.ts';
import type { AdjustableClock } from './adjustable-clock.ts';

const pattern = /^\/emulator\/v1\/clock$/;

/** The emulator's clock over HTTP: GET tells it, POST `{"offset_ms": N}` moves it against the real one. */
export function clockRoutes(clock: AdjustableClock): RawRoute[] {
  const describe = (): object => ({ now: toTimestamp(clock.now()), offset_ms: clock.offsetMs });
  return [
    {
      httpMethod: 'GET',
      pattern,
      handle: ({ response }: Exchange) => sendJson(response, 200, describe()),
    },
    {
      httpMethod: 'POST',
      pattern,
      handle: async ({ request, response }: Exchange) => {
        clock.offsetMs = readOffset(parseJson(await readBody(request, jsonBodyLimit)));
        sendJson(response, 200, describe());
      },
    },
  ];
}

function readOffset(body: unknown): number {
  const offset = isJsonObject(body) ? body['offset_ms'] : undefined;
  if (typeof offset === 'number' && Number.isFinite(offset)) return offset;
  throw new ApiError(
    'INVALID_ARGUMENT',
    `offset_ms: expected a number of milliseconds, found ${JSON.stringify(offset) ?? 'nothing'}`,
  );
}
