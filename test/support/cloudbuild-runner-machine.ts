import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { BuildConfig, BuildStep } from './cloudbuild-runner-form.ts';
import type { Contained, Mount, Surroundings } from './cloudbuild-runner-buildah.ts';
import type { Image, ImageStart } from './cloudbuild-runner-image.ts';
import type { Substitutions } from './cloudbuild-runner-substitution.ts';

/** The project in which builds run, with what is on the other end of its network. */
export interface BuildProject {
  /** By name without tag and digest. */
  images: Readonly<Record<string, Image>>;
  /** Folder that is copied into the workspace. */
  source: string;
  /** By the name of the version. */
  secrets?: Readonly<Record<string, string>>;
  /** Variables by which a step finds stand-ins for services; a real build has none of them. */
  network?: Readonly<Record<string, string>>;
  onLine?(line: string, step: { id: string; child: ChildProcess }): void;
  /** Fires after some time; the answer takes it back. */
  timer?(ms: number, fire: () => void): () => void;
}

export type Status = 'QUEUED' | 'WORKING' | 'SUCCESS' | 'FAILURE' | 'TIMEOUT' | 'CANCELLED';

export interface StepRun {
  id: string;
  status: Status;
  exitCode: number | undefined;
  log: string;
  /** The file `output` of BUILDER_OUTPUT, as `results.buildStepOutputs` would hold it. */
  output: string | undefined;
}

export interface BuildRun {
  status: Status;
  steps: readonly StepRun[];
  step(id: string): StepRun;
  log: string;
  /** A file of the workspace; undefined when there is none. */
  read(path: string): string | undefined;
  workspace: string;
  [Symbol.dispose](): void;
}

/** What a build keeps of a step's output. */
const outputLimit = 50 * 1_024;
const defaultTimeoutMs = 60 * 60_000;

/** One build on its machine: a workspace that its steps share, and the graph of them. */
export class BuildMachine {
  readonly #config: BuildConfig;
  readonly #steps: readonly BuildStep[];
  readonly #all: Substitutions;
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #project: BuildProject;
  readonly #machine = mkdtempSync(join(tmpdir(), 'cloud-build-'));
  readonly #runs: StepRun[];
  readonly #running = new Map<number, ChildProcess>();
  #status: Status = 'WORKING';
  #log = '';

  constructor(
    config: BuildConfig,
    steps: readonly BuildStep[],
    all: Substitutions,
    secrets: Readonly<Record<string, string>>,
    project: BuildProject,
  ) {
    this.#config = config;
    this.#steps = steps;
    this.#all = all;
    this.#secrets = secrets;
    this.#project = project;
    this.#runs = steps.map(({ id }, index) => ({
      id: id ?? String(index),
      status: 'QUEUED',
      exitCode: undefined,
      log: '',
      output: undefined,
    }));
    // As on Cloud Build's machine: everybody may look, only the owner may write.
    chmodSync(this.#machine, 0o755);
    cpSync(project.source, this.#workspace, { recursive: true });
    chmodSync(this.#workspace, 0o755);
  }

  get #workspace(): string {
    return join(this.#machine, 'workspace');
  }

  async run(): Promise<BuildRun> {
    const timeout = millisecondsOf(this.#config.timeout) ?? defaultTimeoutMs;
    const cancelTimer = this.#after(timeout, () => this.#stop('TIMEOUT'));
    const done: Promise<void>[] = [];
    for (const [index, step] of this.#steps.entries()) {
      const before = dependenciesOf(step, index, this.#steps).map((other) => done[other]);
      done.push(Promise.all(before).then(() => this.#runStep(step, index)));
    }
    try {
      await Promise.all(done);
    } catch (error) {
      rmSync(this.#machine, { recursive: true, force: true });
      throw error;
    } finally {
      cancelTimer();
    }
    if (this.#status === 'WORKING') this.#status = 'SUCCESS';
    const runs = this.#runs;
    return {
      status: this.#status,
      steps: runs,
      step(id) {
        const found = runs.find((run) => run.id === id);
        if (found === undefined) throw new Error(`there is no step ${id}`);
        return found;
      },
      log: this.#log,
      workspace: this.#workspace,
      read: (path) => readIfThere(join(this.#workspace, path)),
      [Symbol.dispose]: () => rmSync(this.#machine, { recursive: true, force: true }),
    };
  }

  async #runStep(step: BuildStep, index: number): Promise<void> {
    const run = this.#runs[index];
    if (run === undefined || this.#status !== 'WORKING') return;
    const image = this.#project.images[step.name.replace(/@.*$|:[^/]*$/, '')];
    if (image === undefined) throw new Error(`step ${run.id}: no image ${step.name} here`);
    const start = image.start({
      entrypoint: step.entrypoint,
      args: step.args ?? [],
      script: step.script,
    });
    run.status = 'WORKING';
    run.exitCode = start === undefined ? 0 : await this.#execute(step, index, start, run);
    run.output = readIfThere(join(this.#outputFolder(index), 'output'))?.slice(0, outputLimit);
    if (run.status !== 'WORKING') return;
    run.status = run.exitCode === 0 ? 'SUCCESS' : 'FAILURE';
    if (run.status === 'FAILURE' && !mayFail(step, run.exitCode)) this.#stop('FAILURE');
  }

  async #execute(step: BuildStep, index: number, start: ImageStart, run: StepRun): Promise<number> {
    const volumes = [...(step.volumes ?? []), ...(this.#config.options?.volumes ?? [])];
    for (const { name } of volumes) mkdirSync(this.#volume(name), { recursive: true });
    mkdirSync(this.#outputFolder(index), { recursive: true });
    const mounts: Mount[] = [
      ...volumes.map(({ name, path }): Mount => [path, this.#volume(name)]),
      ['/builder/outputs', this.#outputFolder(index)],
      ['/workspace', this.#workspace],
    ];
    const cwd = resolve('/workspace', step.dir ?? '.');
    const env = { ...start.env, ...this.#environment(step) };
    const { command, args, ...around } =
      start.inside?.({ mounts, cwd, env }) ?? outside(start, { mounts, cwd, env });
    const child = spawn(command, args, {
      ...around,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.set(index, child);
    const cancelTimer = this.#after(millisecondsOf(step.timeout), () => {
      run.status = 'TIMEOUT';
      child.kill('SIGKILL');
      this.#stop('TIMEOUT');
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        run.log += `${line}\n`;
        this.#log += `Step #${index} - "${run.id}": ${line}\n`;
        this.#project.onLine?.(line, { id: run.id, child });
      });
    }
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    cancelTimer();
    this.#running.delete(index);
    return code ?? (signal === 'SIGKILL' ? 137 : 143);
  }

  /** Of a variable that is given several times, the last counts. */
  #environment(step: BuildStep): Record<string, string> {
    const { options } = this.#config;
    const automap = step.automapSubstitutions ?? options?.automapSubstitutions ?? false;
    const secretNames = [...(options?.secretEnv ?? []), ...(step.secretEnv ?? [])];
    return {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: '/builder/home',
      BUILDER_OUTPUT: '/builder/outputs',
      ...this.#project.network,
      ...(automap ? this.#all : {}),
      ...variablesOf(options?.env),
      ...variablesOf(step.env),
      ...Object.fromEntries(secretNames.map((name) => [name, this.#secrets[name] ?? ''])),
    };
  }

  /** Ends what runs and begins nothing more. */
  #stop(status: Status): void {
    if (this.#status === 'WORKING') this.#status = status;
    for (const [index, child] of this.#running) {
      const run = this.#runs[index];
      if (run?.status === 'WORKING') run.status = status === 'TIMEOUT' ? 'TIMEOUT' : 'CANCELLED';
      child.kill('SIGKILL');
    }
  }

  #after(ms: number | undefined, fire: () => void): () => void {
    if (ms === undefined) return () => {};
    if (this.#project.timer !== undefined) return this.#project.timer(ms, fire);
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  }

  #volume(name: string): string {
    return join(this.#machine, 'volumes', name);
  }

  #outputFolder(index: number): string {
    return join(this.#machine, 'outputs', String(index));
  }
}

/** Without mounts: the paths of the container are written as they are outside of it. */
function outside(
  { command, args }: ImageStart,
  { mounts, cwd, env }: Surroundings,
): Contained & { cwd: string } {
  const written = (text: string) =>
    mounts.reduce((left, [path, folder]) => left.replaceAll(path, folder), text);
  return {
    command,
    args: args.map(written),
    env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, written(text)])),
    cwd: written(cwd),
  };
}

/** Steps that must have ended: those named; none for `-`; all before when nothing is said. */
function dependenciesOf(step: BuildStep, index: number, steps: readonly BuildStep[]): number[] {
  const { waitFor = [] } = step;
  if (waitFor.length === 0) return steps.slice(0, index).map((_, other) => other);
  return waitFor
    .filter((id) => id !== '-')
    .map((id) => steps.findIndex((other) => other.id === id));
}

/**
 * "If allow_failure is also specified, this field will take precedence." That a step which waits for
 * one that was allowed to fail is run is read out of "the build will succeed"; it is said nowhere.
 */
function mayFail({ allowFailure, allowExitCodes = [] }: BuildStep, exitCode: number): boolean {
  return allowExitCodes.length > 0 ? allowExitCodes.includes(exitCode) : allowFailure === true;
}

function variablesOf(entries: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

function millisecondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : Number.parseFloat(duration) * 1_000;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
