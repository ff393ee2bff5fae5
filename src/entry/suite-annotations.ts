import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { Annotation } from './action-annotations.ts';
import type { AnnotationPlace } from '../hosts/github/toolkit.ts';
import type { Ending } from './action-ending.ts';

/** GitHub shows ten errors of a step; the last says how many more there are. */
const mostCases = 9;

const failedCase = z.object({
  name: z.string(),
  verdict: z.string(),
  where: z.string(),
  misses: z.array(z.string()),
});

/**
 * Cases of the suite that failed, each on its line.
 * @param suite its path, absolute; places in the record are written from its folder.
 */
export function failedCaseAnnotations(
  { step, record }: Ending,
  suite: unknown,
  workspace: string,
): Annotation[] {
  const failures = record?.steps[step]?.evidence?.['failures'];
  if (step !== 'integration-test' || !Array.isArray(failures) || typeof suite !== 'string')
    return [];
  const annotations = failures.flatMap((value: unknown): Annotation[] => {
    const parsed = failedCase.safeParse(value);
    if (!parsed.success || parsed.data.verdict !== 'fail') return [];
    const { name, where, misses } = parsed.data;
    const place = placeInWorkspace(where, dirname(suite), workspace) ?? {};
    return [{ message: misses.join('; '), place: { title: `${step}: ${name}`, ...place } }];
  });
  const more = annotations.length - mostCases;
  if (more <= 0) return annotations;
  const rest = { message: `and ${more} more`, place: { title: `${step}: more cases` } };
  return [...annotations.slice(0, mostCases), rest];
}

const brokenLimit = z.object({
  name: z.string(),
  input: z.string(),
  verdict: z.literal('fail'),
  said: z.string(),
});

/** Limits over many requests that were not kept, each with the input that sets it. */
export function brokenLimits({ step, record }: Ending): z.infer<typeof brokenLimit>[] {
  const limits = record?.steps[step]?.evidence?.['limits'];
  if (step !== 'integration-test' || !Array.isArray(limits)) return [];
  return limits.flatMap((value: unknown) => {
    const parsed = brokenLimit.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * The line that `tests/golden.jsonl:3` or `/workspace/tests/golden.jsonl:3 .expect` names; undefined for
 * anything else and for files outside the workspace.
 */
export function placeInWorkspace(
  where: string,
  folder: string,
  workspace: string,
): AnnotationPlace | undefined {
  const [, path, line] = /^([^:]+):(\d+)(?=$|[ :])/.exec(where) ?? [];
  if (path === undefined || line === undefined) return undefined;
  const file = relative(workspace, resolve(folder, path));
  const isInside = file !== '' && !file.startsWith('..') && !isAbsolute(file);
  return isInside ? { file, startLine: Number(line) } : undefined;
}
