/** One thing that is wrong, told so that a reader can mend it without looking anything up. */
export interface Problem {
  /** Path of an input, key, file or line: `canary_promote.steps[2]`, `data/train.csv:17`. */
  where: string;
  /** What was expected there. */
  expected: string;
  /** What was found, as text; absent when nothing was there. */
  found?: string;
  /** What to do about it. */
  mend?: string;
}

/** One line: `WHERE: expected E, found F. MEND`. */
export function describeProblem(problem: Problem): string {
  const found = problem.found === undefined ? 'found nothing' : `found ${problem.found}`;
  const mend = problem.mend === undefined ? '' : `. ${problem.mend}`;
  return `${problem.where}: expected ${problem.expected}, ${found}${mend}`;
}
