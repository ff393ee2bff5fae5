import { z } from 'zod';
import { formatDuration } from '../units/duration.ts';
import { formatShare } from '../units/percent.ts';
import { formatInstant, formatTimeOfDay } from '../units/time.ts';
import type { DetectableFault } from './detectable.ts';

/** Why a look decided as it did: words for people, figures for reports. */
export const reason = z.object({
  kind: z.enum([
    'harm',
    'all_failed',
    'deadline',
    'no_harm',
    'baking',
    'few_windows',
    'missing_windows',
    'unreadable',
    'correlation_unknown',
    'bake_exceeded',
    'foreign_change',
    'person',
  ]),
  text: z.string(),
  figures: z.record(z.string(), z.number()),
});

export type Reason = z.infer<typeof reason>;

export function harmFound(logEvidence: number, logLimit: number, percent: number): Reason {
  const text = `the challenger fails more often: evidence ${logEvidence.toFixed(2)} reached the limit ${logLimit.toFixed(2)} at ${percent} %`;
  return { kind: 'harm', text, figures: { logEvidence, logLimit, percent } };
}

export function allFailed(requests: number): Reason {
  const text = `all ${requests} requests of the challenger failed`;
  return { kind: 'all_failed', text, figures: { requests } };
}

export function deadlinePassed(deadline: number): Reason {
  const text = `the deadline of the canary, ${formatInstant(deadline)}, passed before it was promoted`;
  return { kind: 'deadline', text, figures: { deadline } };
}

export function noHarmFound(windows: number, bakedMs: number, fault: DetectableFault): Reason {
  const text = `no harm found in ${windows} windows over ${formatDuration(bakedMs)}; ${describeFault(fault)}`;
  const rate = fault.kind === 'none' ? {} : { detectableRate: fault.rate };
  const ratio = fault.kind === 'ratio' ? { detectableRatio: fault.ratio } : {};
  return { kind: 'no_harm', text, figures: { windows, bakedMs, ...rate, ...ratio } };
}

export function stillBaking(until: number): Reason {
  return { kind: 'baking', text: `bakes until ${formatTimeOfDay(until)}`, figures: { until } };
}

export function tooFewWindows(served: number, needed: number): Reason {
  const text = `the challenger served requests in ${served} of ${needed} windows needed`;
  return { kind: 'few_windows', text, figures: { served, needed } };
}

export function windowsMissing(missing: number): Reason {
  const text = `${missing} ${missing === 1 ? 'window has' : 'windows have'} no metrics, which is no evidence`;
  return { kind: 'missing_windows', text, figures: { missing } };
}

export function metricsUnreadable(): Reason {
  const text = 'metrics could not be read, which is no evidence';
  return { kind: 'unreadable', text, figures: {} };
}

export function correlationUnknown(windows: number, needed: number): Reason {
  const text = `requests are taken as independent: the champion has ${windows} of ${needed} windows of history that an estimate needs`;
  return { kind: 'correlation_unknown', text, figures: { windows, needed } };
}

export function bakeExceeded(maxBakeMs: number): Reason {
  const text = `the longest bake, ${formatDuration(maxBakeMs)}, is over and the step is inconclusive`;
  return { kind: 'bake_exceeded', text, figures: { maxBakeMs } };
}

export function foreignChange(difference: string): Reason {
  const text = `somebody else changed the endpoint: ${difference}`;
  return { kind: 'foreign_change', text, figures: {} };
}

export function personAsked(what: string): Reason {
  return { kind: 'person', text: `a person asked to ${what}`, figures: {} };
}

/** In words; what holds for the whole run and is told when it opens is left out. */
export function describeReasons(reasons: readonly Reason[]): string {
  return reasons
    .filter(({ kind }) => kind !== 'correlation_unknown')
    .map(({ text }) => text)
    .join('; ');
}

/** What the windows seen could have shown, as a clause. */
function describeFault(fault: DetectableFault): string {
  if (fault.kind === 'none') return 'there were too few requests to find any fault';
  return `${nameFault(fault)} would have been found with 95 % power`;
}

/** A fault as a noun. */
export function nameFault(fault: Exclude<DetectableFault, { kind: 'none' }>): string {
  if (fault.kind === 'rate') {
    return `an error rate of ${formatShare(fault.rate)} against a champion without errors`;
  }
  return `an error rate ${formatRatio(fault.ratio)} times the champion's (${formatShare(fault.rate)})`;
}

function formatRatio(ratio: number): string {
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1);
}
