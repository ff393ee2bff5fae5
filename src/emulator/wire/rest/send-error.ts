import type { ApiError } from '../api-error.ts';
import type { HttpResponse } from '../handler.ts';
import { sendJson } from '../http-body.ts';

/** Answers an error; when the answer has begun already it is broken off, which clients notice. */
export function sendError(response: HttpResponse, error: ApiError): void {
  if (response.headersSent) return void response.destroy();
  const retryAfter = retryAfterSeconds(error);
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  sendJson(response, error.http, error.toBody());
}

/** What `google.rpc.RetryInfo` says, in whole seconds as the header has it. */
function retryAfterSeconds({ details }: ApiError): string | undefined {
  const info = details.find(
    ({ '@type': type }) => type === 'type.googleapis.com/google.rpc.RetryInfo',
  );
  const delay = info?.['retryDelay'];
  return typeof delay === 'string' ? String(Math.ceil(Number(delay.slice(0, -1)))) : undefined;
}
