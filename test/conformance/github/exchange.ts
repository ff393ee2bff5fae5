export interface Exchange {
  verb: string;
  /** Without the origin. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  status: number;
  answer: unknown;
}

/** Sends requests and keeps what was said on both sides. */
export function recordingFetch(): { fetch: typeof fetch; exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const copy = response.clone();
      exchanges.push(exchangeOf(String(input), init, copy.status, await copy.json()));
      return response;
    },
  };
}

export type Answer = readonly [status: number, value: unknown];

/** Answers requests without a network. */
export function answeringFetch(answer: (verb: string, path: string) => Answer): typeof fetch {
  return async (input, init) => {
    const { verb, path } = exchangeOf(String(input), init, 0, undefined);
    const [status, value] = answer(verb, path);
    return Response.json(value, { status });
  };
}

function exchangeOf(
  address: string,
  init: RequestInit | undefined,
  status: number,
  answer: unknown,
): Exchange {
  const { pathname: path, searchParams: query } = new URL(address);
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
  return { verb: init?.method ?? 'GET', path, query, body, status, answer };
}
