import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Hub, only } from '../actions/hub.ts';
import { type EmulatorProcess, type Project, runCli } from '../cli.ts';
import { BuildWorld } from '../cloudbuild/builds.ts';
import { worldOf } from '../world.ts';
import { comparable, neverMet } from './comparable.ts';

/** The whole train as one job, by the root action. */
const workflow = {
  inline: JSON.stringify({
    on: 'push',
    jobs: {
      release: {
        steps: [{ uses: 'actions/checkout@v5' }, { uses: 'vertex-release/vertex-release@v1' }],
      },
    },
  }),
};

let hub: Hub;
let built: BuildWorld;
let typed: BuildWorld;
beforeAll(async () => {
  [hub, built, typed] = await Promise.all([Hub.start(), BuildWorld.start(), BuildWorld.start()]);
});
afterAll(() => Promise.all([hub[Symbol.asyncDispose](), built.stop(), typed.stop()]));

/** A place where a release runs, with what the release talks to. */
interface Host {
  name: string;
  emulator: EmulatorProcess;
  project: Project;
  runUrl: unknown;
  /** Releases a commit; answers with the text of a file that is then in the workspace. */
  release(commit: string, file: string): Promise<string>;
}

function hosts(): Host[] {
  return [
    {
      name: 'github',
      emulator: hub.emulator,
      project: hub.project,
      runUrl: expect.stringMatching(/^https:\/\/github\.com\/acme\/birds\/actions\/runs\/\d+/),
      async release(sha, file) {
        const { workspace } = only(
          await hub.run(workflow, { sha, checkout: { '.': hub.project.folder } }),
        );
        return readFileSync(join(workspace, file), 'utf8');
      },
    },
    {
      name: 'cloud_build',
      emulator: built.emulator,
      project: built.project,
      runUrl: expect.stringMatching(/^https:\/\/console\.cloud\.google\.com\/cloud-build\/builds;/),
      async release(commit, file) {
        using run = await built.build('cloudbuild/release.yaml', commit);
        return run.read(file) ?? '';
      },
    },
    {
      name: 'terminal',
      emulator: typed.emulator,
      project: typed.project,
      runUrl: undefined,
      async release(commit, file) {
        const cwd = typed.project.folder;
        const env = { ...typed.emulator.env, VERTEX_RELEASE_COMMIT: commit };
        await runCli({ args: ['run'], cwd, env });
        return readFileSync(join(cwd, file), 'utf8');
      },
    },
  ];
}

/** Paths of what may differ that some record has had. */
const met = new Set<string>();

/** Each release goes on from the world that the one before left behind. */
it.each([
  ['is released', 'a'.repeat(40), 'good', 'bootstrapped'],
  ['is rejected', 'b'.repeat(40), 'poor', 'rejected'],
])(
  'leaves one record wherever a commit %s',
  async (_, commit, model, outcome) => {
    const name = `doubler-${commit.slice(0, 8)}-1`;
    const file = `.vertex-release/doubler/${name}/record.json`;
    const left = await Promise.all(
      hosts().map(async (host) => {
        host.project.configure({ 'train.args': [model] });
        const record: unknown = JSON.parse(await host.release(commit, file));
        return { host, record, world: await worldOf(host.emulator) };
      }),
    );
    for (const { host, record, world } of left) {
      expect(record).toMatchObject({ releaseId: name, commit, outcome });
      expect(record).toHaveProperty('host', { name: host.name, runUrl: host.runUrl });
      expect(comparable(record, met)).toEqual(comparable(left[0]?.record));
      expect(world).toEqual(left[0]?.world);
    }
  },
  30_000,
);

it('leaves out of the comparison only what records have', () => {
  expect(neverMet(met)).toEqual([]);
});
