import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundledCli, EmulatorProcess, Project } from '../test/e2e/cli.ts';
import { Predictors } from '../test/e2e/predictors.ts';
import { worldOf, type World } from '../test/e2e/world.ts';
import type { Figures } from './figures.ts';
import { type KillPoint, KillingProxy } from './killing-proxy.ts';

const location = 'projects/e2e-project/locations/us-central1';
const production = `${location}/endpoints/doubler-production`;
/** Shares that the plan of the project declares for the challenger. */
const declared = ['100', '50,50'];
/** Points that are tried by default, and with `--quick`; `--all` tries every one. */
const some = 24;
const few = 6;

/**
 * Kills the bundled command line at its nth write, before and after it took effect, in a release of
 * its own each time; runs the same command again; compares what is left with what a release leaves
 * that nobody killed. Predictions are asked all the while. `BENCH_CLI` names another bundle.
 */
export async function sweep(): Promise<Figures> {
  const train = await Train.start();
  try {
    await train.release(1);
    train.predictors.start();
    const { writes } = await train.release(2);
    const points = chosen(allPoints(writes));
    let converged = 0;
    let duplicates = 0;
    for (const [i, point] of points.entries()) {
      const number = i + 3;
      const killed = await train.release(number, point);
      const again = await train.release(number);
      const left = await worldOf(train.emulator);
      const isSame = JSON.stringify(left) === JSON.stringify(worldAfter(number));
      const hasEnded = killed.code === null && again.code === 0;
      if (isSame && hasEnded) converged += 1;
      else
        console.error(
          `not converged: ${JSON.stringify({ point, killed: killed.code, again, left })}`,
        );
      duplicates += duplicatesIn(left, number);
      console.error(`${i + 1}/${points.length}: killed ${point.moment} write ${point.write}`);
    }
    const { lost, refused, answered } = await train.predictors.stop();
    return {
      writes,
      points: points.length,
      converged,
      duplicates,
      lost_requests: lost + refused,
      answered_requests: answered,
      split_violations: train.violations.length,
    };
  } finally {
    await train.stop();
  }
}

/** A project, the embedded Vertex, and those who ask it for predictions. */
class Train {
  readonly violations: string[] = [];
  readonly project: Project;
  readonly emulator: EmulatorProcess;
  readonly predictors: Predictors;
  readonly #proxy: KillingProxy;

  private constructor(project: Project, emulator: EmulatorProcess, proxy: KillingProxy) {
    this.project = project;
    this.emulator = emulator;
    this.#proxy = proxy;
    this.predictors = new Predictors(emulator.http, production);
  }

  static async start(): Promise<Train> {
    const project = new Project();
    project.configure({
      'canary_promote.steps': [50, 100],
      'canary_promote.min_bake': '1s',
      'canary_promote.min_windows': 1,
      'canary_promote.keep_stable': '0s',
    });
    const emulator = await EmulatorProcess.start(project);
    let look = async () => {};
    const proxy = await KillingProxy.start(emulator.http, () => look());
    const train = new Train(project, emulator, proxy);
    look = () => train.#look();
    return train;
  }

  /** Runs the train for the nth commit; its exit code is null when it was killed. */
  async release(
    number: number,
    point?: KillPoint,
  ): Promise<{ code: number | null; writes: number; stderr: string }> {
    const child = spawn(process.execPath, [bundledCli, 'run', '--json'], {
      cwd: this.project.folder,
      env: this.#environment(number),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    this.#proxy.arm(point, () => child.kill('SIGKILL'));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, writes: this.#proxy.writes, stderr: code === 0 ? '' : stderr.slice(-2_000) };
  }

  async stop(): Promise<void> {
    await this.predictors.stop();
    await this.#proxy.stop();
    await this.emulator.stop();
    this.project[Symbol.dispose]();
  }

  #environment(number: number): Record<string, string | undefined> {
    const { emulator, project } = this;
    const env = Object.entries(emulator.env).map(([name, value]) => [
      name,
      value.replaceAll(emulator.http, this.#proxy.host),
    ]);
    return {
      PATH: process.env['PATH'],
      HOME: project.folder,
      ...Object.fromEntries(env),
      VERTEX_RELEASE_COMMIT: String(number).padStart(8, '0'),
    };
  }

  /** The split of the production endpoint must be one of those that the plan has. */
  async #look(): Promise<void> {
    const { trafficSplit = {} } = (await this.emulator.get(`/v1/${production}`)) as {
      trafficSplit?: Record<string, number>;
    };
    const shares = Object.values(trafficSplit).filter((share) => share > 0);
    const split = shares.join(',');
    if (shares.length > 0 && !declared.includes(split)) this.violations.push(split);
  }
}

/** What n releases leave that were not disturbed. */
function worldAfter(number: number): World {
  const numbers = Array.from({ length: number }, (_, i) => i + 1);
  return {
    versions: Object.fromEntries(
      numbers.map((version) => [version, version === number ? ['champion', 'default'] : []]),
    ),
    endpoints: {
      'doubler-staging': [`${number}=100`],
      'doubler-production': [`${number}=100`],
    },
    jobs: { SUCCEEDED: number },
  };
}

/** Versions, jobs and deployed models beyond those that the releases need. */
function duplicatesIn({ versions, endpoints, jobs }: World, number: number): number {
  const jobCount = Object.values(jobs).reduce((sum, count) => sum + count, 0);
  const excess = [
    Object.keys(versions).length - number,
    jobCount - number,
    ...Object.values(endpoints).map((deployed) => deployed.length - 1),
  ];
  return excess.reduce((sum, one) => sum + Math.max(0, one), 0);
}

function allPoints(writes: number): KillPoint[] {
  return Array.from({ length: writes }, (_, i) => i + 1).flatMap((write) => [
    { write, moment: 'before' as const },
    { write, moment: 'after' as const },
  ]);
}

/** Spread over the release. */
function chosen(points: readonly KillPoint[]): readonly KillPoint[] {
  const flags = process.argv.slice(2);
  if (flags.includes('--all')) return points;
  const count = Math.min(points.length, flags.includes('--quick') ? few : some);
  return Array.from(
    { length: count },
    (_, i) => points[Math.floor(((i + 0.5) * points.length) / count)],
  ).filter((point) => point !== undefined);
}
