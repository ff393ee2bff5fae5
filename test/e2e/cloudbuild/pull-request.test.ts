import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BuildRun } from '../../support/cloudbuild-runner-machine.ts';
import { type FakeGithub, fakeGithub } from '../../support/fake-github.ts';
import { worldOf } from '../world.ts';
import { BuildWorld, endsOf, repositoryFile } from './builds.ts';

const config = 'cloudbuild/pull-request.yaml';
const token = 'ghs_Th1s+Is/The=Secret';
const secrets = {
  'projects/e2e-project/secrets/vertex-release-github-token/versions/latest': token,
};
/** What a trigger on pull requests gives besides the commit. */
const ofPull = { _PR_NUMBER: '7', REPO_FULL_NAME: 'acme/birds', _HEAD_BRANCH: 'better' };

let world: BuildWorld;
let github: FakeGithub;
beforeAll(async () => {
  [world, github] = await Promise.all([BuildWorld.start(), fakeGithub()]);
});
afterEach(() => {
  world.project.configure({ 'train.args': ['good'], 'validate.test_command': 'node --version' });
});
afterAll(() => Promise.all([world.stop(), github.stop()]));

const build = (
  commit: string,
  substitutions: Record<string, string> = ofPull,
  text: string = config,
): Promise<BuildRun> =>
  world.build(text, commit, {
    secrets,
    substitutions,
    network: { GITHUB_API_URL: github.url, VERTEX_RELEASE_DEBUG: '1' },
  });

/** Each build finds what the one before left on the pull request. */
describe('a pull request', () => {
  it('is told what the gates say, and nothing is registered or deployed', async () => {
    using run = await build('aaaaaaaa22222222');
    expect(run.status).toBe('SUCCESS');
    expect(github.comments).toMatchObject([{ issue: 7 }]);
    expect(github.comments[0]?.body).toContain('doubler-aaaaaaaa-1');
    expect(run.step('report').log).toContain('INFO: the report is on the pull request: ');
    expect(await worldOf(world.emulator)).toEqual({
      versions: {},
      endpoints: {},
      jobs: { SUCCEEDED: 1 },
    });
  });

  it('has one comment, whatever is built again', async () => {
    using again = await build('aaaaaaaa22222222');
    expect(again.status).toBe('SUCCESS');
    expect(github.comments).toHaveLength(1);
  });

  it('is told that a gate fails, and the build fails with it', async () => {
    world.project.configure({ 'train.args': ['poor'] });
    using run = await build('bbbbbbbb22222222');
    expect(run.status).toBe('FAILURE');
    expect(endsOf(run)).toEqual({
      validate: 'SUCCESS 0',
      train: 'SUCCESS 0',
      register: 'FAILURE 1',
      report: 'FAILURE 1',
    });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('doubler-bbbbbbbb-1');
    expect(github.comments[0]?.body).toMatch(/rejected/i);
  });

  it('is told nothing more by a build of an older commit', async () => {
    using run = await build('aaaaaaaa22222222');
    expect(run.step('report').log).toContain('a newer commit has been reported already');
    expect(github.comments[0]?.body).toContain('doubler-bbbbbbbb-1');
  });

  it('does not train what its tests refuse', async () => {
    world.project.configure({ 'validate.test_command': 'exit 3' });
    const { jobs } = await worldOf(world.emulator);
    using run = await build('cccccccc22222222');
    expect(endsOf(run)).toEqual({
      validate: 'FAILURE 1',
      train: 'FAILURE 1',
      register: 'FAILURE 1',
      report: 'FAILURE 1',
    });
    expect(run.step('train').log).toMatch(
      /train does not run: validate of this build ended with 1/,
    );
    expect((await worldOf(world.emulator)).jobs).toEqual(jobs);
    expect(github.comments[0]?.body).toContain('doubler-cccccccc-1');
  });

  it('is left alone by a build that belongs to none, and when comment is false', async () => {
    const requests = github.requests.length;
    using submitted = await build('aaaaaaaa22222222', {});
    expect(submitted.step('report').log).toContain('belongs to no pull request');
    using silent = await build('aaaaaaaa22222222', { ...ofPull, _COMMENT: 'false' });
    expect(silent.step('report').log).toContain('comment is false');
    expect(github.requests).toHaveLength(requests);
  });

  it('changes no verdict when it takes no comment', async () => {
    github.trouble('GET', { status: 403, message: 'Resource not accessible by personal token' });
    using run = await build('aaaaaaaa22222222');
    expect(run.status).toBe('SUCCESS');
    expect(run.step('report').log).toMatch(/WARNING: the report is not on the pull request: 403/);
  });
});

describe('the token', () => {
  it('is handed to the step that reports, and to no other', () => {
    const secretSteps = repositoryFile(config)
      .split(/^ {2}- id: /m)
      .filter((step) => step.includes('secretEnv'))
      .map((step) => step.split('\n', 1)[0]);
    expect(secretSteps).toEqual(['report']);
  });

  it('is in nothing that is written, even if a configuration hands it to the tests', async () => {
    const careless = repositoryFile(config).replace(
      '    allowFailure: true',
      '    allowFailure: true\n    secretEnv: [GITHUB_TOKEN]',
    );
    const backwards = [...token].toReversed().join('');
    world.project.configure({
      'validate.test_command': `echo "given: [$GITHUB_TOKEN]"; echo "known: $(echo '${backwards}' | rev)"; echo '${backwards}' | rev | tr -d '\\n' | base64; exit 1`,
    });
    using run = await build('dddddddd22222222', ofPull, careless);
    expect(run.step('validate').log).toContain('| given: []');
    expect(run.step('validate').log).toContain('| known: [secret]');
    expect(run.step('validate').log).toContain('| [secret]\n');
    expect(github.requests.at(-1)?.authorization).toBe(`Bearer ${token}`);

    const written = [
      run.log,
      ...run.steps.map(({ output }) => output ?? ''),
      ...filesBelow(run.workspace),
      ...github.requests.map(({ url, body }) => url + body),
      JSON.stringify(await world.emulator.get('/storage/v1/b/e2e-releases/o')),
    ];
    const forms = [token, Buffer.from(token).toString('base64'), encodeURIComponent(token)];
    expect(written.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}
