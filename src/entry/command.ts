import { type Inputs } from '../contract/input.ts';
import { opening, shared } from '../contract/shared.ts';
import { programs } from '../pipeline/programs.ts';
import { type StepName, stepNames } from '../release/step-name.ts';
import { statusInputs } from './status.ts';

/** What a command line asks for. */
export type Command =
  | { kind: 'step'; step: StepName; forced: Readonly<Record<string, string>> }
  | { kind: 'run' }
  | { kind: 'status' }
  | { kind: 'emulator' }
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'unknown'; name: string };

export const commandNames = [
  ...stepNames,
  'run',
  'status',
  'rollback',
  'resume',
  'reconcile',
  'observe',
  'replay',
  'emulator',
] as const;

export function commandOf(word: string | undefined): Command {
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') {
    return { kind: 'help' };
  }
  if (word === '--version') return { kind: 'version' };
  const step = stepNames.find((name) => name === word);
  if (step !== undefined) return { kind: 'step', step, forced: {} };
  switch (word) {
    case 'run':
    case 'status':
    case 'emulator':
      return { kind: word };
    case 'rollback':
      return { kind: 'step', step: 'canary-promote', forced: { operation: 'roll_back' } };
    case 'resume':
    case 'reconcile':
    case 'observe':
    case 'replay':
      return { kind: 'step', step: 'canary-promote', forced: { operation: word } };
    default:
      return { kind: 'unknown', name: word };
  }
}

/** The inputs that a command takes as flags. */
export function inputsOfCommand(command: Command): Inputs {
  if (command.kind === 'step') {
    const { inputs } = programs[command.step].contract;
    const free = Object.entries(inputs).filter(([name]) => !Object.hasOwn(command.forced, name));
    return Object.fromEntries(free);
  }
  if (command.kind === 'status') return { ...shared, ...statusInputs };
  return command.kind === 'run' ? { ...shared, ...opening } : shared;
}

export const overview = `Usage: vertex-release COMMAND [flags]

The steps of a release, in order:
  validate           check the training data and run the training program's tests
  train              train the candidate in a custom job
  register           gate the candidate and add it to the Model Registry
  deploy-staging     serve the candidate on the staging endpoint
  integration-test   put a suite of questions, and a load, to the staging endpoint
  canary-promote     move production traffic to the candidate while it does no worse

And:
  run                the whole train, by the configuration file
  status             the release of this commit, or of --release; --markdown as a pull request shows it,
                     --html FILE as a page with charts that loads nothing (- is stdout)
  rollback           restore the split that stood before the canary
  resume             go on with the canary that the endpoint has
  reconcile          do what is due of a canary that nobody is at work on
  observe            judge what the endpoint serves, and change nothing
  replay             judge a canary of the past again
  emulator           start the embedded Vertex on this machine

Every command explains its flags under --help. --json prints the result on stdout, all else goes
to stderr. Exit codes: 0 pass, 1 verdict fail, 2 configuration, 3 cloud, 4 in progress, 5 conflict,
6 held for a person, 130 cancelled.
`;
