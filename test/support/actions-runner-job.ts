import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holds } from './actions-runner-condition.ts';
import { runKnown } from './actions-runner-known.ts';
import type { JobResult, RunnerOptions, StepRecord } from './actions-runner-options.ts';
import { folderOfAction, inputVariables, readAction } from './actions-runner-action.ts';
import {
  type Contexts,
  type Functions,
  interpolate,
  type Value,
} from './actions-runner-expression.ts';
import { commandFiles, readCommandFiles } from './actions-runner-files.ts';
import type { RunnerLog } from './actions-runner-log.ts';
import { killGroup, runProcess } from './actions-runner-process.ts';
import type { WorkflowJob, WorkflowStep } from './actions-runner-workflow.ts';

interface JobParts {
  options: RunnerOptions;
  job: WorkflowJob;
  contexts: Contexts;
  folder: string;
  workspace: string;
  /** This repository, whose actions are run. */
  project: string;
  log: RunnerLog;
  cancelled: AbortController;
}

/** The steps of a workflow's job, or those of a composite action. */
interface Scope {
  steps: Record<string, StepRecord>;
  inputs: Value;
  env: Record<string, string>;
  status: 'success' | 'failure';
}

const slug = 'vertex-release/vertex-release';
const patience = { beforeTermMs: 7_500, beforeKillMs: 2_500 };
/** Of the machine, besides what a test adds. Nothing of the machine that runs the tests. */
const machine = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

export class RunnerJob {
  readonly #parts: JobParts;
  readonly #top: Scope;
  readonly #summaries: string[] = [];
  readonly #problems: string[] = [];
  readonly #cancellation: { exitCode: number; endedAfterMs: number }[] = [];
  readonly #started: number[] = [];
  /** What steps have put into `GITHUB_ENV`. */
  readonly #env: Record<string, string> = {};
  #raw = '';
  #count = 0;

  constructor(parts: JobParts) {
    this.#parts = parts;
    const env = this.#texts({ ...parts.options.workflow.env, ...parts.job.env }, parts.contexts);
    const inputs = parts.contexts['inputs'] ?? {};
    this.#top = { steps: {}, inputs, env, status: 'success' };
    mkdirSync(join(parts.folder, 'temp'));
  }

  async steps(): Promise<void> {
    await this.#runSteps(this.#parts.job.steps, this.#top, '.');
    for (const pid of this.#started) killGroup(pid);
  }

  contexts(scope = this.#top): Contexts {
    const steps = Object.entries(scope.steps).map(([id, { outcome, outputs }]): [string, Value] => [
      id,
      { outcome, conclusion: outcome, outputs },
    ]);
    return {
      ...this.#parts.contexts,
      inputs: scope.inputs,
      env: { ...scope.env, ...this.#env },
      job: { status: this.#isCancelled ? 'cancelled' : scope.status },
      steps: Object.fromEntries(steps),
    };
  }

  result(outputs: Readonly<Record<string, string>>): JobResult {
    const { log, workspace } = this.#parts;
    return {
      conclusion: this.#isCancelled ? 'cancelled' : this.#top.status,
      outputs,
      steps: this.#top.steps,
      annotations: log.annotations,
      summaries: this.#summaries,
      log: log.text,
      raw: this.#raw,
      refused: log.refused,
      problems: this.#problems,
      cancellation: this.#cancellation,
      workspace,
    };
  }

  get #isCancelled(): boolean {
    return this.#parts.cancelled.signal.aborted;
  }

  async #runSteps(steps: readonly WorkflowStep[], scope: Scope, prefix: string): Promise<void> {
    for (const [index, step] of steps.entries()) {
      const id = step.id ?? `${prefix}${index}`;
      const functions = this.#functions(scope);
      if (!holds(step.if, this.contexts(scope), functions)) {
        scope.steps[id] = { outcome: 'skipped', outputs: {} };
        continue;
      }
      this.#parts.log.beginStep(step.name ?? step.uses ?? step.run ?? id);
      const record = await this.#runStep(step, scope);
      scope.steps[id] = record;
      if (record.outcome === 'failure' && step['continue-on-error'] !== true) {
        scope.status = 'failure';
      }
    }
  }

  #functions(scope: Scope): Functions {
    return {
      success: () => scope.status === 'success' && !this.#isCancelled,
      failure: () => scope.status === 'failure' && !this.#isCancelled,
      cancelled: () => this.#isCancelled,
      always: () => true,
    };
  }

  async #runStep(step: WorkflowStep, scope: Scope): Promise<StepRecord> {
    const contexts = this.contexts(scope);
    const stepEnv = this.#texts(step.env ?? {}, contexts);
    const env = { ...this.#runnerVariables(), ...scope.env, ...this.#env, ...stepEnv };
    if (step.run !== undefined) return await this.#runScript(step, env, contexts);
    const given = this.#texts(step.with ?? {}, contexts);
    const uses = step.uses ?? '';
    const done = runKnown(uses, given, this.#parts);
    if (done !== undefined) return done;
    const folder = folderOfAction(uses, { ...this.#parts, slug });
    if (folder === undefined) throw new Error(`this runner knows no ${uses}`);
    const action = readAction(folder);
    const variables = inputVariables(action.inputs, given, (text) => interpolate(text, contexts));
    if (action.runs.using === 'node24') {
      const main = join(folder, action.runs.main ?? '');
      return await this.#runCommand(process.execPath, [main], this.#parts.workspace, {
        ...env,
        ...variables,
        ACTIONS_RUNTIME_TOKEN: 'runtime-token',
      });
    }
    if (action.runs.using !== 'composite') throw new Error(`no ${action.runs.using} here`);
    const inputs = Object.fromEntries(
      Object.keys(action.inputs).map((name) => [
        name,
        variables[`INPUT_${name.toUpperCase()}`] ?? '',
      ]),
    );
    const inner: Scope = {
      steps: {},
      inputs,
      env: { ...scope.env, ...stepEnv },
      status: 'success',
    };
    await this.#runSteps(action.runs.steps ?? [], inner, '_');
    const outputs = Object.entries(action.outputs).map(([name, { value = '' }]) => [
      name,
      interpolate(value, this.contexts(inner)),
    ]);
    return {
      outcome: inner.status,
      outputs: Object.fromEntries(outputs) as Record<string, string>,
    };
  }

  async #runScript(
    step: WorkflowStep,
    env: Readonly<Record<string, string>>,
    contexts: Contexts,
  ): Promise<StepRecord> {
    const { folder, workspace, job } = this.#parts;
    const script = join(folder, 'temp', `step-${this.#count}.sh`);
    writeFileSync(script, interpolate(step.run ?? '', contexts));
    const shell = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const relative = step['working-directory'] ?? job.defaults?.run?.['working-directory'] ?? '.';
    return await this.#runCommand('bash', [...shell, script], join(workspace, relative), env);
  }

  async #runCommand(
    command: string,
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>>,
  ): Promise<StepRecord> {
    const { folder, log, cancelled, options } = this.#parts;
    this.#count += 1;
    const files = commandFiles(join(folder, 'temp', `files-${this.#count}`));
    const { cancelOn } = options;
    const watched =
      cancelOn === undefined
        ? log
        : Object.assign(Object.create(log) as RunnerLog, {
            take(line: string) {
              log.take(line);
              if (line.includes(cancelOn)) cancelled.abort();
            },
          });
    const end = await runProcess({
      command,
      args,
      cwd,
      env: { ...env, ...files },
      log: watched,
      cancelled: cancelled.signal,
      patience: options.patience ?? patience,
    });
    this.#started.push(end.pid);
    this.#raw += end.raw;
    const { exitCode, endedAfterMs } = end;
    if (endedAfterMs !== undefined) this.#cancellation.push({ exitCode, endedAfterMs });
    const told = readCommandFiles(files);
    this.#problems.push(...told.problems);
    Object.assign(this.#env, told.env);
    if (told.summary !== '') this.#summaries.push(log.mask(told.summary));
    const isWell = exitCode === 0 && told.problems.length === 0;
    const outcome = this.#isCancelled ? 'cancelled' : isWell ? 'success' : 'failure';
    if (!isWell) log.take(`##[error]Process completed with exit code ${exitCode}.`);
    return { outcome, outputs: told.outputs };
  }

  #runnerVariables(): Record<string, string> {
    const { options, folder } = this.#parts;
    const known = machine.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const variables: Record<string, string> = {
      ...Object.fromEntries(known),
      ...options.env,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      RUNNER_OS: 'Linux',
      RUNNER_TEMP: join(folder, 'temp'),
      ...(options.isDebug === true ? { RUNNER_DEBUG: '1' } : {}),
    };
    if (options.binaries !== undefined) {
      variables['PATH'] = `${options.binaries}:${variables['PATH'] ?? ''}`;
    }
    for (const [name, value] of Object.entries(this.#parts.contexts['github'] ?? {})) {
      // The token is in the context only.
      if (name !== 'token' && typeof value === 'string') {
        variables[`GITHUB_${name.toUpperCase()}`] = value;
      }
    }
    return variables;
  }

  #texts(values: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, string> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        interpolate(String(value ?? ''), contexts),
      ]),
    );
  }
}
