import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Json, JsonObject } from '../../release/json.ts';

/** Fields of an example that say how it is judged; a model must not see them. */
const judgingFields = ['labels', 'weight', 'slices', 'group'];

const problemsListed = 20;

export interface HoldoutFields {
  /** Name of the field that names an example, and of the one with the truth. */
  id: string;
  label: string;
}

/** Examples without predictions, as they stand in a holdout of JSON lines. */
export interface Holdout {
  examples: readonly JsonObject[];
  /** Fields that are there and that a model must not see. */
  hidden: readonly string[];
}

/** @throws ReleaseError EVIDENCE_UNUSABLE with the first 20 lines that are no examples. */
export function parseHoldout(text: string, where: string, fields: HoldoutFields): Holdout {
  const problems: Problem[] = [];
  const examples: JsonObject[] = [];
  const hidden = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const example = parseObject(line);
    const id = example === undefined ? undefined : idText(ownField(example, fields.id));
    if (example === undefined || id === undefined) {
      const expected = `a JSON object with "${fields.id}", a text or a whole number`;
      problems.push({ where: `${where}:${index + 1}`, expected, found: line.slice(0, 60) });
      continue;
    }
    for (const field of [fields.label, ...judgingFields]) {
      if (Object.hasOwn(example, field)) hidden.add(field);
    }
    examples.push(example);
  }
  if (examples.length === 0 && problems.length === 0) {
    problems.push({ where, expected: 'at least one example' });
  }
  if (problems.length > 0) {
    throw new ReleaseError('EVIDENCE_UNUSABLE', `${where} has lines that are no examples`, {
      problems: problems.slice(0, problemsListed),
    });
  }
  return { examples, hidden: [...hidden] };
}

/**
 * Lines of predictions as `register` reads them: each example of the holdout with what the model said.
 * @param results lines of a batch prediction's output, `{"key": …, "prediction": …}`, of all its files.
 * @throws ReleaseError EVIDENCE_UNUSABLE when an example has no prediction, or one of no known form.
 */
export function joinPredictions(
  holdout: Holdout,
  results: readonly string[],
  where: string,
  fields: HoldoutFields,
): string {
  const predictionOf = new Map<string, Json>();
  for (const line of results.flatMap((text) => text.split('\n'))) {
    const result = parseObject(line);
    const id = result === undefined ? undefined : idText(ownField(result, 'key'));
    const prediction = result === undefined ? undefined : ownField(result, 'prediction');
    if (id !== undefined && prediction !== undefined) predictionOf.set(id, prediction);
  }
  const numberIs = meaningOfNumbers(holdout, fields);
  const problems: Problem[] = [];
  const lines = holdout.examples.map((example) => {
    const id = idText(ownField(example, fields.id)) ?? '';
    const prediction = predictionOf.get(id);
    const said = prediction === undefined ? undefined : readPrediction(prediction, numberIs);
    if (said === undefined) problems.push(problemOf(id, where, prediction));
    return JSON.stringify({ ...judgedFields(example, fields), id, ...said });
  });
  if (problems.length > 0) {
    const of = `${problems.length} of ${holdout.examples.length} examples`;
    throw new ReleaseError('EVIDENCE_UNUSABLE', `${of} of the holdout have no prediction`, {
      problems: problems.slice(0, problemsListed),
      mend: `What failed, and why, stands in ${where}/prediction.errors_stats-*.`,
    });
  }
  return `${lines.join('\n')}\n`;
}

function problemOf(id: string, where: string, prediction: Json | undefined): Problem {
  const expected =
    'a number, {"score": …}, {"scores": {CLASS: probability}} or {"prediction": number}';
  const found = prediction === undefined ? {} : { found: JSON.stringify(prediction).slice(0, 60) };
  return { where: `${where} ${JSON.stringify(id.slice(0, 60))}`, expected, ...found };
}

/** What `register` reads of an example besides the prediction, by its own names. */
function judgedFields(example: JsonObject, { label }: HoldoutFields): JsonObject {
  const kept = [...judgingFields, 'time', 'series'];
  const truth = ownField(example, label);
  return Object.fromEntries([
    ...(truth === undefined ? [] : [['label', truth] as const]),
    ...kept.flatMap((name) => {
      const value = ownField(example, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  ]);
}

/** A bare number is a probability where all labels are 0 or 1, a relevance where there are groups. */
function meaningOfNumbers(
  { examples, hidden }: Holdout,
  { label }: HoldoutFields,
): 'score' | 'prediction' {
  if (hidden.includes('group')) return 'score';
  const isClass = (value: Json | undefined) =>
    [0, 1, true, false, '0', '1'].some((c) => c === value);
  return examples.every((example) => isClass(ownField(example, label))) ? 'score' : 'prediction';
}

const knownKeys = ['score', 'scores', 'prediction', 'quantiles'];

function readPrediction(
  prediction: Json,
  numberIs: 'score' | 'prediction',
): JsonObject | undefined {
  if (typeof prediction === 'number') return { [numberIs]: prediction };
  if (Array.isArray(prediction)) {
    const [only, ...others]: readonly Json[] = prediction;
    return typeof only === 'number' && others.length === 0 ? { [numberIs]: only } : undefined;
  }
  if (!isObject(prediction)) return undefined;
  const known = Object.entries(prediction).filter(([key]) => knownKeys.includes(key));
  if (known.length > 0) return Object.fromEntries(known);
  const values = Object.values(prediction);
  const isByClass = values.length > 1 && values.every((value) => typeof value === 'number');
  return isByClass ? { scores: prediction } : undefined;
}

function parseObject(line: string): JsonObject | undefined {
  if (line.trim() === '') return undefined;
  try {
    const value = JSON.parse(line) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    // Told by whoever asked, with the line.
    return undefined;
  }
}

function idText(id: Json | undefined): string | undefined {
  if (typeof id === 'string' && id !== '') return id;
  return Number.isSafeInteger(id) ? String(id) : undefined;
}

function ownField(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
