/** Result of a rule on evidence. Never folded into a boolean: no evidence is not bad evidence. */
export const verdicts = ['pass', 'inconclusive', 'fail', 'error'] as const;

export type Verdict = (typeof verdicts)[number];

/** The gravest of several verdicts: error, then fail, then inconclusive; pass when there is none. */
export function gravest(all: readonly Verdict[]): Verdict {
  return verdicts.findLast((verdict) => all.includes(verdict)) ?? 'pass';
}
