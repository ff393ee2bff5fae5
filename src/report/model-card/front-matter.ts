import { stringify } from 'yaml';
import type { Json, JsonObject } from '../../release/json.ts';
import { readableLine } from '../readable.ts';
import type { CardEvidence, CardFacts } from './card-facts.ts';

/** Hugging Face's names of tasks. What a model takes in is unknown here: tables are taken for granted. */
const taskTypes: ReadonlyMap<string, string> = new Map([
  ['binary', 'tabular-classification'],
  ['multiclass', 'tabular-classification'],
  ['multilabel', 'tabular-classification'],
  ['regression', 'tabular-regression'],
  ['forecasting', 'time-series-forecasting'],
  ['ranking', 'text-ranking'],
]);

/** Hugging Face's names of metrics, where it has one; all others keep ours. */
const metricTypes: ReadonlyMap<string, string> = new Map([
  ['auRoc', 'roc_auc'],
  ['f1Score', 'f1'],
  ['brier', 'brier_score'],
  ['meanAbsoluteError', 'mae'],
  ['rSquared', 'r_squared'],
]);

const longestText = 300;

/**
 * The metadata at the top of a model card, between lines of `---`: the `model-index` of Hugging Face.
 * https://github.com/huggingface/hub-docs/blob/main/modelcard.md
 * Texts are quoted, so that YAML 1.1, which most readers speak, takes none of them for something else.
 */
export function frontMatter(facts: CardFacts, evidence: CardEvidence): string {
  const document: JsonObject = {
    tags: ['vertex-release', 'vertex-ai'],
    ...(evidence.metrics.length === 0
      ? {}
      : { 'model-index': [{ name: required(facts.model), results: [resultOf(evidence)] }] }),
  };
  const yaml = stringify(document, {
    version: '1.1',
    schema: 'core',
    defaultKeyType: 'PLAIN',
    defaultStringType: 'QUOTE_DOUBLE',
    lineWidth: 0,
  });
  return `---\n${yaml}---`;
}

function resultOf({ task, holdoutDigest, examples, metrics }: CardEvidence): JsonObject {
  const type = task === undefined ? undefined : taskTypes.get(task);
  return {
    task: {
      type: type ?? 'other',
      ...(task === undefined ? {} : { name: line(task) }),
    },
    dataset: {
      type: 'holdout',
      name: examples === undefined ? 'Holdout' : `Holdout of ${examples} examples`,
      split: 'holdout',
      ...(holdoutDigest === undefined ? {} : { revision: line(holdoutDigest) }),
    },
    metrics: metrics.map(({ name, value }) => ({
      type: required(metricTypes.get(name) ?? name),
      value: decimal(value),
      name: line(name),
    })),
  };
}

/** Six digits that count say enough. With an exponent it is a text: YAML 1.1 would not read a number there. */
function decimal(value: number): Json {
  const rounded = Number(value.toPrecision(6));
  return String(rounded).includes('e') ? String(rounded) : rounded;
}

/** What Hugging Face requires must not be empty. */
function required(text: string): string {
  return line(text) || 'unnamed';
}

function line(text: string): string {
  return readableLine(text, longestText);
}
