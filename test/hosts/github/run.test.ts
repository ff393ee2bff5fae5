import { describe, expect, it } from '@jest/globals';
import { readRun } from '../../../src/hosts/github/run.ts';
import type { Files } from '../../../src/ports/files.ts';

const environment = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_REPOSITORY: 'acme/birds',
  GITHUB_SHA: 'merge',
  GITHUB_RUN_ID: '99',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SERVER_URL: 'https://ghe.acme.test',
  GITHUB_API_URL: 'https://ghe.acme.test/api/v3',
  GITHUB_GRAPHQL_URL: 'https://ghe.acme.test/api/graphql',
  GITHUB_WORKFLOW_REF: 'acme/birds/.github/workflows/release.yaml@refs/pull/3/merge',
  GITHUB_WORKSPACE: '/work',
};

function read(payload: unknown, change: Record<string, string> = {}) {
  const files = { read: async () => JSON.stringify(payload) } as unknown as Files;
  return readRun({ ...environment, ...change }, files, '/elsewhere');
}

const pull = (fullName: string | null) => ({
  pull_request: {
    number: 3,
    head: { sha: 'head', repo: fullName === null ? null : { full_name: fullName } },
  },
});

describe('a run', () => {
  it('of a pull request releases the head of the branch, not the merge', async () => {
    expect(await read(pull('acme/birds'))).toMatchObject({
      commit: 'head',
      pullRequest: { number: 3, isFork: false },
      url: 'https://ghe.acme.test/acme/birds/actions/runs/99/attempts/2',
      workflow: '.github/workflows/release.yaml',
      number: 7,
      attempt: 2,
      apiUrl: 'https://ghe.acme.test/api/v3',
      workspace: '/work',
    });
  });

  it.each(['stranger/birds', null])('of a fork (%s) is told from one of a branch', async (name) => {
    expect((await read(pull(name))).pullRequest?.isFork).toBe(true);
  });

  it('of pull_request_target releases the base, whose code it has', async () => {
    const run = await read(pull('stranger/birds'), { GITHUB_EVENT_NAME: 'pull_request_target' });
    expect(run.commit).toBe('merge');
  });

  it('of a push releases what was pushed', async () => {
    const run = await read({ ref: 'refs/heads/main' }, { GITHUB_EVENT_NAME: 'push' });
    expect(run).toMatchObject({ commit: 'merge', pullRequest: undefined, finished: undefined });
  });

  it('is of github.com when nothing else is said', async () => {
    const run = await readRun({}, {} as Files, '/elsewhere');
    expect(run).toMatchObject({
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
      commit: undefined,
      url: undefined,
      workspace: '/elsewhere',
      attempt: 1,
    });
  });

  it('takes fields of another form for absent', async () => {
    const run = await read({ pull_request: 'no', workflow_run: { event: 1 } });
    expect(run).toMatchObject({ pullRequest: undefined, finished: undefined });
  });
});
