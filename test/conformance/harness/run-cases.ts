import { performance } from 'node:perf_hooks';
import { allowedAbsences } from './allowed-absences.ts';
import { Absent, type Case } from './case.ts';

export interface RunOptions {
  /** On CI only listed tools may be absent. */
  isCi: boolean;
  write(line: string): void;
}

type Result =
  | { state: 'passed' }
  | { state: 'failed'; problems: readonly string[] }
  | { state: 'skipped'; why: string };

const maxShown = 15;

/** Runs all cases, one after the other, and says whether none failed. */
export async function runCases(
  cases: readonly Case[],
  { isCi, write }: RunOptions,
): Promise<boolean> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const each of cases) {
    const start = performance.now();
    const result = await resultOf(each, isCi);
    const took = `${Math.round(performance.now() - start)} ms`;
    counts[result.state] += 1;
    const why = result.state === 'skipped' ? `: ${result.why}` : ` (${took})`;
    write(`${result.state.padEnd(7)} ${each.name}${why}`);
    if (result.state === 'failed')
      shortened(result.problems).forEach((line) => write(indented(line)));
  }
  write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed === 0;
}

async function resultOf(each: Case, isCi: boolean): Promise<Result> {
  try {
    const problems = await each.run();
    return problems.length === 0 ? { state: 'passed' } : { state: 'failed', problems };
  } catch (thrown) {
    if (!(thrown instanceof Absent)) return { state: 'failed', problems: [trace(thrown)] };
    const why = `${thrown.tool} is not here: ${thrown.message}`;
    const isAllowed = !isCi || Object.hasOwn(allowedAbsences, thrown.tool);
    if (isAllowed) return { state: 'skipped', why };
    return { state: 'failed', problems: [`${why}; CI may not do without it`] };
  }
}

function trace(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** One defect may show in a hundred places; the first ones tell what it is. */
function shortened(problems: readonly string[]): readonly string[] {
  const different = [...new Set(problems)];
  const rest = different.length - maxShown;
  return rest > 0 ? [...different.slice(0, maxShown), `and ${rest} more`] : different;
}

function indented(text: string): string {
  return text.replace(/^/gm, '        ');
}
