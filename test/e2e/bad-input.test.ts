import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmulatorProcess, Project, runCli } from './cli.ts';

const commit = { VERTEX_RELEASE_COMMIT: '0123456789abcdef' };

let project: Project;
let emulator: EmulatorProcess;
beforeAll(async () => {
  project = new Project();
  emulator = await EmulatorProcess.start(project);
});
afterAll(async () => {
  await emulator.stop();
  project[Symbol.dispose]();
});

interface BadInput {
  title: string;
  args: string[];
  change?: Record<string, unknown>;
  files?: Record<string, string>;
  env?: Record<string, string>;
  code: number;
  /** Each must stand in what the user reads. */
  says: RegExp[];
}

const table: BadInput[] = [
  {
    title: 'an unknown command',
    args: ['trian'],
    code: 2,
    says: [/there is no command "trian"/, /did you mean.*train/i, /\[INPUT_INVALID\]/],
  },
  {
    title: 'an unknown flag',
    args: ['train', '--job-spce=x.yaml'],
    code: 2,
    says: [/--job-spce/, /--job-spec/],
  },
  {
    title: 'several wrong keys at once, each on its line',
    args: ['run'],
    change: { 'train.timeot': '1h', 'canary_promote.alpha': 2, region: 'mars' },
    code: 2,
    says: [
      /3 problems/,
      /timeot \(vertex-release\.yaml:\d+\)/,
      /alpha/,
      /region/,
      /did you mean.*timeout/i,
    ],
  },
  {
    title: 'a type that is wrong',
    args: ['run'],
    change: { 'integration_test.repeat': 'twice' },
    code: 2,
    says: [/integration_test\.repeat/, /whole number/, /twice/],
  },
  {
    title: 'steps that do not ascend to 100',
    args: ['run'],
    change: { 'canary_promote.steps': [50, 25, 90] },
    code: 2,
    says: [/canary_promote\.steps/, /ascending|100/],
  },
  {
    title: 'a configuration that is no YAML',
    args: ['run'],
    files: { 'vertex-release.yaml': 'apiVersion: [\n' },
    code: 2,
    says: [/vertex-release\.yaml:\d+/],
  },
  {
    title: 'a file that the configuration names and that is not there',
    args: ['validate'],
    change: { 'train.job_spec': 'nowhere.yaml' },
    code: 2,
    says: [/train\.job_spec/, /nowhere\.yaml/],
  },
  {
    title: 'data that breaks its schema',
    args: ['validate'],
    files: { 'rows.csv': 'id,x\na,1\n,2\nc,900\nd,many\n' },
    code: 1,
    says: [/required of id/, /maximum of x/, /type of x/, /rows breaks 3 rules/],
  },
  {
    title: 'a test command that fails',
    args: ['validate'],
    change: { 'validate.test_command': 'echo went wrong; exit 3' },
    code: 1,
    says: [/ended with 3/, /went wrong/],
  },
  {
    title: 'a window shorter than a minute on the real service',
    args: ['run'],
    env: { VERTEX_EMULATOR_HOST: '' },
    code: 2,
    says: [/canary_promote\.window/, /at least 60s/, /1s/],
  },
  {
    title: 'no credentials',
    args: ['validate'],
    env: { VERTEX_EMULATOR_HOST: '' },
    code: 3,
    says: [/no credentials were found/, /\[CREDENTIALS_MISSING\]/],
  },
  {
    title: 'environments in different projects',
    args: ['run'],
    change: { 'environments.staging.project_id': 'another-project' },
    code: 2,
    says: [/another-project/, /\[UNIMPLEMENTED\]/],
  },
  {
    title: 'a host that does not answer',
    args: ['validate'],
    env: { VERTEX_EMULATOR_HOST: '127.0.0.1:48123', STORAGE_EMULATOR_HOST: '127.0.0.1:48123' },
    code: 3,
    says: [/127\.0\.0\.1:48123/, /\[HOST_UNREACHABLE\]/],
  },
  {
    title: 'an emulator that is not on this machine',
    args: ['validate'],
    env: { VERTEX_EMULATOR_HOST: 'example.com:80' },
    code: 2,
    says: [/not on this machine/],
  },
  {
    title: 'a step without the release that it goes on with',
    args: ['register'],
    env: { VERTEX_RELEASE_COMMIT: 'feedfeedfeedfeed' },
    code: 2,
    says: [/there is no release/, /validate or train first/],
  },
  {
    title: 'a secret on the command line',
    args: ['train', '--github-token=ghp_topsecret'],
    code: 2,
    says: [/--github-token/, /environment variable GITHUB_TOKEN/],
  },
  {
    title: 'a canary to resume where there is no endpoint',
    args: ['resume'],
    code: 3,
    says: [/there is no endpoint "doubler-production"/, /\[RESOURCE_NOT_FOUND\]/],
  },
];

describe('bad input', () => {
  it.each(table)(
    '$title: one clear message, exit $code',
    async ({ args, change, files, env, code, says }) => {
      using own = new Project();
      if (change !== undefined) own.configure(change);
      for (const [name, text] of Object.entries(files ?? {})) own.write(name, text);
      const finished = await runCli({
        args,
        cwd: own.folder,
        env: { ...emulator.env, ...commit, METADATA_SERVER_DETECTION: 'none', ...env },
      });
      for (const pattern of says) expect(finished.stderr).toMatch(pattern);
      expect(finished.stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
      expect(finished.stderr).not.toContain('topsecret');
      expect(finished.code).toBe(code);
    },
  );

  it('prints the error as JSON alone on stdout under --json', async () => {
    const finished = await runCli({
      args: ['register', '--json'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: 'feedfeed' },
    });
    expect(JSON.parse(finished.stdout)).toMatchObject({
      error: { code: 'INPUT_INVALID' },
      exit_code: 2,
    });
  });

  it('shows a stack only under VERTEX_RELEASE_DEBUG=1', async () => {
    const finished = await runCli({
      args: ['trian'],
      cwd: project.folder,
      env: { VERTEX_RELEASE_DEBUG: '1' },
    });
    expect(finished.stderr).toMatch(/^\s+at /m);
  });
});
