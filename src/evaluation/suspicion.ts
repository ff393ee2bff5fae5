import type { EvaluationSet } from './evaluation-set.ts';
import { intervalOf } from './interval.ts';
import { defaultThreshold, measure } from './metrics.ts';
import { showNumber } from './show-number.ts';

/** Better than this is rarely earned: more often the label is among the features. */
const tooGood = 0.999;

/** What looks wrong with a candidate whatever its gates say, a sentence each. */
export function suspicionsOf(set: EvaluationSet): string[] {
  const metric =
    set.task === 'binary' ? 'auRoc' : set.task === 'regression' ? 'rSquared' : undefined;
  if (metric === undefined) return [];
  const { value } = measure(metric, set);
  if (value === undefined) return [];
  if (value > tooGood) {
    return [
      `${metric} ${showNumber(value)} is too good to be likely: does a feature give the label away, or was the model trained on the holdout?`,
    ];
  }
  const nothingLearned = metric === 'auRoc' ? 0.5 : 0;
  const options = { confidence: 0.95, threshold: defaultThreshold };
  const low = intervalOf(metric, set, options)?.low ?? value;
  if (low > nothingLearned) return [];
  return [
    `${metric} ${showNumber(value)} is not shown to be better than the ${nothingLearned} of a model that says the same of every example`,
  ];
}
