import { githubApi } from '../../../src/hosts/github/api.ts';
import { commentBody } from '../../../src/hosts/github/comment-marker.ts';
import { githubComments } from '../../../src/hosts/github/comments.ts';
import { findPullRequest } from '../../../src/hosts/github/pull-requests.ts';
import type { Comment } from '../../../src/ports/comments.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { type FakeGithub, fakeGithub } from '../../support/fake-github.ts';
import { descriptionNames, readDescription } from '../github/description.ts';
import { type Answer, answeringFetch, type Exchange, recordingFetch } from '../github/exchange.ts';
import { answerRemarks, requestRemarks } from '../github/exchange-remarks.ts';
import { graphqlRemarks } from '../github/graphql.ts';
import { documentedAnswer, leastAnswer } from '../github/sample.ts';
import { type Case, refusal } from '../harness/case.ts';

const repository = 'acme/birds';
const comments = `/repos/${repository}/issues/1/comments`;
const oneComment = `/repos/${repository}/issues/comments/1`;
const pulls = `/repos/${repository}/pulls`;
const main = 'api.github.com';

const comment: Comment = {
  key: 'birds',
  release: 'birds-00000000-1',
  run: { workflow: '.github/workflows/release.yaml', number: 7, attempt: 1 },
  text: 'A report.',
};
const finished = {
  event: 'pull_request',
  head_sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
  head_branch: 'new-topic',
  head_repository: { full_name: 'octocat/Hello-World', owner: { login: 'octocat' } },
  html_url: 'https://github.com/acme/birds/actions/runs/1',
  path: '.github/workflows/pull-request.yaml',
  run_number: 1,
  run_attempt: 1,
};

/** Our use of GitHub's API, and the stand-in that tests use, by GitHub's own descriptions. */
export function githubApiCases(): readonly Case[] {
  let held: Promise<Talk> | undefined;
  const talk = () => (held ??= talkWithFake());
  return [
    refusal('GitHub REST: refuses a request with an unknown property', /additional/, () =>
      requestRemarks(readDescription(main), [exchange('POST', comments, { body: '', text: '' })]),
    ),
    refusal('GitHub REST: refuses an answer with an unknown property', /additional/, () =>
      answerRemarks(readDescription(main), [
        { ...exchange('POST', comments, {}), answer: { no: 1 } },
      ]),
    ),
    {
      name: 'GitHub REST: requests are as described, on github.com and on each GitHub Enterprise',
      async run() {
        const { rest } = await talk();
        return descriptionNames().flatMap((name) =>
          requestRemarks(readDescription(name), rest).map((remark) => `${name}: ${remark}`),
        );
      },
    },
    {
      name: 'GitHub REST: the stand-in answers nothing that GitHub does not',
      run: async () => answerRemarks(readDescription(main), (await talk()).rest),
    },
    refusal('GitHub GraphQL: refuses a query of an unknown field', /usr/, () =>
      graphqlRemarks([exchange('POST', '/graphql', { query: '{ usr { login } }' })]),
    ),
    {
      name: 'GitHub GraphQL: queries and answers of the stand-in',
      run: async () => graphqlRemarks((await talk()).graphql),
    },
    ...[leastAnswer, documentedAnswer].map((answerOf) => ({
      name: `GitHub REST: the adapters read the ${answerOf === leastAnswer ? 'least' : 'documented'} answers`,
      run: () => readsAnswers(answerOf),
    })),
  ];
}

function exchange(verb: string, path: string, body: unknown): Exchange {
  return { verb, path, query: new URLSearchParams(), body, status: 201, answer: {} };
}

interface Talk {
  rest: readonly Exchange[];
  graphql: readonly Exchange[];
}

/** Everything that the adapters say to the stand-in, and are told by it. */
async function talkWithFake(): Promise<Talk> {
  const github = await fakeGithub();
  const { fetch, exchanges } = recordingFetch();
  try {
    await converse(github, fetch);
  } finally {
    await github.stop();
  }
  return {
    rest: exchanges.filter((each) => !isGraphql(each)),
    graphql: exchanges.filter(isGraphql),
  };
}

function isGraphql({ path }: Exchange): boolean {
  return path === '/graphql';
}

async function converse(github: FakeGithub, fetch: typeof globalThis.fetch): Promise<void> {
  const api = apiWith(fetch);
  const put = (pullRequest: number, given: Comment) =>
    githubComments({ api, ...addresses(github.url) }).put(pullRequest, given);
  for (let id = 1; id <= 150; id += 1) {
    github.comments.push({ id, issue: 1, login: 'somebody', body: 'Nice.' });
  }
  await put(1, comment);
  await put(1, { ...comment, text: 'Another report.' });
  await put(1, { ...comment, run: { ...comment.run, number: 6 } });
  github.trouble('POST', { status: 403, message: 'Resource not accessible by integration' });
  await put(2, comment);
  github.trouble('GET', { status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
  await put(3, comment);
  const url = `${github.url}/repos/${repository}/issues`;
  await api.send({ verb: 'PATCH', url: `${url}/comments/99999`, body: { body: 'Gone.' } });
  await api.send({
    verb: 'POST',
    url: `${url}/1/comments`,
    body: { body: 'x'.repeat(70_000) },
  });
  const { head_sha: sha, head_branch: ref, head_repository: repo } = finished;
  github.pulls.push({ number: 4, state: 'open', head: { sha, ref, repo } });
  await findPullRequest(api, { apiUrl: github.url, repository }, finished);
}

/** Whether the adapters understand answers that GitHub's description gives. */
async function readsAnswers(answerOf: typeof leastAnswer): Promise<readonly string[]> {
  const description = readDescription(main);
  const say = (verb: string, path: string, status: number): Answer => [
    status,
    answerOf(description, verb, path, status),
  ];
  const login = 'octocat';
  const viewer: Answer = [200, { data: { viewer: { login } } }];
  const others = say('GET', comments, 200);
  const documented = documentedAnswer(description, 'GET', comments, 200) as object[];
  const ours: Answer = [200, documented.map((each) => ({ ...each, body: commentBody(comment) }))];

  const created = await putInto((verb, path) => {
    if (path === '/graphql') return viewer;
    return verb === 'GET' ? others : say('POST', comments, 201);
  });
  const updated = await putInto((verb, path) => {
    if (path === '/graphql') return viewer;
    return verb === 'GET' ? ours : say('PATCH', oneComment, 200);
  });
  const search = await findPullRequest(
    apiWith(answeringFetch(() => say('GET', pulls, 200))),
    { apiUrl: 'https://api.github.com', repository },
    finished,
  );
  const isFound = answerOf === leastAnswer || (search.ok && search.number === 1347);
  return [
    ...(created.state === 'created' ? [] : [`create: ${JSON.stringify(created)}`]),
    ...(updated.state === 'updated' ? [] : [`update: ${JSON.stringify(updated)}`]),
    ...(search.ok && isFound ? [] : [`pull requests: ${JSON.stringify(search)}`]),
  ];
}

async function putInto(answer: (verb: string, path: string) => Answer) {
  const api = apiWith(answeringFetch(answer));
  return await githubComments({ api, ...addresses('https://api.github.com') }).put(1, comment);
}

function addresses(apiUrl: string) {
  return { apiUrl, graphqlUrl: `${apiUrl}/graphql`, repository };
}

function apiWith(fetch: typeof globalThis.fetch) {
  return githubApi({ token: 'none', clock: fakeClock(), random: { next: () => 0 }, fetch });
}
