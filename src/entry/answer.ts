import type { ReleaseError } from '../errors/error.ts';
import { outputsOf, type StepReport } from '../pipeline/run-step.ts';

/** What `--json` prints of one step. */
export function answerOf(report: StepReport) {
  const { step, result, record, exitCode } = report;
  return {
    step,
    release: record.releaseId,
    verdict: result.verdict,
    state: result.state,
    summary: result.summary,
    outcome: record.outcome ?? null,
    outputs: outputsOf(report),
    exit_code: exitCode,
  };
}

/** What `--json` prints of the whole train. */
export function answerOfTrain(reports: readonly StepReport[]) {
  const last = reports.at(-1);
  return {
    release: last?.record.releaseId ?? null,
    outcome: last?.record.outcome ?? null,
    steps: reports.map(answerOf),
    exit_code: last?.exitCode ?? 0,
  };
}

/** What `--json` prints when a command breaks. */
export function answerOfError(error: ReleaseError) {
  return {
    error: {
      code: error.code,
      message: error.message,
      mend: error.mend,
      problems: error.problems,
    },
    exit_code: error.exitCode,
  };
}
