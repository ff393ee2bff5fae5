import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { printable } from './inert-line.ts';

export interface ApiCall {
  verb: 'GET' | 'POST' | 'PATCH';
  url: string;
  body?: object;
  /** Makes something new each time: not sent again when it may have been done already. */
  once?: true;
  signal?: AbortSignal | undefined;
}

export type ApiAnswer =
  | { ok: true; value: unknown }
  /** `status` is undefined when no answer came; it may have been done all the same. */
  | { ok: false; status: number | undefined; message: string };

/** A few routes of GitHub's REST API. What goes wrong is an answer, not an exception. */
export interface GithubApi {
  send(call: ApiCall): Promise<ApiAnswer>;
}

export interface ApiOptions {
  token: string;
  clock: Clock;
  random: Random;
  fetch: typeof fetch;
}

const maxAttempts = 5;
/** All waiting of one call together; a limit that lasts longer is not sat out. */
const waitBudgetMs = 90_000;
const timeoutMs = 15_000;
/** GitHub asks for this where a secondary limit says nothing else. */
const secondaryWaitMs = 60_000;

/** A refusal with what is needed to judge whether to try again. */
interface Refusal {
  ok: false;
  status: number | undefined;
  message: string;
  /** How long GitHub asks to wait; undefined when it asks for nothing. */
  askedWaitMs?: number;
  /** The request was turned away before anything was done. */
  isLimit: boolean;
}

export function githubApi({ token, clock, random, fetch }: ApiOptions): GithubApi {
  const sendOnce = async ({
    verb,
    url,
    body,
    signal,
  }: ApiCall): Promise<{ ok: true; value: unknown } | Refusal> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method: verb,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'vertex-release',
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      // The token is for this origin alone.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    if (response.ok) return { ok: true, value: JSON.parse(text) as unknown };
    return refusalOf(response, text, clock.now());
  };

  return {
    async send(call) {
      let waited = 0;
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await sendOnce(call).catch(unanswered);
        if (outcome.ok) return outcome;
        const { status } = outcome;
        // A server may say the token back.
        const message = outcome.message.replaceAll(token, '***');
        const failed = { ok: false, status, message } as const;
        const isOver = call.signal?.aborted === true || attempt >= maxAttempts;
        if (isOver || !maySendAgain(outcome, call)) return failed;
        const wait = outcome.askedWaitMs ?? random.next() * Math.min(1_000 * 2 ** attempt, 20_000);
        waited += wait;
        if (waited > waitBudgetMs) return failed;
        await clock.sleep(wait, call.signal).catch(() => {});
      }
    },
  };
}

function unanswered(thrown: unknown): Refusal {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { ok: false, status: undefined, message: printable(message), isLimit: false };
}

function refusalOf(response: Response, body: string, now: number): Refusal {
  const { status, headers } = response;
  const message = messageOf(body) ?? `HTTP ${status}`;
  const retryAfter = Number(headers.get('retry-after') ?? NaN);
  const isExhausted = headers.get('x-ratelimit-remaining') === '0';
  const isSecondary = /secondary rate limit/i.test(message);
  const isLimit =
    status === 429 ||
    (status === 403 && (isExhausted || isSecondary || Number.isFinite(retryAfter)));
  if (!isLimit) return { ok: false, status, message, isLimit };
  const reset = Number(headers.get('x-ratelimit-reset') ?? NaN) * 1_000 - now;
  const asked = Number.isFinite(retryAfter)
    ? retryAfter * 1_000
    : isExhausted && Number.isFinite(reset)
      ? reset
      : isSecondary
        ? secondaryWaitMs
        : undefined;
  const wait = asked === undefined ? {} : { askedWaitMs: Math.max(0, asked) };
  return { ok: false, status, message, isLimit, ...wait };
}

function maySendAgain({ status, isLimit }: Refusal, { once }: ApiCall): boolean {
  if (isLimit) return true;
  const mayPass = status === undefined || status === 502 || status === 503 || status === 504;
  return mayPass && once !== true;
}

function messageOf(body: string): string | undefined {
  try {
    const message = (JSON.parse(body) as { message?: unknown } | null)?.message;
    return typeof message === 'string' ? printable(message).slice(0, 300) : undefined;
  } catch {
    // A proxy's page, say; its status is all there is to tell.
    return undefined;
  }
}
