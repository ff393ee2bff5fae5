import type { ModelResponse, ModelResponseHead } from '../../runtime/model-connection.ts';
import { ApiError, statusOfHttp } from '../../wire/api-error.ts';
import { isJsonObject, type JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';

/**
 * `predictions` and `metadata` of a model server's answer.
 * @throws ApiError with the server's own status and text, or INTERNAL for what is no prediction.
 */
export function readPredictions(answer: ModelResponse): JsonObject {
  if (answer.http !== 200) throw refusalOf(answer);
  const json = parse(answer.body);
  if (json === undefined || !Array.isArray(json['predictions'])) {
    throw new ApiError('INTERNAL', approximateMessages.predictionsMissing());
  }
  const { predictions, metadata } = json;
  return metadata === undefined ? { predictions } : { predictions, metadata };
}

export function isSuccess({ http }: ModelResponseHead): boolean {
  return http >= 200 && http < 300;
}

/** @throws ApiError with the model server's own status and text */
export function requireSuccess(answer: ModelResponse): void {
  if (!isSuccess(answer)) throw refusalOf(answer);
}

function refusalOf({ http, body }: ModelResponse): ApiError {
  const text = body.toString('utf8').trim();
  const shown = http >= 400 ? http : 500;
  const message = text === '' ? `The model server answered ${http}.` : text;
  return new ApiError(statusOfHttp(shown), message, shown);
}

function parse(body: Buffer): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
