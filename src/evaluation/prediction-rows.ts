import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { NumberColumn, TextColumn } from './columns.ts';
import { type EvaluationSet, noSliceValue } from './evaluation-set.ts';
import { type Example, readExample, slicesAllowed } from './example.ts';
import { setProblems } from './set-problems.ts';
import { formOf, type RowForm } from './row-form.ts';
import { isObject, type RowValues, showFound } from './row-value.ts';

/** Of one model: more would not fit beside those of the champion. A score is 8 bytes. */
export const documentedLimits = { examples: 10_000_000, scores: 50_000_000 };
const problemsListed = 20;

export interface PredictionsOptions {
  /** The file, object or table, as problems should name it. */
  where: string;
  /** The label that counts as class 1, for labels other than 0 and 1. */
  positiveLabel?: string;
  /** How much is read at most; what is documented unless given. */
  limits?: { examples: number; scores: number };
}

/**
 * Predictions that are read row by row, from whatever holds them, into arrays. The first row decides
 * what kind they are. Problems are gathered, and thrown together by `finish`.
 */
export class PredictionRows {
  readonly #options: PredictionsOptions;
  readonly #problems: ProblemList;
  #form: RowForm | undefined;
  readonly #seen = new Set<string>();
  readonly #ids: string[] = [];
  readonly #labels = new NumberColumn();
  readonly #scores = new NumberColumn();
  readonly #weights = new NumberColumn();
  readonly #times = new NumberColumn();
  readonly #groups = new TextColumn();
  readonly #slices = new Map<string, TextColumn>();
  #quantiles: readonly { level: string; column: NumberColumn }[] = [];
  #scoreCount = 0;
  #hasWeights = false;
  #hasGroups = false;

  constructor(options: PredictionsOptions) {
    this.#options = options;
    this.#problems = new ProblemList(options.where);
  }

  /**
   * @param row where it stands: `17` is shown as `predictions.jsonl:17`.
   * @throws ReleaseError EVIDENCE_UNUSABLE when there are more rows or scores than are allowed.
   */
  add(values: RowValues, row: number): void {
    const where = this.#placeOf(row);
    const form = this.#form ?? this.#decideForm(values, where);
    if (form === undefined) return;
    const example = readExample(values, form, where);
    if (example.state === 'unusable') {
      for (const problem of example.problems) this.#problems.add(problem);
      return;
    }
    const { id } = example;
    if (this.#seen.has(id)) {
      const problem = { where: `${where} id`, expected: 'an id not used before' };
      this.#problems.add({ ...problem, found: showFound(id) });
      return;
    }
    this.#seen.add(id);
    this.#keep(example, where);
  }

  /** A row as JSON. */
  addText(text: string, row: number): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Python writes what JSON cannot say; its users should not have to guess what is meant.
      const isNotFinite = /\b(NaN|Infinity)\b/.exec(text);
      if (isNotFinite === null) this.refuse(row, 'a JSON object', showFound(text));
      else this.refuse(row, 'finite numbers', isNotFinite[0]);
      return;
    }
    if (isObject(value)) this.add(value, row);
    else this.refuse(row, 'a JSON object', showFound(value));
  }

  /** A row that cannot be taken apart. */
  refuse(row: number, expected: string, found: string): void {
    this.#problems.add({ where: this.#placeOf(row), expected, found });
  }

  /** @throws ReleaseError EVIDENCE_UNUSABLE with the first 20 problems and the count of all. */
  finish(): EvaluationSet {
    this.#seen.clear();
    if (this.#ids.length === 0 && this.#problems.count === 0) {
      this.#problems.add({ where: this.#options.where, expected: 'at least one example' });
    }
    this.#problems.refuse();
    const set = this.#toSet();
    for (const problem of setProblems(set, this.#options.where)) this.#problems.add(problem);
    this.#problems.refuse();
    return set;
  }

  #placeOf(row: number): string {
    return `${this.#options.where}:${row}`;
  }

  #decideForm(values: RowValues, where: string): RowForm | undefined {
    const { positiveLabel } = this.#options;
    const form = formOf(values, {
      where,
      ...(positiveLabel === undefined ? {} : { positiveLabel }),
    });
    if (!('task' in form)) {
      this.#problems.add(form);
      return undefined;
    }
    this.#form = form;
    if (form.task === 'forecasting') {
      this.#quantiles = form.levels.map((level) => ({ level, column: new NumberColumn() }));
    }
    return form;
  }

  #keep(example: Example, where: string): void {
    this.#refuseMany(example.scores.length);
    for (const label of example.labels) this.#labels.push(label);
    for (const score of example.scores) this.#scores.push(score);
    this.#weights.push(example.weight);
    if (example.weight !== 1) this.#hasWeights = true;
    if (this.#form?.task === 'forecasting' || this.#form?.task === 'ranking') {
      if (example.group !== undefined) this.#hasGroups = true;
      this.#groups.push(example.group ?? noSliceValue);
      this.#times.push(example.time ?? 0);
    }
    this.#quantiles.forEach(({ column }, index) => column.push(example.quantiles?.[index] ?? 0));
    this.#keepSlices(example, where);
    this.#ids.push(example.id);
  }

  #keepSlices({ slices }: Example, where: string): void {
    for (const name of slices.keys()) {
      if (this.#slices.has(name)) continue;
      if (this.#slices.size === slicesAllowed) {
        const expected = `at most ${slicesAllowed} slices in all rows`;
        this.#problems.add({ where: `${where} slices`, expected, found: showFound(name) });
        return;
      }
      const blank = { rows: this.#ids.length, value: noSliceValue };
      this.#slices.set(name, new TextColumn(blank));
    }
    for (const [name, column] of this.#slices) column.push(slices.get(name) ?? noSliceValue);
  }

  #refuseMany(scores: number): void {
    this.#scoreCount += scores;
    const { where, limits = documentedLimits } = this.#options;
    const isMany = this.#ids.length >= limits.examples;
    if (!isMany && this.#scoreCount <= limits.scores) return;
    const most = isMany ? limits.examples : limits.scores;
    const what = isMany ? 'examples' : 'scores';
    throw new ReleaseError('EVIDENCE_UNUSABLE', `${where} has more than ${most} ${what}`, {
      mend: 'Evaluate on a random part of the holdout, the same one for every model: more examples make no verdict safer.',
    });
  }

  #toSet(): EvaluationSet {
    const form = this.#form;
    const common = {
      ids: this.#ids,
      labels: this.#labels.take(),
      scores: this.#scores.take(),
      ...(this.#hasWeights ? { weights: this.#weights.take() } : {}),
      slices: new Map([...this.#slices].map(([name, { values }]) => [name, values])),
    };
    switch (form?.task) {
      case 'multiclass':
      case 'multilabel':
        return { task: form.task, ...common, classes: form.classes };
      case 'regression':
        return { task: form.task, ...common };
      case 'forecasting':
        return {
          task: form.task,
          ...common,
          times: this.#times.take(),
          ...(this.#hasGroups ? { series: this.#groups.values } : {}),
          ...(this.#quantiles.length === 0
            ? {}
            : {
                quantiles: new Map(
                  this.#quantiles.map(({ level, column }) => [level, column.take()]),
                ),
              }),
        };
      case 'ranking':
        return { task: form.task, ...common, groups: this.#groups.values };
      default:
        return { task: 'binary', ...common };
    }
  }
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
