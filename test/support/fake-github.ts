import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  id: number;
  issue: number;
  login: string;
  body: string;
}

export interface GithubRequest {
  verb: string;
  /** Path with its query. */
  url: string;
  authorization: string | undefined;
  body: string;
}

/** An answer instead of the usual one. */
export interface Trouble {
  status: number;
  headers?: Record<string, string>;
  message?: string;
  /** The request is carried out all the same. */
  afterwards?: true;
}

export interface FakePull {
  number: number;
  state: 'open' | 'closed';
  head: { sha: string; ref: string; repo: { full_name: string; owner: { login: string } } };
}

export interface FakeGithub {
  /** What `GITHUB_API_URL` would be. */
  readonly url: string;
  readonly comments: FakeComment[];
  readonly requests: readonly GithubRequest[];
  readonly pulls: FakePull[];
  /** Whose token it is. */
  login: string;
  /** What the next requests of a verb meet, one after the other. */
  trouble(verb: string, ...troubles: Trouble[]): void;
  /** Called when a request has come in, before it is answered. */
  onRequest(listener: (request: GithubRequest) => void): void;
  stop(): Promise<void>;
}

const repository = 'acme/birds';
const bodyLimit = 65_536;

/** The few routes of GitHub's API that are used, of one repository `acme/birds`, on loopback. */
export async function fakeGithub(): Promise<FakeGithub> {
  const comments: FakeComment[] = [];
  const pulls: FakePull[] = [];
  const requests: GithubRequest[] = [];
  const troubles = new Map<string, Trouble[]>();
  let listener: ((request: GithubRequest) => void) | undefined;
  let nextId = 1_000;
  const state = { login: 'github-actions[bot]' };

  const answer = ({ verb, url, body }: GithubRequest): [status: number, value: unknown] => {
    const { pathname, searchParams } = new URL(url, 'http://fake');
    if (pathname === '/graphql') return [200, { data: { viewer: { login: state.login } } }];
    const ofIssue = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)\/comments$/.exec(pathname);
    const one = /^\/repos\/([^/]+\/[^/]+)\/issues\/comments\/(\d+)$/.exec(pathname);
    if (pathname === `/repos/${repository}/pulls`) {
      const found = pulls.filter(
        ({ state: open, head }) =>
          open === searchParams.get('state') &&
          `${head.repo.owner.login}:${head.ref}` === searchParams.get('head'),
      );
      return [200, found];
    }
    if ((ofIssue ?? one)?.[1] !== repository) return [404, { message: 'Not Found' }];
    const text = verb === 'GET' ? '' : (JSON.parse(body) as { body: string }).body;
    if (text.length > bodyLimit) {
      return [422, { message: 'Body is too long (maximum is 65536 characters)' }];
    }
    if (one !== null && verb === 'PATCH') {
      const found = comments.find(({ id }) => id === Number(one[2]));
      if (found === undefined) return [404, { message: 'Not Found' }];
      found.body = text;
      return [200, stored(found)];
    }
    const issue = Number(ofIssue?.[2]);
    if (verb === 'POST') {
      const made = { id: (nextId += 1), issue, login: state.login, body: text };
      comments.push(made);
      return [201, stored(made)];
    }
    const size = Number(searchParams.get('per_page') ?? 30);
    const from = (Number(searchParams.get('page') ?? 1) - 1) * size;
    const listed = comments.filter((comment) => comment.issue === issue);
    return [200, listed.slice(from, from + size).map(stored)];
  };

  const server = createServer(async (incoming, response) => {
    const { method: verb = '', url = '', headers } = incoming;
    const { authorization } = headers;
    const request = { verb, url, authorization, body: await textOf(incoming) };
    requests.push(request);
    listener?.(request);
    const trouble = url === '/graphql' ? undefined : troubles.get(verb)?.shift();
    if (trouble === undefined || trouble.afterwards === true) {
      const [status, value] = answer(request);
      if (trouble === undefined) return send(status, value, {});
    }
    send(trouble.status, { message: trouble.message ?? 'trouble' }, trouble.headers ?? {});

    function send(status: number, value: unknown, sent: Record<string, string>): void {
      response.writeHead(status, { 'content-type': 'application/json', ...sent });
      response.end(JSON.stringify(value));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    comments,
    pulls,
    requests,
    get login() {
      return state.login;
    },
    set login(name) {
      state.login = name;
    },
    trouble(verb, ...next) {
      troubles.set(verb, [...(troubles.get(verb) ?? []), ...next]);
    },
    onRequest(next) {
      listener = next;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function stored({ id, issue, login, body }: FakeComment) {
  return {
    id,
    body,
    user: { login, id: 1, type: 'Bot' },
    html_url: `https://github.com/${repository}/pull/${issue}#issuecomment-${id}`,
    created_at: '2026-01-05T09:00:00Z',
    updated_at: '2026-01-05T09:00:00Z',
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
