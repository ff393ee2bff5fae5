import { z } from 'zod';
import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Json } from '../../release/json.ts';
import { deepestJson, depthOfJson } from '../../release/json-depth.ts';

const json = z.json();

/** What one value of a prediction must be. */
const expectation = z.union([
  z
    .strictObject({ min: z.number().optional(), max: z.number().optional() })
    .refine((range) => range.min !== undefined || range.max !== undefined, 'min, max or both'),
  z.strictObject({ equals: json, tolerance: z.number().min(0).optional() }),
]);

const goldenCase = z.strictObject({
  name: z.string().min(1),
  instance: json,
  /** By path into the prediction: `damage_probability`, `scores[0]`; `$` is the prediction itself. */
  expect: z.record(z.string(), expectation),
});

export type Expectation = z.infer<typeof expectation>;

export interface GoldenCase {
  name: string;
  instance: Json;
  expect: Readonly<Record<string, Expectation>>;
}

/** One golden case a line. @throws ReleaseError INPUT_INVALID with every line that is wrong. */
export function parseSuite(text: string, where: string): readonly GoldenCase[] {
  const cases: GoldenCase[] = [];
  const problems: Problem[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const at = `${where}:${index + 1}`;
    const parsed = goldenCase.safeParse(parseLine(line));
    if (parsed.success) cases.push(parsed.data as GoldenCase);
    else
      problems.push({
        where: at,
        expected: describeIssues(parsed.error),
        found: line.slice(0, 80),
      });
  });
  const names = cases.map((one) => one.name);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    problems.push({
      where,
      expected: 'every case to have a name of its own',
      found: `"${name}" twice`,
    });
  }
  if (cases.length === 0 && problems.length === 0) {
    problems.push({ where, expected: 'at least one case', found: 'an empty file' });
  }
  if (problems.length > 0) {
    throw new ReleaseError('INPUT_INVALID', `${where} is no suite of golden cases`, { problems });
  }
  return cases;
}

function parseLine(line: string): unknown {
  // The schema recurses.
  if (depthOfJson(line) > deepestJson) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // Not an object, which the schema then says with the line at hand.
    return undefined;
  }
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) =>
      issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`,
    )
    .join('; ');
}
