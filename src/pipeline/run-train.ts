import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import type { Sources } from '../contract/parse.ts';
import { stepNames } from '../release/step-name.ts';
import type { PreparedStep } from './program.ts';
import { programs } from './programs.ts';
import { runStep, type StepReport, type Surroundings } from './run-step.ts';

/** Every step of the train, prepared. @throws ReleaseError INPUT_INVALID with the problems of all. */
export function prepareTrain(sources: Sources): readonly PreparedStep[] {
  const prepared: PreparedStep[] = [];
  const problems = new Map<string, Problem>();
  for (const name of stepNames) {
    try {
      prepared.push(programs[name].prepare(knownTo(name, sources)));
    } catch (error) {
      if (!(error instanceof ReleaseError) || error.problems.length === 0) throw error;
      // A shared input that is wrong is wrong for every step: it is told once.
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem);
    }
  }
  if (problems.size > 0) {
    const count = problems.size === 1 ? 'one problem' : `${problems.size} problems`;
    throw new ReleaseError('INPUT_INVALID', `the configuration has ${count}`, {
      problems: [...problems.values()],
    });
  }
  return prepared;
}

/** Runs the steps in order, until one does not let the release go on. */
export async function runTrain(
  steps: readonly PreparedStep[],
  surroundings: Surroundings,
  onReport: (report: StepReport) => void = () => {},
): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  for (const prepared of steps) {
    const report = await runStep(prepared, surroundings);
    reports.push(report);
    onReport(report);
    if (report.exitCode !== 0 || endsTrain(report)) break;
  }
  return reports;
}

/** A finished release has nothing for later steps; a dry run cannot plan on what was never made. */
function endsTrain({ step, record, result }: StepReport): boolean {
  if (record.finishedAt !== undefined) return true;
  const makesNothing = step === 'validate';
  return result.state === 'planned' && !makesNothing && record.steps[step]?.state !== 'done';
}

/** Explicit inputs that only some steps have are kept from the others. */
function knownTo(name: PreparedStep['name'], sources: Sources): Sources {
  const inputs = programs[name].contract.inputs;
  const explicit = Object.entries(sources.explicit).filter(([key]) => Object.hasOwn(inputs, key));
  return { ...sources, explicit: Object.fromEntries(explicit) };
}
