import { hostname } from 'node:os';
import { explicitFromActionVariables } from '../contract/action-inputs.ts';
import { loadSources } from '../contract/load.ts';
import { inputVariableOf } from '../contract/naming.ts';
import type { Sources } from '../contract/parse.ts';
import type { Step } from '../contract/step.ts';
import { toReleaseError } from '../errors/error.ts';
import { type GithubHost, githubHost } from '../hosts/github/host.ts';
import { githubRunner } from '../hosts/github/runner.ts';
import { inertLine } from '../hosts/github/inert-line.ts';
import { type GithubRun, readRun } from '../hosts/github/run.ts';
import { secretForms } from '../hosts/github/secret-forms.ts';
import { loadToolkit, type Toolkit } from '../hosts/github/toolkit.ts';
import { confinedFiles } from '../hosts/system/confined-files.ts';
import { processRunner } from '../hosts/system/runner.ts';
import { systemFiles } from '../hosts/system/files.ts';
import { allSteps } from '../pipeline/contracts.ts';
import type { PreparedStep } from '../pipeline/program.ts';
import { programs } from '../pipeline/programs.ts';
import { runStep } from '../pipeline/run-step.ts';
import type { StepName } from '../release/step-name.ts';
import { annotatedFile, annotationsOf } from './action-annotations.ts';
import { type Ending, endingOfError, endingOfReport } from './action-ending.ts';
import { watchRecords } from './action-record.ts';
import { reportOnPullRequest, writeSummary } from './action-report.ts';
import { actionSurroundings } from './action-surroundings.ts';
import { refuseUntrustedEvent } from './action-trust.ts';
import { cancelOnSignals } from './cancellation.ts';

/** From the signal to the end of the process. The runner sends the next signal after 7.5 s. */
const cancellationLimitMs = 5_000;

/** What an action has before it reads its inputs. */
export interface ActionFrame {
  process: NodeJS.Process;
  toolkit: Toolkit;
  run: GithubRun;
  host: GithubHost;
  signal: AbortSignal;
}

/** Runs a step as an action and sets the exit code. Never throws. */
export async function action(process: NodeJS.Process, step: StepName): Promise<void> {
  await inActionFrame(process, programs[step].contract, (frame) => runStepAction(step, frame));
}

/**
 * What every action does around its work: masks its secrets before anything else, ends on a
 * signal, sets the exit code. Never throws.
 */
export async function inActionFrame(
  process: NodeJS.Process,
  contract: Pick<Step, 'inputs'>,
  work: (frame: ActionFrame) => Promise<number>,
): Promise<void> {
  try {
    const toolkit = await loadToolkit();
    maskSecrets(contract, process.env, toolkit);
    const run = await readRun(process.env, systemFiles, process.cwd());
    const runner = githubRunner(run, processRunner(hostname(), process.pid));
    const host = githubHost(toolkit, run, runner, () => Date.now());
    const cancellation = cancelOnSignals(process, () => {
      host.say('cancelling: leaving things in order');
      setTimeout(() => process.exit(130), cancellationLimitMs).unref();
    });
    try {
      process.exitCode = await work({ process, toolkit, run, host, signal: cancellation.signal });
    } finally {
      host.endPhase();
      cancellation.dispose();
    }
  } catch (thrown) {
    const error = toReleaseError(thrown);
    process.stdout.write(`${inertLine(`${error.message} [${error.code}]`)}\n`);
    process.exitCode = error.exitCode;
  }
}

async function runStepAction(step: StepName, frame: ActionFrame): Promise<number> {
  const { process, run, host, signal } = frame;
  const { contract, prepare } = programs[step];
  const files = confinedFiles(systemFiles, run.workspace);
  const watched = watchRecords(files);
  let sources: Sources | undefined;
  let prepared: PreparedStep | undefined;
  let ending: Ending;
  try {
    sources = await loadSources(contract, allSteps, {
      explicit: explicitFromActionVariables(contract, process.env),
      spelling: 'action',
      environment: process.env,
      workingFolder: run.workspace,
      read: (path) => files.read(path),
    });
    prepared = prepare(sources);
    refuseUntrustedEvent(prepared, run.event);
    const { workspace } = run;
    const parts = { process, signal, host, files: watched.files, workspace };
    const report = await runStep(prepared, await actionSurroundings(sources, parts));
    ending = endingOfReport(report);
  } catch (thrown) {
    const error = toReleaseError(thrown);
    for (const line of (error.stack ?? '').split('\n')) host.debug(line);
    ending = endingOfError(step, error, watched.lastRecord());
  }
  await tell(ending, sources, prepared, frame);
  // A step that is to be called again is no failure; its output `state` says so.
  return ending.exitCode === 4 ? 0 : ending.exitCode;
}

async function tell(
  ending: Ending,
  sources: Sources | undefined,
  prepared: PreparedStep | undefined,
  frame: ActionFrame,
): Promise<void> {
  const { run, host, toolkit, signal } = frame;
  host.endPhase();
  for (const [name, value] of ending.outputs) toolkit.setOutput(name, value);
  host.say(`${ending.step}: ${ending.verdict}`);
  for (const line of ending.lines) host.say(line);
  if (signal.aborted) {
    // The runner says that it was cancelled; what is left to say is how to go on.
    host.notice(ending.lines.join('. '), { title: `${ending.step}: cancelled` });
    return;
  }
  if (ending.exitCode !== 0 && ending.exitCode !== 4) {
    const file = annotatedFile(sources?.config, run.workspace);
    const places = { workspace: run.workspace, suite: prepared?.inputs['suite'] };
    for (const { message, place } of annotationsOf(ending, file, places)) host.fail(message, place);
  }
  await writeSummary(ending, prepared?.shared, frame);
  if (prepared !== undefined) await reportOnPullRequest(ending, prepared.shared, frame);
}

/** Every secret that the action was handed, in every form that could reach the log. */
function maskSecrets(
  { inputs }: Pick<Step, 'inputs'>,
  environment: NodeJS.ProcessEnv,
  toolkit: Toolkit,
): void {
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind !== 'secret') continue;
    for (const variable of [inputVariableOf(name), ...input.environment]) {
      const secret = environment[variable]?.trim() ?? '';
      for (const form of secretForms(secret)) toolkit.setSecret(form);
    }
  }
}
