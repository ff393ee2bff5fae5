import { z } from 'zod';
import { hasThreshold, metricNames, traitsOf } from './metric.ts';

const metricList = metricNames.map((name) => `${name} (${traitsOf(name).about})`).join('; ');

/** One gate as a configuration file writes it. */
export const gateSchema = z
  .strictObject({
    metric: z
      .enum(metricNames, { error: `expected one of ${metricNames.join(', ')}` })
      .describe(`What is judged: ${metricList}.`),
    min: z.number().optional().describe('Least value that passes, in the unit of the metric.'),
    max: z.number().optional().describe('Greatest value that passes, in the unit of the metric.'),
    max_regression: z
      .number()
      .min(0)
      .optional()
      .describe(
        'How much worse than the champion on the same examples is put up with, in the unit of the metric. Fails only where the loss is significantly larger.',
      ),
    confidence: z
      .number()
      .gt(0.5)
      .lt(1)
      .default(0.95)
      .describe('One-sided confidence of the comparison with the champion, above 0.5 and below 1.'),
    threshold: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'Score from which an example is decided positive, for metrics of decisions; 0.5 unless set.',
      ),
    slice: z
      .string()
      .min(1)
      .optional()
      .describe('Judge every value of this slice by itself; the worst one decides.'),
  })
  .superRefine((gate, context) => {
    if (gate.min === undefined && gate.max === undefined && gate.max_regression === undefined) {
      context.addIssue({
        code: 'custom',
        message: 'expected min, max or max_regression: the gate checks nothing',
      });
    }
    if (gate.min !== undefined && gate.max !== undefined && gate.min > gate.max) {
      context.addIssue({
        code: 'custom',
        path: ['max'],
        message: `expected no less than min, ${gate.min}`,
      });
    }
    if (gate.threshold !== undefined && !hasThreshold(gate.metric)) {
      const allowed = metricNames.filter(hasThreshold).join(', ');
      context.addIssue({
        code: 'custom',
        path: ['threshold'],
        message: `expected no threshold: only ${allowed} have one`,
      });
    }
  });

export type Gate = z.output<typeof gateSchema>;

/** What a gate asks, one by one. */
export const gateRules = ['min', 'max', 'max_regression'] as const;
export type GateRule = (typeof gateRules)[number];

/** `auRoc ≥ 0.75`, `recall ≥ 0.6 per phase_of_flight`, `auRoc at most 0.005 worse than the champion`. */
export function describeRule(gate: Gate, rule: GateRule): string {
  const limit = gate[rule] ?? 0;
  const part = gate.slice === undefined ? '' : ` per ${gate.slice}`;
  switch (rule) {
    case 'min':
      return `${gate.metric} ≥ ${limit}${part}`;
    case 'max':
      return `${gate.metric} ≤ ${limit}${part}`;
    case 'max_regression':
      return `${gate.metric} at most ${limit} worse than the champion${part}`;
  }
}
