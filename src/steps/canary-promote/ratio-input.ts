import { z } from 'zod';
import { type CountedRatio, deployedModelLabel } from '../../canary/counted-ratio.ts';
import { structured } from '../../contract/kinds/structured.ts';

const filter = z.string().refine((text) => text.includes('metric.type'), {
  error: 'a filter of Cloud Monitoring with metric.type = "TYPE"',
});

/** Ratios as a configuration file writes them. */
const ratioList = z.array(
  z.strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/, { error: 'a name of a-z, 0-9 and _' })
      .describe('What verdicts and reports call it.'),
    all: filter.describe(
      'Filter of Cloud Monitoring for all events; it names one metric by metric.type = "TYPE".',
    ),
    bad: filter.describe('Filter for those of the events that are bad; mostly the same metric.'),
    by: z
      .string()
      .regex(/^metric\.labels\.[A-Za-z_][A-Za-z0-9_]*$/, { error: 'metric.labels.NAME' })
      .default(deployedModelLabel)
      .describe('Label whose value is the id of the deployed model that an event belongs to.'),
    margin: z
      .number()
      .min(1)
      .max(100)
      .default(1)
      .describe(
        'Odds ratio of a bad event, challenger to champion, that is still called no worse.',
      ),
  }),
);

export const ratios = structured(ratioList, {
  about:
    'More that is judged like errors: of the events that a metric of your own counts, the share that is bad. Checked before anything is deployed.',
  expected: 'a list of ratios',
  default: [],
  example: [
    {
      name: 'fallbacks',
      all: 'metric.type = "logging.googleapis.com/user/answers"',
      bad: 'metric.type = "logging.googleapis.com/user/answers" AND metric.labels.source = "fallback"',
    },
  ],
});

export function countedRatios(given: z.infer<typeof ratioList>): CountedRatio[] {
  return given.map(({ margin, ...ratio }) => ({ ...ratio, marginOdds: margin }));
}
