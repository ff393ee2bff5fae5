import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli.ts';
import { startEmulator } from './emulator.ts';
import { type DemoRelease, releases } from './releases.ts';
import { SplitWatch } from './split-watch.ts';
import { type FinishedRelease, type RecordView, summarise } from './summary.ts';
import { Traffic, type TrafficReport } from './traffic.ts';
import { commit, makeWorkspace, type Workspace } from './workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'examples/birdstrikes');
const folder = join(root, '.vertex-release/demo');
const cli = join(root, 'dist/cli/index.js');
const requestsPerSecond = 250;
const productionEndpoint = 'projects/acme-ml/locations/us-central1/endpoints/birdstrike-production';

async function demo(): Promise<number> {
  const startedAt = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say('Three releases of a model on the embedded Vertex. Nothing leaves this machine.');
  const workspace = makeWorkspace(example, join(folder, 'workspace'));
  const emulator = await startEmulator({
    cli,
    config: join(workspace.folder, 'emulator.yaml'),
    readyFile: join(folder, 'emulator.json'),
    log: openSync(join(folder, 'emulator.log'), 'w'),
  });
  say(`The embedded Vertex listens on http://${emulator.http}; its log: ${folder}/emulator.log`);
  const { http } = emulator;
  const traffic = new Traffic({
    host: http,
    endpoint: productionEndpoint,
    instances: workspace.requests,
    perSecond: requestsPerSecond,
    isExcused: (instance) => instance['time_of_day'] === 'Dusk',
  });
  const watch = new SplitWatch(http, productionEndpoint);
  try {
    await upload(http, workspace);
    watch.start();
    const finished: FinishedRelease[] = [];
    for (const release of releases) {
      finished.push(await run(release, workspace, emulator.env, watch));
      if (finished.length === 1) {
        traffic.start();
        say(`From now on ${requestsPerSecond} predictions a second are asked of production.`);
      }
    }
    await watch.stop();
    const background = await traffic.stop();
    const durationMs = performance.now() - startedAt;
    const summary = summarise(finished, background, durationMs);
    writeFileSync(join(folder, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
    return conclude(finished, background, traffic.rate, durationMs);
  } finally {
    await watch.stop();
    await traffic.stop();
    await emulator.stop();
  }
}

async function upload(host: string, workspace: Workspace): Promise<void> {
  for (const name of ['train', 'holdout'] as const) {
    const url = `http://${host}/upload/storage/v1/b/birdstrikes-releases/o?uploadType=media&name=data/${name}.csv`;
    const response = await fetch(url, { method: 'POST', body: readFileSync(workspace[name]) });
    if (!response.ok) throw new Error(`uploading ${name}.csv: ${await response.text()}`);
  }
}

async function run(
  release: DemoRelease,
  workspace: Workspace,
  env: Readonly<Record<string, string>>,
  watch: SplitWatch,
): Promise<FinishedRelease> {
  say(`\n=== ${release.name}: ${release.title}`);
  const own = {
    cli,
    cwd: workspace.folder,
    commit: commit(workspace, example, release.change),
    env,
  };
  const onLine = (line: string) => console.log(line);
  const { stdout } = await runCli({ ...own, args: ['run', '--json'], onLine });
  const { release: releaseId } = JSON.parse(stdout) as { release?: string };
  if (releaseId === undefined) throw new Error(`${release.name}: ${stdout}`);
  const comment = await runCli({ ...own, args: ['status', '--markdown'], onLine });
  writeFileSync(join(folder, 'comment.md'), comment.stdout);
  if (release.expected !== 'bootstrapped') {
    await runCli({ ...own, args: ['status', '--html', join(folder, 'report.html')], onLine });
  }
  const path = join(
    workspace.folder,
    '.vertex-release/birdstrike-damage',
    releaseId,
    'record.json',
  );
  const text = readFileSync(path, 'utf8');
  writeFileSync(join(folder, `record-${release.name}.json`), text);
  return { name: release.name, record: JSON.parse(text) as RecordView, traffic: watch.take() };
}

function conclude(
  finished: readonly FinishedRelease[],
  background: TrafficReport,
  rate: number,
  durationMs: number,
): number {
  say('\n=== What happened');
  const wrong = finished.filter(
    ({ record }, index) => record.outcome !== releases[index]?.expected,
  );
  for (const { name, record } of finished) {
    const exposed = record.steps['canary-promote']?.outputs['exposed_requests'];
    const note = exposed === undefined ? '' : `, ${exposed} requests saw the challenger`;
    say(`${name}  ${record.releaseId}  ${record.outcome ?? 'no outcome'}${note}`);
  }
  say(
    `${background.requests} predictions at ${rate.toFixed(0)} a second; ${background.failed} failed in the models, ` +
      `${background.failedByTrain} because of the train.`,
  );
  for (const [reason, count] of background.reasons) say(`  ${count} × ${reason}`);
  say(
    `Took ${(durationMs / 1_000).toFixed(1)} s. Records, summary.json and report.html are in ${folder}`,
  );
  if (wrong.length === 0 && background.failedByTrain === 0) {
    say('Green: v3 was caught by live evidence and rolled back, as it should be.');
    return 0;
  }
  for (const { name, record } of wrong) {
    say(`RED: ${name} should not have ended ${record.outcome ?? 'without an outcome'}`);
  }
  if (background.failedByTrain > 0) say('RED: the train lost predictions');
  return 1;
}

function say(line: string): void {
  console.log(line);
}

process.exitCode = await demo();
