import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { type EvaluationSet, noSliceValue } from './evaluation-set.ts';
import { type Example, readExample, type Reading, readingOf, showFound } from './example.ts';

const problemsListed = 20;

export interface PredictionsOptions {
  /** The file or object, as problems should name it. */
  where: string;
  /** The label that counts as class 1, for labels other than 0 and 1. */
  positiveLabel?: string;
}

/**
 * Reads predictions, one JSON object per line:
 * `{"id": "a", "label": 0, "score": 0.12, "slices": {"country": "US"}, "weight": 1}`.
 * Instead of `score`, the probability of class 1, there may be `scores`, probabilities by class (two of
 * them), or for a regression `prediction`, the predicted value. `slices` and `weight` are optional.
 * @throws ReleaseError EVIDENCE_UNUSABLE with the first 20 problems and the count of all;
 *   UNIMPLEMENTED for more than two classes.
 */
export function parsePredictions(text: string, options: PredictionsOptions): EvaluationSet {
  const problems = new ProblemList(options.where);
  const examples: Example[] = [];
  const seen = new Set<string>();
  let reading: Reading | undefined;

  for (const { line, number } of linesOf(text)) {
    const where = `${options.where}:${number}`;
    const value = parseLine(line, where, problems);
    if (value === undefined) continue;
    reading ??= readingOf(value, options);
    const example = readExample(value, reading, where);
    if (example.state === 'unusable') {
      for (const problem of example.problems) problems.add(problem);
      continue;
    }
    if (seen.has(example.id)) {
      problems.add({
        where: `${where} id`,
        expected: 'an id not used before',
        found: showFound(example.id),
      });
      continue;
    }
    seen.add(example.id);
    examples.push(example);
  }
  const task = reading?.task ?? 'binary';
  if (examples.length === 0 && problems.count === 0) {
    problems.add({ where: options.where, expected: 'at least one example' });
  }
  if (problems.count === 0 && task === 'binary') refuseOneClass(examples, problems, options.where);
  problems.refuse();
  return toSet(task, examples);
}

function* linesOf(text: string): Generator<{ line: string; number: number }> {
  let start = 0;
  for (let number = 1; start < text.length; number += 1) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trim() !== '') yield { line, number };
    start = end < 0 ? text.length : end + 1;
  }
}

function parseLine(
  line: string,
  where: string,
  problems: ProblemList,
): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    problems.add({ where, expected: 'a JSON object', found: showFound(value) });
  } catch {
    // Python writes what JSON cannot say; its users should not have to guess what is meant.
    const isNotFinite = /\b(NaN|Infinity)\b/.exec(line);
    problems.add(
      isNotFinite === null
        ? { where, expected: 'a JSON object', found: showFound(line) }
        : { where, expected: 'finite numbers', found: isNotFinite[0] },
    );
  }
  return undefined;
}

function refuseOneClass(examples: readonly Example[], problems: ProblemList, where: string): void {
  const first = examples[0]?.label;
  if (examples.some((example) => example.label !== first)) return;
  problems.add({
    where,
    expected: 'examples of both classes',
    found: `class ${first} only`,
    mend: 'Evaluate on a holdout that has both classes; with labels other than 0 and 1, say which is positive.',
  });
}

function toSet(task: EvaluationSet['task'], examples: readonly Example[]): EvaluationSet {
  const names = new Set<string>();
  for (const example of examples) {
    for (const name of Object.keys(example.slices)) names.add(name);
  }
  const isWeighted = examples.some((example) => example.weight !== 1);
  return {
    task,
    ids: examples.map((example) => example.id),
    labels: Float64Array.from(examples, (example) => example.label),
    scores: Float64Array.from(examples, (example) => example.score),
    ...(isWeighted ? { weights: Float64Array.from(examples, (example) => example.weight) } : {}),
    slices: new Map(
      [...names].map((name) => [
        name,
        examples.map(
          ({ slices }) => (Object.hasOwn(slices, name) ? slices[name] : undefined) ?? noSliceValue,
        ),
      ]),
    ),
  };
}

/** Counts all problems and keeps the first of them: a broken file of a million lines must stay readable. */
class ProblemList {
  count = 0;
  readonly #where: string;
  readonly #listed: Problem[] = [];

  constructor(where: string) {
    this.#where = where;
  }

  add(problem: Problem): void {
    this.count += 1;
    if (this.#listed.length < problemsListed) this.#listed.push(problem);
  }

  refuse(): void {
    if (this.count === 0) return;
    const count = this.count === 1 ? 'one problem' : `${this.count} problems`;
    const rest =
      this.count > this.#listed.length ? `, the first ${this.#listed.length} of them listed` : '';
    throw new ReleaseError('EVIDENCE_UNUSABLE', `${this.#where} has ${count}${rest}`, {
      problems: this.#listed,
    });
  }
}
