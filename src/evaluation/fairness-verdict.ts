import { gravest, type Verdict } from '../release/verdict.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import {
  attributesOf,
  type FairnessCheck,
  type FairnessMetric,
  type FairnessName,
  fairnessNames,
  limitOf,
} from './fairness-check.ts';
import { type Gap, gapOf, type Scale } from './fairness-gap.ts';
import { type GroupedDecisions, type Grouping, groupsOf } from './fairness-group.ts';
import { describeGroup, type FairnessGroup, type Rate, stratumOf } from './fairness-rate.ts';
import { defaultThreshold } from './metrics.ts';
import type { Severity } from './severity.ts';
import { showConfidence, showNumber } from './show-number.ts';
import { describeAbsence, showSlice, sliceValues } from './slice-name.ts';

/** One rate compared between groups. */
export interface FairnessPart {
  rate: Rate;
  verdict: Verdict;
  value?: number;
  interval?: FairnessInterval;
}

interface FairnessInterval {
  low: number;
  high: number;
  /** The gap is above `low` with it, and below `high`. */
  confidence: number;
  sides: 'each';
  method: 'bootstrap';
  replicates: number;
  seed: number;
}

/** One fairness check and what came of it. Plain data, fit for the release record. */
export interface FairnessVerdict {
  check: FairnessCheck;
  attribute: string;
  metric: FairnessName;
  severity: Severity;
  verdict: Verdict;
  value?: number;
  interval?: FairnessInterval;
  limit: number;
  groups: readonly FairnessGroup[];
  /** Of equalized odds: each rate by itself, at half of the error rate. */
  parts?: readonly FairnessPart[];
  reason: string;
}

interface Comparison {
  scale: Scale;
  rates: readonly Rate[];
}

const comparisons: Readonly<Record<FairnessMetric, Comparison>> = {
  demographic_parity: { scale: 'difference', rates: ['selectionRate'] },
  equal_opportunity: { scale: 'difference', rates: ['truePositiveRate'] },
  equalized_odds: { scale: 'difference', rates: ['truePositiveRate', 'falsePositiveRate'] },
  selection_rate_ratio: { scale: 'ratio', rates: ['selectionRate'] },
};

export const fourFifthsCaveat =
  'the four-fifths rule is guidance for selecting employees in the United States, no general test of fairness';

/**
 * Judges the decisions of one model group by group. A gap fails only where its bound lies beyond the limit,
 * and passes only where the other bound keeps it. Checks do not see each other.
 */
export function judgeFairness(
  checks: readonly FairnessCheck[],
  set: EvaluationSet,
  decisionThreshold = defaultThreshold,
): FairnessVerdict[] {
  return checks.map((check) => {
    const found = sliceValues(set, attributesOf(check));
    if (set.task !== 'binary') {
      return unusable(
        check,
        `${check.metric} judges decisions of two classes, the predictions are of a ${set.task}`,
      );
    }
    if (found.state === 'absent') return unusable(check, describeAbsence(found.absent, set));
    const threshold = check.threshold ?? decisionThreshold;
    return judgeCheck(check, {
      labels: set.labels,
      decisions: set.scores.map((score) => (score >= threshold ? 1 : 0)),
      groups: found.values,
      ...(set.weights === undefined ? {} : { weights: set.weights }),
    });
  });
}

/** Judges decisions that were made already. */
export function judgeCheck(check: FairnessCheck, decided: GroupedDecisions): FairnessVerdict {
  const { scale, rates } = comparisons[check.metric];
  const grouping = groupsOf(decided, {
    least: check.min_group_size,
    needsClasses: rates.some((rate) => rate !== 'selectionRate'),
  });
  const large = grouping.groups.filter(({ state }) => state === 'large_enough');
  const told = {
    ...headOf(check),
    groups: grouping.groups.map((group) => describeGroup(group, decided)),
  };
  if (large.length < 2) {
    const reason = `${large.length} of ${grouping.groups.length} groups large enough: there are no two to compare`;
    return { ...told, verdict: 'inconclusive', reason };
  }
  const alpha = (1 - check.confidence) / rates.length;
  const judged = rates.map((rate) => {
    const strata = large.map((group) => stratumOf(rate, group, decided));
    return judgeGap(check, rate, gapOf(strata, scale, 1 - alpha), 1 - alpha);
  });
  const worst = worstOf(judged, scale);
  const verdict = gravest(judged.map((part) => part.verdict));
  return {
    ...told,
    verdict,
    ...(worst.value === undefined ? {} : { value: worst.value }),
    ...(worst.interval === undefined ? {} : { interval: worst.interval }),
    ...(rates.length === 1 ? {} : { parts: judged.map(partOf) }),
    reason: `${worst.reason}${caveats(check, grouping, large.length)}`,
  };
}

type JudgedPart = FairnessPart & { reason: string };

function judgeGap(
  check: FairnessCheck,
  rate: Rate,
  gap: Gap | undefined,
  confidence: number,
): JudgedPart {
  if (gap === undefined) {
    const reason = `no group has a positive decision, so there is no ratio`;
    return { rate, verdict: 'inconclusive', reason };
  }
  const { value, low, high, largest, smallest, replicates, seed } = gap;
  const limit = limitOf(check);
  const isRatio = check.metric === 'selection_rate_ratio';
  const [fails, passes] = isRatio ? [high < limit, low >= limit] : [low > limit, high <= limit];
  const verdict = fails ? 'fail' : passes ? 'pass' : 'inconclusive';
  const told = {
    pass: `shown to keep ${limit}`,
    fail: `shown to miss ${limit}`,
    inconclusive: `neither shown to keep ${limit} nor to miss it`,
  };
  const between = `${rateWords[rate]} of ${largest} and ${smallest}`;
  const measured = isRatio
    ? `${showNumber(value)} is the ratio of the ${between}`
    : `${showNumber(value)} lies between the ${between}`;
  const range = `${showNumber(low)} to ${showNumber(high)} with ${showConfidence(confidence)} confidence each`;
  return {
    rate,
    verdict,
    value,
    interval: { low, high, confidence, sides: 'each', method: 'bootstrap', replicates, seed },
    reason: `${measured} (${range}), ${told[verdict]}`,
  };
}

const rateWords: Readonly<Record<Rate, string>> = {
  selectionRate: 'selection rates',
  truePositiveRate: 'true positive rates',
  falsePositiveRate: 'false positive rates',
};

/** The gravest verdict, then the widest gap. */
function worstOf(parts: readonly JudgedPart[], scale: Scale): JudgedPart {
  const gravestVerdict = gravest(parts.map(({ verdict }) => verdict));
  const width = ({ value = 0 }: JudgedPart) => (scale === 'ratio' ? 0 - value : value);
  const ofThat = parts.filter(({ verdict }) => verdict === gravestVerdict);
  return ofThat.reduce((worst, part) => (width(part) > width(worst) ? part : worst));
}

function caveats(check: FairnessCheck, { groups, merged }: Grouping, large: number): string {
  const small = groups.length - large;
  return [
    small === 0 ? '' : `; ${small} of ${groups.length} groups too small to judge`,
    merged === 0 ? '' : `; the ${merged} smallest groups are judged as one`,
    check.metric === 'selection_rate_ratio' ? `; ${fourFifthsCaveat}` : '',
  ].join('');
}

function partOf({ rate, verdict, value, interval }: JudgedPart): FairnessPart {
  return {
    rate,
    verdict,
    ...(value === undefined ? {} : { value }),
    ...(interval === undefined ? {} : { interval }),
  };
}

function headOf(check: FairnessCheck) {
  return {
    check,
    attribute: showSlice(attributesOf(check)),
    metric: fairnessNames[check.metric],
    severity: check.on_fail ?? 'reject',
    limit: limitOf(check),
  } as const;
}

function unusable(check: FairnessCheck, reason: string): FairnessVerdict {
  return { ...headOf(check), verdict: 'error', groups: [], reason };
}
