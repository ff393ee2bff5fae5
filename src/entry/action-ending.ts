import { describeError, type ReleaseError } from '../errors/error.ts';
import { outputsOf, type StepReport } from '../pipeline/run-step.ts';
import type { ReleaseRecord } from '../release/record.ts';
import type { StepName } from '../release/step-name.ts';

/** How an action ended, by a result or by an error: all that is told about it. */
export interface Ending {
  step: StepName;
  verdict: string;
  state: string;
  /** For a person: a sentence of a result, the lines of an error. */
  lines: readonly string[];
  exitCode: number;
  /** In the order in which they are written: what every step has first. */
  outputs: readonly (readonly [name: string, value: string])[];
  /** Absent when the step broke before its release was known. */
  record: ReleaseRecord | undefined;
  /** Absent when the step gave a result. */
  error: ReleaseError | undefined;
}

export function endingOfReport(report: StepReport): Ending {
  const { step, result, record, exitCode } = report;
  return {
    step,
    verdict: result.verdict,
    state: result.state,
    lines: [result.summary],
    exitCode,
    outputs: inOrder(outputsOf(report)),
    record,
    error: undefined,
  };
}

export function endingOfError(
  step: StepName,
  error: ReleaseError,
  record: ReleaseRecord | undefined,
): Ending {
  const known =
    record === undefined
      ? {}
      : {
          ...record.steps[step]?.outputs,
          release: record.releaseId,
          outcome: record.outcome ?? '',
          emulated: record.emulated,
        };
  return {
    step,
    verdict: 'error',
    state: 'failed',
    lines: describeError(error),
    exitCode: error.exitCode,
    outputs: inOrder({ ...known, verdict: 'error', state: 'failed' }),
    record,
    error,
  };
}

const first = ['release', 'verdict', 'state', 'outcome', 'emulated'];

function rank(name: string): number {
  return first.includes(name) ? first.indexOf(name) : first.length;
}

/** Short values of our own making come first: a large one that is refused takes none of them along. */
function inOrder(
  outputs: Readonly<Record<string, string | number | boolean>>,
): readonly (readonly [string, string])[] {
  return Object.entries(outputs)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => [name, String(value)]);
}
