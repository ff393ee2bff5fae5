import { z } from 'zod';
import { severityAbout, severitySchema } from './severity.ts';
import { showSlice, type SliceName } from './slice-name.ts';

export const fairnessMetrics = [
  'demographic_parity',
  'equal_opportunity',
  'equalized_odds',
  'selection_rate_ratio',
] as const;
export type FairnessMetric = (typeof fairnessMetrics)[number];

/** What the record and the report call them. */
export const fairnessNames = {
  demographic_parity: 'demographicParityDifference',
  equal_opportunity: 'equalOpportunityDifference',
  equalized_odds: 'equalizedOddsDifference',
  selection_rate_ratio: 'selectionRateRatio',
} as const satisfies Record<FairnessMetric, string>;
export type FairnessName = (typeof fairnessNames)[FairnessMetric];

const slice = z.string().min(1);

const fields = z.strictObject({
  attribute: slice
    .optional()
    .describe('Slice of the predictions whose values are the groups, such as sex.'),
  attributes: z
    .array(slice)
    .min(2)
    .max(4)
    .optional()
    .describe('Instead of `attribute`: slices whose combinations are the groups.'),
  metric: z
    .enum(fairnessMetrics, { error: `expected one of ${fairnessMetrics.join(', ')}` })
    .describe(
      'What is compared between groups: demographic_parity (share of positive decisions), equal_opportunity (share of positives that are found), equalized_odds (that, and the share of negatives that are decided positive), selection_rate_ratio (smallest over largest share of positive decisions).',
    ),
  max_difference: z
    .number()
    .min(0)
    .lt(1)
    .optional()
    .describe('Largest difference between two groups that is put up with, from 0 to below 1.'),
  min_ratio: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe('With selection_rate_ratio: least ratio that is put up with, above 0, at most 1.'),
  confidence: z
    .number()
    .gt(0.5)
    .lt(1)
    .default(0.95)
    .describe('One-sided confidence of the bounds, above 0.5 and below 1.'),
  min_group_size: z
    .int()
    .min(10)
    .default(100)
    .describe('Examples a group needs to be judged; smaller ones are shown.'),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Score from which an example is decided positive; decision_threshold unless set.'),
  on_fail: severitySchema.optional().describe(severityAbout),
});

/** One fairness check as a configuration file writes it. */
export const fairnessSchema = fields.superRefine((check, context) => {
  const refuse = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  if ((check.attribute === undefined) === (check.attributes === undefined)) {
    refuse([], 'expected either attribute or attributes');
  }
  const isRatio = check.metric === 'selection_rate_ratio';
  const [wanted, other] = isRatio
    ? (['min_ratio', 'max_difference'] as const)
    : (['max_difference', 'min_ratio'] as const);
  if (check[wanted] === undefined) refuse([], `expected ${wanted}: ${check.metric} has no limit`);
  if (check[other] !== undefined) {
    refuse([other], `expected no ${other}: ${check.metric} has ${wanted}`);
  }
});

export type FairnessCheck = z.output<typeof fairnessSchema>;

export function attributesOf({ attribute, attributes }: FairnessCheck): SliceName {
  return attributes ?? attribute ?? '';
}

export function limitOf({ max_difference, min_ratio }: FairnessCheck): number {
  return max_difference ?? min_ratio ?? 0;
}

/** `demographicParityDifference ≤ 0.1 between values of sex`. */
export function describeCheck(check: FairnessCheck): string {
  const relation = check.metric === 'selection_rate_ratio' ? '≥' : '≤';
  const between = showSlice(attributesOf(check));
  return `${fairnessNames[check.metric]} ${relation} ${limitOf(check)} between values of ${between}`;
}
