import type { EvaluationSet } from './evaluation-set.ts';
import { PredictionRows, type PredictionsOptions } from './prediction-rows.ts';

/**
 * Reads predictions, one JSON object per line. `id` and what follows are there in each; `weight`, above
 * 0, and `slices`, such as `{"country": "US"}`, may be.
 *
 * | task | keys |
 * |---|---|
 * | binary | `label` 0 or 1, `score`, the probability of 1, or `scores` of both classes |
 * | multiclass | `label`, `scores`: probabilities of three classes or more, that sum to 1 within 0.01 |
 * | multilabel | `labels`, a list; `scores`, a probability for each label |
 * | regression | `label`, `prediction` |
 * | forecasting | `label`, `prediction`, `time`; `series` and `quantiles` by level may be there |
 * | ranking | `group`, the query; `label`, its relevance from 0 up; `score` |
 *
 * @throws ReleaseError EVIDENCE_UNUSABLE with the first 20 problems and the count of all.
 */
export function parsePredictions(text: string, options: PredictionsOptions): EvaluationSet {
  const rows = new PredictionRows(options);
  for (const { line, number } of linesOf(text)) rows.addText(line, number);
  return rows.finish();
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
