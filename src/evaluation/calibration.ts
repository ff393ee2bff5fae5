import type { Measured } from './metric.ts';

/** As many as in C. Guo and others, On Calibration of Modern Neural Networks (ICML 2017). */
const binCount = 15;

/** Scores in bins of equal width, and whether each came true. */
export interface CalibrationBins {
  scores: Float64Array;
  /** 1 where the score came true. */
  outcomes: Uint8Array;
  bins: Uint8Array;
}

/** One bin that is not empty. */
export interface CalibrationPoint {
  /** Mean score. */
  score: number;
  /** How often it came true. */
  share: number;
  examples: number;
}

/** A score on an edge belongs to the bin below, as in scikit-learn's calibration_curve. */
export function calibrationBins(scores: Float64Array, outcomes: Uint8Array): CalibrationBins {
  const bins = new Uint8Array(scores.length);
  for (let i = 0; i < bins.length; i += 1) bins[i] = binOf(scores[i] ?? 0);
  return { scores, outcomes, bins };
}

function binOf(score: number): number {
  const width = 1 / binCount;
  let bin = Math.min(binCount - 1, Math.max(0, Math.ceil(score / width) - 1));
  // A division may round over an edge.
  while (bin > 0 && score <= bin * width) bin -= 1;
  while (bin < binCount - 1 && score > (bin + 1) * width) bin += 1;
  return bin;
}

/** The mean over examples of how far the mean score of their bin is from the share that came true. */
export function calibrationError(calibration: CalibrationBins, weights: Float64Array): Measured {
  const { total, scored, fulfilled } = binSums(calibration, weights);
  const all = total.reduce((sum, weight) => sum + weight, 0);
  if (all <= 0) return { note: 'there is no example' };
  const distance = scored.reduce(
    (sum, score, bin) => sum + Math.abs(score - (fulfilled[bin] ?? 0)),
    0,
  );
  return { value: distance / all };
}

export function calibrationCurve(
  calibration: CalibrationBins,
  weights: Float64Array,
): CalibrationPoint[] {
  const { total, scored, fulfilled } = binSums(calibration, weights);
  const examples = new Uint32Array(binCount);
  for (const bin of calibration.bins) examples[bin] = (examples[bin] ?? 0) + 1;
  return Array.from(total, (weight, bin) => ({
    score: (scored[bin] ?? 0) / weight,
    share: (fulfilled[bin] ?? 0) / weight,
    examples: examples[bin] ?? 0,
  })).filter((point) => point.examples > 0);
}

function binSums({ scores, outcomes, bins }: CalibrationBins, weights: Float64Array) {
  const total = new Float64Array(binCount);
  const scored = new Float64Array(binCount);
  const fulfilled = new Float64Array(binCount);
  for (let i = 0; i < bins.length; i += 1) {
    const bin = bins[i] ?? 0;
    const weight = weights[i] ?? 0;
    total[bin] = (total[bin] ?? 0) + weight;
    scored[bin] = (scored[bin] ?? 0) + weight * (scores[i] ?? 0);
    fulfilled[bin] = (fulfilled[bin] ?? 0) + weight * (outcomes[i] ?? 0);
  }
  return { total, scored, fulfilled };
}
