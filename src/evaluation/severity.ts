import { z } from 'zod';
import { gravest, type Verdict } from '../release/verdict.ts';

/** What a failed rule does: it stops the release, or it is only shown. */
export const severitySchema = z.enum(['reject', 'warn']);

export const severityAbout =
  'What a failure does: `reject` the candidate, which is the default, or only `warn`.';

export type Severity = z.output<typeof severitySchema>;

/** A verdict and how much it counts. */
export interface Weighed {
  verdict: Verdict;
  severity: Severity;
}

/** The gravest verdict among those that count; a warning counts only when its rule cannot be judged at all. */
export function gravestOf(all: readonly Weighed[]): Verdict {
  return gravest(
    all
      .filter(({ verdict, severity }) => severity === 'reject' || verdict === 'error')
      .map(({ verdict }) => verdict),
  );
}
