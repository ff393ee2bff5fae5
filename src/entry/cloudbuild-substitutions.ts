import { substitutionOf } from '../contract/naming.ts';
import { keyInFile, type Sources } from '../contract/parse.ts';
import { defaultConfig } from '../contract/shared.ts';
import type { Step } from '../contract/step.ts';
import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { commitVariables } from '../hosts/cloudbuild/build.ts';
import type { SharedInputs } from '../pipeline/program.ts';
import type { Host } from '../ports/host.ts';

/**
 * Reads inputs; where one is missing that an empty substitution was to give, the problem names the
 * substitution. A trigger replaces a substitution that nobody set by nothing, without a word.
 */
export function namingSubstitutions<T>(
  steps: readonly Step[],
  { explicit, config }: Sources,
  prepare: () => T,
): T {
  try {
    return prepare();
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.problems.length === 0) throw error;
    const empty = Object.keys(explicit).filter((name) => explicit[name]?.trim() === '');
    const byPlace = new Map(
      steps.flatMap((step) => empty.map((name) => [keyInFile(step, name), name] as const)),
    );
    const file = config?.name ?? defaultConfig;
    const problems = error.problems.map((problem) => named(problem, byPlace, file));
    throw new ReleaseError(error.code, error.message, { cause: error, mend: error.mend, problems });
  }
}

function named(problem: Problem, byPlace: ReadonlyMap<string, string>, file: string): Problem {
  const name = byPlace.get(problem.where);
  if (name === undefined || problem.found !== undefined) return problem;
  const substitution = substitutionOf(name);
  return {
    ...problem,
    found: `an empty substitution ${substitution}`,
    mend: `Set ${substitution} on the trigger or by --substitutions, or ${problem.where} in ${file}`,
  };
}

/** @throws ReleaseError INPUT_INVALID when nothing says which release to work on. */
export function refuseUnknownCommit({ release, dryRun }: SharedInputs, { commit }: Host): void {
  if (commit !== undefined || release !== undefined || dryRun) return;
  throw new ReleaseError('INPUT_INVALID', 'no commit is known to release', {
    problems: [
      {
        where: commitVariables.slice(1).join(', '),
        expected: 'the commit that was checked out',
        found: 'empty substitutions',
      },
    ],
    mend: 'Build by a trigger, or submit with --substitutions=COMMIT_SHA=$(git rev-parse HEAD); the step gets them by automapSubstitutions: true or env.',
  });
}
