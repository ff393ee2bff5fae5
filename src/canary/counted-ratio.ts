import { z } from 'zod';

/** A ratio of counts of events that the service names, to be judged like errors. */
export const countedRatio = z.object({
  /** What verdicts and reports call it. */
  name: z.string(),
  /** Filters of Cloud Monitoring, each of one metric: all events, and those of them that are bad. */
  all: z.string(),
  bad: z.string(),
  /** The label that says which deployed model an event belongs to, as `metric.labels.NAME`. */
  by: z.string(),
  /** Ratio of odds of a bad event that is still no harm. */
  marginOdds: z.number(),
});

export type CountedRatio = z.infer<typeof countedRatio>;

/** The label by which the metrics of Vertex AI itself tell deployed models apart. */
export const deployedModelLabel = 'metric.labels.deployed_model_id';

/** The metric that a filter of Cloud Monitoring names; undefined when it names none, or several. */
export function metricTypeOf(filter: string): string | undefined {
  const named = [...filter.matchAll(/\bmetric\.type\s*=\s*(?:"([^"]+)"|'([^']+)')/g)];
  const types = named.map(([, inDouble, inSingle]) => inDouble ?? inSingle);
  return types.length === 1 ? types[0] : undefined;
}

/** `deployed_model_id` of `metric.labels.deployed_model_id`; undefined when it is no such label. */
export function labelOf(by: string): string | undefined {
  return /^metric\.labels?\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(by)?.[1];
}
