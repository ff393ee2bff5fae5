import { didYouMean } from '../contract/nearest.ts';
import { type Flags, parseFlags } from '../contract/flags.ts';
import { helpText } from '../contract/help.ts';
import { describeError, ReleaseError, refuseProblems, toReleaseError } from '../errors/error.ts';
import { programs } from '../pipeline/programs.ts';
import { refuseBeforehand } from '../pipeline/preflight.ts';
import { findRelease } from '../pipeline/open-release.ts';
import { recordStore } from '../pipeline/record-store.ts';
import { runStep } from '../pipeline/run-step.ts';
import { prepareTrain, runTrain } from '../pipeline/run-train.ts';
import { answerOf, answerOfError, answerOfTrain } from './answer.ts';
import { cancelOnSignals } from './cancellation.ts';
import { type Command, commandNames, commandOf, inputsOfCommand, overview } from './command.ts';
import { showRecord, type StatusForm } from './status.ts';
import { type Terminal, terminalSources, terminalSurroundings } from './terminal.ts';
import { version } from './version.ts';

const switches = {
  json: 'Print the result as JSON on stdout, and nothing else there.',
  help: 'Show this text.',
};

const statusSwitches = {
  markdown: 'Print what a pull request would show.',
};

/** Runs one command line and sets the exit code. Never throws. */
export async function cli(process: NodeJS.Process): Promise<void> {
  const [word, ...rest] = process.argv.slice(2);
  const wantsJson = rest.includes('--json');
  try {
    process.exitCode = await runCommand(commandOf(word), rest, process);
  } catch (thrown) {
    const error = toReleaseError(thrown);
    for (const line of describeError(error)) process.stderr.write(`${line}\n`);
    if (process.env['VERTEX_RELEASE_DEBUG'] === '1') {
      process.stderr.write(`${stackOf(error)}\n`);
    }
    if (wantsJson) print(process, answerOfError(error));
    process.exitCode = error.exitCode;
  }
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(overview);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'unknown':
      throw new ReleaseError('INPUT_INVALID', `there is no command "${command.name}"`, {
        mend: didYouMean(command.name, commandNames) ?? 'See vertex-release --help.',
      });
    case 'emulator': {
      const { runEmulator } = await import('./emulator.ts');
      return await runEmulator(argv, process);
    }
    default:
      return await runOnRelease(command, argv, process);
  }
}

async function runOnRelease(
  command: Command & { kind: 'step' | 'run' | 'status' },
  argv: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  const taken = command.kind === 'status' ? { ...switches, ...statusSwitches } : switches;
  const flags = parseFlags(argv, inputsOfCommand(command), Object.keys(taken));
  if (flags.switches.has('help')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  refuseProblems('the command line', flags.problems);
  const cancellation = cancelOnSignals(process, () => {
    process.stderr.write('cancelling: leaving things in order; once more to stop at once\n');
  });
  const terminal = { process, signal: cancellation.signal };
  try {
    if (command.kind === 'step') return await runOneStep(command, flags, terminal);
    return command.kind === 'run'
      ? await runWholeTrain(flags, terminal)
      : await showStatus(flags, terminal);
  } finally {
    cancellation.dispose();
  }
}

async function runOneStep(
  { step, forced }: Command & { kind: 'step' },
  flags: Flags,
  terminal: Terminal,
): Promise<number> {
  const { contract, prepare } = programs[step];
  const sources = await terminalSources(contract, { ...flags.explicit, ...forced }, terminal);
  const prepared = prepare(sources);
  const surroundings = await terminalSurroundings(sources, terminal);
  refuseBeforehand([prepared], sources, surroundings.emulated);
  const report = await runStep(prepared, surroundings);
  surroundings.ports.host.phase(`${step}: ${report.result.verdict}. ${report.result.summary}`);
  if (flags.switches.has('json')) print(terminal.process, answerOf(report));
  return report.exitCode;
}

async function runWholeTrain(flags: Flags, terminal: Terminal): Promise<number> {
  const sources = await terminalSources(programs.validate.contract, flags.explicit, terminal);
  const steps = prepareTrain(sources);
  const surroundings = await terminalSurroundings(sources, terminal);
  refuseBeforehand(steps, sources, surroundings.emulated);
  const { host } = surroundings.ports;
  const reports = await runTrain(steps, surroundings, ({ step, result }) => {
    host.say(`${step}: ${result.verdict}. ${result.summary}`);
  });
  const last = reports.at(-1);
  if (last !== undefined) {
    const end = last.record.outcome ?? last.result.state;
    host.phase(`Release ${last.record.releaseId}: ${end}`);
  }
  if (flags.switches.has('json')) print(terminal.process, answerOfTrain(reports));
  return last?.exitCode ?? 0;
}

async function showStatus(flags: Flags, terminal: Terminal): Promise<number> {
  const { html, ...explicit } = flags.explicit;
  const sources = await terminalSources(programs.validate.contract, explicit, terminal);
  const { shared } = programs.validate.prepare(sources);
  const { ports, emulated, folder } = await terminalSurroundings(sources, terminal);
  const { bucket, model, release } = shared;
  const store = recordStore({ ...ports, bucket, model, folder });
  const request = { model, release, restart: false, emulated, host: ports.host };
  const { value: record } = await findRelease(store, request);
  const form = statusForm(flags.switches, html);
  await showRecord(record, form, { stdout: terminal.process.stdout, files: ports.files });
  return 0;
}

function statusForm(given: ReadonlySet<string>, html: string | undefined): StatusForm {
  if (html !== undefined && html !== '') return { kind: 'html', path: html };
  if (given.has('json')) return { kind: 'json' };
  return { kind: given.has('markdown') ? 'markdown' : 'text' };
}

function helpOf(command: Command & { kind: 'step' | 'run' | 'status' }): string {
  if (command.kind !== 'step') return overview;
  return helpText(programs[command.step].contract, switches);
}

function print(process: NodeJS.Process, value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
