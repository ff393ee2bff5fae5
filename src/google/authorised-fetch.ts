import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { HttpFailure } from './api-error.ts';
import type { Credentials } from './credentials.ts';
import { type CallInfo, withRetries } from './retry.ts';

export interface HttpCall extends CallInfo {
  url: string;
  verb?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as it is, with `contentType`. */
  body?: string;
  contentType?: string;
  timeoutMs?: number;
  /** The answer is too large to be held whole: its body is left to be read by the caller. */
  streams?: true;
}

/** The few JSON routes that need no client library: objects, logs, operations, predictions. */
export interface AuthorisedFetch {
  /** The answer whatever its status; not retried. @throws what fetch throws. */
  once(call: HttpCall): Promise<Response>;
  /** A successful answer, retried by the rules of its class. @throws ReleaseError. */
  send(call: HttpCall): Promise<Response>;
  /** Like `send`, undefined on 404. */
  find(call: HttpCall): Promise<Response | undefined>;
}

const defaultTimeoutMs = 60_000;

export function makeAuthorisedFetch(
  credentials: Credentials,
  retrier: { clock: Clock; random: Random },
): AuthorisedFetch {
  const once = async (call: HttpCall): Promise<Response> => {
    const headers = new Headers(await credentials.headersFor(call.url));
    if (call.body !== undefined)
      headers.set('content-type', call.contentType ?? 'application/json');
    const timeout = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);
    return await fetch(call.url, {
      method: call.verb ?? 'GET',
      headers,
      body: call.body ?? null,
      signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
      redirect: 'error',
    });
  };
  const attempt = async (call: HttpCall, accepted: (status: number) => boolean) =>
    await withRetries(call, retrier, async () => {
      const response = await once(call);
      if (response.ok || accepted(response.status)) {
        return call.streams === true ? response : await received(response);
      }
      throw new HttpFailure(response.status, messageOf(await response.text(), response.status));
    });
  return {
    once,
    send: async (call) => await attempt(call, () => false),
    async find(call) {
      const response = await attempt(call, (status) => status === 404);
      if (response.status !== 404) return response;
      await response.body?.cancel();
      return undefined;
    },
  };
}

/** The answer with its body here: a connection that breaks while it comes is a failed attempt. */
async function received(response: Response): Promise<Response> {
  const body = await response.arrayBuffer();
  const { status, headers } = response;
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}

/** The message of Google's error envelope, or the start of whatever came. */
export function messageOf(body: string, status: number): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const message = (parsed as { error?: { message?: unknown } } | null)?.error?.message;
    if (typeof message === 'string') return message;
  } catch {
    // Not JSON: a proxy's page, say. Its first line is all there is to show.
  }
  const line = body.split('\n', 1)[0]?.slice(0, 200) ?? '';
  return line === '' ? `HTTP ${status}` : `HTTP ${status}: ${line}`;
}
