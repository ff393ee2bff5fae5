import { type Flags, parseFlags } from '../contract/flags.ts';
import { describeError, refuseProblems, toReleaseError } from '../errors/error.ts';
import { refuseBeforehand } from '../pipeline/preflight.ts';
import { programs } from '../pipeline/programs.ts';
import { runStep } from '../pipeline/run-step.ts';
import { prepareTrain, runTrain } from '../pipeline/run-train.ts';
import { stepLines } from '../report/terminal/status-text.ts';
import { answerOf, answerOfError, answerOfTrain } from './answer.ts';
import { readBuild } from '../hosts/cloudbuild/build.ts';
import { cli } from './cli.ts';
import { reportFlags, reportHelp, reportOnBuild, sayLines } from './cloudbuild-report.ts';
import { type BuildFrame, openFrame, withCommit } from './cloudbuild-frame.ts';
import { namingSubstitutions, refuseUnknownCommit } from './cloudbuild-substitutions.ts';
import { buildSurroundings } from './cloudbuild-surroundings.ts';
import { type Command, commandOf, inputsOfCommand } from './command.ts';
import { terminalSources } from './terminal.ts';

type BuildCommand = (Command & { kind: 'step' | 'run' }) | { kind: 'report' };

/**
 * Runs one command line as a step of a build and sets the exit code. Never throws. What is no step
 * of a release runs as on a terminal.
 */
export async function cloudBuild(process: NodeJS.Process): Promise<void> {
  const [word, ...rest] = process.argv.slice(2);
  const command = buildCommandOf(word);
  const asksForHelp = rest.includes('--help') || rest.includes('-h');
  if (command?.kind === 'report' && asksForHelp) {
    process.stdout.write(reportHelp);
    return;
  }
  if (command === undefined || asksForHelp) {
    await cli(withCommit(process, readBuild(process.env).commit));
    return;
  }
  const frame = openFrame(process);
  const name = command.kind === 'step' ? command.step : command.kind;
  try {
    process.exitCode = await inFrame(command, rest, frame);
  } catch (thrown) {
    const error = toReleaseError(thrown);
    for (const line of describeError(error)) frame.host.fail(line);
    for (const line of (error.stack ?? '').split('\n')) frame.host.debug(line);
    if (rest.includes('--json')) frame.print(answerOfError(error));
    const release = frame.records.lastRecord()?.releaseId;
    await frame.tell(name, { step: name, release, ...answerOfError(error) });
    process.exitCode = error.exitCode;
  } finally {
    frame.close();
  }
}

function buildCommandOf(word: string | undefined): BuildCommand | undefined {
  if (word === 'report') return { kind: 'report' };
  const command = commandOf(word);
  return command.kind === 'step' || command.kind === 'run' ? command : undefined;
}

async function inFrame(
  command: BuildCommand,
  argv: readonly string[],
  frame: BuildFrame,
): Promise<number> {
  const inputs = command.kind === 'report' ? reportFlags : inputsOfCommand(command);
  const flags = parseFlags(argv, inputs, ['json']);
  refuseProblems('the command line', flags.problems);
  switch (command.kind) {
    case 'step':
      return await runOneStep(command, flags, frame);
    case 'run':
      return await runWholeTrain(flags, frame);
    case 'report':
      return await reportOnBuild(flags, frame);
  }
}

async function runOneStep(
  { step, forced }: Command & { kind: 'step' },
  flags: Flags,
  frame: BuildFrame,
): Promise<number> {
  const { host } = frame;
  const isAskedFor = Object.keys(forced).length > 0;
  const stopped = isAskedFor ? undefined : await frame.stoppedBefore(step);
  if (stopped !== undefined) {
    host.warn(`${step} does not run: ${stopped.step} of this build ended with ${stopped.exitCode}`);
    return stopped.exitCode;
  }
  const { contract, prepare } = programs[step];
  const sources = await terminalSources(contract, { ...flags.explicit, ...forced }, frame);
  const prepared = namingSubstitutions([contract], sources, () => prepare(sources));
  const surroundings = await buildSurroundings(sources, frame);
  refuseUnknownCommit(prepared.shared, host);
  refuseBeforehand([prepared], sources, surroundings.emulated);
  const report = await runStep(prepared, surroundings);
  sayLines(host, stepLines(report.record, step));
  host.phase(`${step}: ${report.result.verdict}. ${report.result.summary}`);
  const answer = answerOf(report);
  if (flags.switches.has('json')) frame.print(answer);
  await frame.tell(step, answer);
  return report.exitCode;
}

async function runWholeTrain(flags: Flags, frame: BuildFrame): Promise<number> {
  const { host } = frame;
  const sources = await terminalSources(programs.validate.contract, flags.explicit, frame);
  const contracts = Object.values(programs).map(({ contract }) => contract);
  const steps = namingSubstitutions(contracts, sources, () => prepareTrain(sources));
  const surroundings = await buildSurroundings(sources, frame);
  for (const { shared } of steps.slice(0, 1)) refuseUnknownCommit(shared, host);
  refuseBeforehand(steps, sources, surroundings.emulated);
  let told = Promise.resolve();
  const reports = await runTrain(steps, surroundings, (report) => {
    sayLines(host, stepLines(report.record, report.step));
    host.say(`${report.step}: ${report.result.verdict}. ${report.result.summary}`);
    told = told.then(() => frame.tell(report.step, answerOf(report)));
  }).finally(() => told);
  const last = reports.at(-1);
  if (last !== undefined) {
    const end = last.record.outcome ?? last.result.state;
    host.phase(`Release ${last.record.releaseId}: ${end}`);
  }
  const answer = answerOfTrain(reports);
  if (flags.switches.has('json')) frame.print(answer);
  await frame.tell('run', answer);
  return last?.exitCode ?? 0;
}
