import { z } from 'zod';
import { hasThreshold, metricNames, traitsOf } from './metric.ts';
import { severityAbout, severitySchema } from './severity.ts';
import { showSlice, sliceNameSchema } from './slice-name.ts';

const metricList = metricNames.map((name) => `${name} (${traitsOf(name).about})`).join('; ');

const fields = z.strictObject({
  metric: z
    .enum(metricNames, { error: `expected one of ${metricNames.join(', ')}` })
    .describe(`What is judged: ${metricList}.`),
  min: z.number().optional().describe('Least value that passes, in the unit of the metric.'),
  max: z.number().optional().describe('Greatest value that passes, in the unit of the metric.'),
  max_drop: z
    .number()
    .min(0)
    .optional()
    .describe(
      'How much worse than on the whole holdout the metric may be on a value of the slice, in the unit of the metric.',
    ),
  max_regression: z
    .number()
    .min(0)
    .optional()
    .describe(
      'How much worse than the champion on the same examples is put up with, in the unit of the metric. Fails only where the loss is significantly larger.',
    ),
  min_change: z
    .number()
    .gt(0)
    .optional()
    .describe(
      'How much better than the champion on the same examples it must be, in the unit of the metric. Fails where the gain falls short of it; passes where chance cannot explain the gain; inconclusive between.',
    ),
  confidence: z
    .number()
    .gt(0.5)
    .lt(1)
    .default(0.95)
    .describe(
      'One-sided confidence of the comparison with the champion and of bounds, above 0.5 and below 1.',
    ),
  confident: z
    .boolean()
    .optional()
    .describe(
      'Judge min, max and max_drop by the bound that the metric keeps with `confidence`, not by its value: passes and fails only where chance is no explanation.',
    ),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Score from which an example is decided positive, for metrics of decisions; 0.5 unless set.',
    ),
  slice: sliceNameSchema
    .optional()
    .describe(
      'Judge every value of this slice by itself, or with a list of slices every combination of their values; the worst one decides.',
    ),
  on_fail: severitySchema.optional().describe(severityAbout),
});

/** What a gate asks, one by one. */
export const gateRules = ['min', 'max', 'max_drop', 'max_regression', 'min_change'] as const;
export type GateRule = (typeof gateRules)[number];

/** One gate as a configuration file writes it. */
export const gateSchema = fields.superRefine((gate, context) => {
  const refuse = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if (gateRules.every((rule) => gate[rule] === undefined)) {
    refuse([], `expected one of ${gateRules.join(', ')}: the gate checks nothing`);
  }
  if (gate.min !== undefined && gate.max !== undefined && gate.min > gate.max) {
    refuse(['max'], `expected no less than min, ${gate.min}`);
  }
  if (gate.max_drop !== undefined && gate.slice === undefined) {
    refuse(['max_drop'], 'expected no max_drop without a slice: it compares slices with the whole');
  }
  if (gate.confident === true && thresholdRules.every((rule) => gate[rule] === undefined)) {
    refuse(['confident'], `expected one of ${thresholdRules.join(', ')} beside it`);
  }
  if (gate.threshold !== undefined && !hasThreshold(gate.metric)) {
    const allowed = metricNames.filter(hasThreshold).join(', ');
    refuse(['threshold'], `expected no threshold: only ${allowed} have one`);
  }
});

export type Gate = z.output<typeof gateSchema>;

/** Rules on the candidate alone; the others compare it with the champion. */
export const thresholdRules = ['min', 'max', 'max_drop'] as const;
export type ThresholdRule = (typeof thresholdRules)[number];

export function isThresholdRule(rule: GateRule): rule is ThresholdRule {
  return thresholdRules.some((one) => one === rule);
}

/** `auRoc ≥ 0.75`, `recall ≥ 0.6 per phase_of_flight`, `auRoc at most 0.005 worse than the champion`. */
export function describeRule(gate: Gate, rule: GateRule): string {
  const limit = gate[rule] ?? 0;
  const part = gate.slice === undefined ? '' : ` per ${showSlice(gate.slice)}`;
  const surely = gate.confident === true && isThresholdRule(rule) ? ' with confidence' : '';
  switch (rule) {
    case 'min':
      return `${gate.metric} ≥ ${limit}${surely}${part}`;
    case 'max':
      return `${gate.metric} ≤ ${limit}${surely}${part}`;
    case 'max_drop':
      return `${gate.metric} at most ${limit} worse than on the whole${surely}${part}`;
    case 'max_regression':
      return `${gate.metric} at most ${limit} worse than the champion${part}`;
    case 'min_change':
      return `${gate.metric} at least ${limit} better than the champion${part}`;
  }
}
