import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EmulatorProcess, Project, runCli } from './cli.ts';
import { Predictors } from './predictors.ts';
import { worldOf } from './world.ts';

const production = 'projects/e2e-project/locations/us-central1/endpoints/doubler-production';

/** Lines of the story, in order; the process is killed as soon as it has told one. */
const points: readonly RegExp[] = [
  /rules kept/,
  /created projects\/.*customJobs/,
  /job is RUNNING|job is SUCCEEDED/,
  /predictions on the holdout/,
  /added version/,
  /deploy doubler@\d+ to doubler-staging/,
  /is healthy/,
  /doubler-staging: .*→/,
  /smoke request answered/,
  /golden cases as expected/,
  /champion doubler@\d+ is/,
  /doubler-production: deploy doubler/,
  /doubler-production: .* 0→50/,
  /at 50 %/,
  /doubler-production: .* 50→100/,
  /doubler-production: undeploy/,
  /model doubler@\d+: aliases champion/,
];

let project: Project;
let emulator: EmulatorProcess;
let predictors: Predictors;
beforeAll(async () => {
  project = new Project();
  project.configure({
    'canary_promote.steps': [50, 100],
    'canary_promote.min_bake': '1s',
    'canary_promote.min_windows': 1,
  });
  emulator = await EmulatorProcess.start(project);
  predictors = new Predictors(emulator.http, production);
});
afterAll(async () => {
  await predictors.stop();
  await emulator.stop();
  project[Symbol.dispose]();
});

it('ends as if it had never been killed, although it was, at every one of these points', async () => {
  const release = (commit: string, killAt?: RegExp) =>
    runCli({
      args: ['run', '--json'],
      cwd: project.folder,
      env: { ...emulator.env, VERTEX_RELEASE_COMMIT: commit },
      onLine: (line, child) => {
        if (killAt?.test(line) === true) child.kill('SIGKILL');
      },
    });
  await release('aaaaaaaa');
  predictors.start();
  for (const point of points) {
    const { stderr } = await release('bbbbbbbb', point);
    expect(stderr).toMatch(point);
  }
  const { code, stdout } = await release('bbbbbbbb');
  const { lost, refused } = await predictors.stop();
  expect(JSON.parse(stdout)).toMatchObject({ release: 'doubler-bbbbbbbb-1', outcome: 'promoted' });
  expect(code).toBe(0);
  expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
  expect(await worldOf(emulator)).toEqual({
    versions: { '1': [], '2': ['champion', 'default'] },
    endpoints: { 'doubler-staging': ['2=100'], 'doubler-production': ['2=100'] },
    jobs: { SUCCEEDED: 2 },
  });
}, 120_000);
