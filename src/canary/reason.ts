import { z } from 'zod';
import { formatDuration } from '../units/duration.ts';
import { formatShare } from '../units/percent.ts';
import { formatInstant, formatTimeOfDay } from '../units/time.ts';
import type { DetectableFault } from './judge/detectable.ts';

const kinds = [
  'harm',
  'latency_harm',
  'slo_harm',
  'ratio_harm',
  'all_failed',
  'no_replicas',
  'deadline',
  'no_harm',
  'cleared',
  'not_cleared',
  'baking',
  'few_windows',
  'missing_windows',
  'late_windows',
  'unreadable',
  'sample_ratio',
  'drift',
  'correlation_unknown',
  'latency_reported',
  'history_refused',
  'nothing_compared',
  'bake_exceeded',
  'bake_extended',
  'foreign_change',
  'revised_window',
  'approval',
  'person',
] as const;

/** Why a look decided as it did: words for people, figures for reports. */
export const reason = z.object({
  kind: z.enum(kinds),
  text: z.string(),
  figures: z.record(z.string(), z.number()),
});

export type Reason = z.infer<typeof reason>;

/** Where harm was found and how far evidence went. */
export interface HarmFigures {
  logEvidence: number;
  logLimit: number;
  /** The challenger's share, in percent, in whose windows the limit was reached. */
  percent: number;
}

export function errorsHarm(
  harm: HarmFigures,
  challenger: { requests: number; errors: number },
  champion: { requests: number; errors: number },
): Reason {
  const text = `the challenger fails more often: ${rateOf(challenger)} of its requests failed, ${rateOf(champion)} of the champion's; ${proof(harm)}`;
  return { kind: 'harm', text, figures: { ...harm } };
}

export function latencyHarm(harm: HarmFigures, edgeMs: number): Reason {
  const text = `the challenger is slower: more of its requests take ${formatDuration(edgeMs)} and longer; ${proof(harm)}`;
  return { kind: 'latency_harm', text, figures: { ...harm, edgeMs } };
}

export function objectiveMissed(harm: HarmFigures, sloErrorRate: number): Reason {
  const text = `the challenger misses the objective of ${formatShare(sloErrorRate)} errors; ${proof(harm)}`;
  return { kind: 'slo_harm', text, figures: { ...harm, sloErrorRate } };
}

export function ratioHarm(harm: HarmFigures, name: string): Reason {
  const text = `the challenger does worse in ${name}; ${proof(harm)}`;
  return { kind: 'ratio_harm', text, figures: { ...harm } };
}

function proof({ logEvidence, logLimit, percent }: HarmFigures): string {
  return `evidence ${logEvidence.toFixed(2)} reached the limit ${logLimit.toFixed(2)} in the windows at ${percent} %`;
}

function rateOf({ requests, errors }: { requests: number; errors: number }): string {
  return requests === 0 ? 'none' : formatShare(errors / requests);
}

export function allFailed(requests: number): Reason {
  const text = `all ${requests} requests of the challenger failed`;
  return { kind: 'all_failed', text, figures: { requests } };
}

export function noReplicas(): Reason {
  const text = 'the challenger has no replica left, and it answers nobody';
  return { kind: 'no_replicas', text, figures: {} };
}

export function deadlinePassed(deadline: number): Reason {
  const text = `the deadline of the canary, ${formatInstant(deadline)}, passed before it was promoted`;
  return { kind: 'deadline', text, figures: { deadline } };
}

/** `fault`: what all windows could have shown; `inStep`: what those of the step alone could. */
export function noHarmFound(
  windows: number,
  bakedMs: number,
  fault: DetectableFault,
  inStep: DetectableFault,
): Reason {
  const text = `no harm found in ${windows} windows over ${formatDuration(bakedMs)}; ${describeFault(fault)}`;
  const rate = fault.kind === 'none' ? {} : { detectableRate: fault.rate };
  const ratio = fault.kind === 'ratio' ? { detectableRatio: fault.ratio } : {};
  const late = inStep.kind === 'none' ? {} : { detectableRateInStep: inStep.rate };
  return { kind: 'no_harm', text, figures: { windows, bakedMs, ...rate, ...ratio, ...late } };
}

export function clearedByRatio(maxOddsRatio: number, beta: number): Reason {
  const text = `the challenger is proved to fail less than ${formatRatio(maxOddsRatio)} times as often as the champion (error probability ${beta})`;
  return { kind: 'cleared', text, figures: { maxOddsRatio, beta } };
}

export function clearedByRate(maxErrorRate: number, beta: number): Reason {
  const text = `the challenger is proved to fail less than ${formatShare(maxErrorRate)} of its requests (error probability ${beta})`;
  return { kind: 'cleared', text, figures: { maxErrorRate, beta } };
}

/** `progress`: part of the evidence that is there. */
export function notCleared(progress: number, requests: number): Reason {
  const share = Math.round(100 * Math.max(0, progress));
  const text = `not proved to be harmless yet: ${share} % of the evidence after ${requests} requests in this step`;
  return { kind: 'not_cleared', text, figures: { progress, requests } };
}

export function stillBaking(until: number): Reason {
  return { kind: 'baking', text: `bakes until ${formatTimeOfDay(until)}`, figures: { until } };
}

export function tooFewWindows(served: number, needed: number): Reason {
  const text = `the challenger served requests in ${served} of ${needed} windows needed`;
  return { kind: 'few_windows', text, figures: { served, needed } };
}

export function windowsMissing(missing: number, settled: number): Reason {
  const text = `${missing} of ${settled} windows ${missing === 1 ? 'has' : 'have'} no metrics, which is no evidence`;
  return { kind: 'missing_windows', text, figures: { missing, settled } };
}

export function windowsLate(late: number): Reason {
  const text = `${late} settled ${late === 1 ? 'window was' : 'windows were'} not read yet`;
  return { kind: 'late_windows', text, figures: { late } };
}

export function metricsUnreadable(): Reason {
  const text = 'metrics could not be read, which is no evidence';
  return { kind: 'unreadable', text, figures: {} };
}

/** Shares in [0, 1], of the requests of both. */
export function splitNotHonoured(share: number, expected: number, requests: number): Reason {
  const text = `split not honoured: the challenger got ${formatShare(share)} of ${requests} requests and should get ${formatShare(expected)}; the two are not comparable`;
  return { kind: 'sample_ratio', text, figures: { share, expected, requests } };
}

export function correlationUnknown(windows: number, needed: number): Reason {
  const text = `requests are taken as independent: the champion has ${windows} of ${needed} windows of history that an estimate needs`;
  return { kind: 'correlation_unknown', text, figures: { windows, needed } };
}

export function latencyReported(windows: number, needed: number): Reason {
  const text = `latency is told, not judged: the champion has ${windows} of ${needed} windows of history that judging it needs`;
  return { kind: 'latency_reported', text, figures: { windows, needed } };
}

export function historyRefused(why: string): Reason {
  const text = `the champion's last day is not used: ${why}`;
  return { kind: 'history_refused', text, figures: {} };
}

export function nothingCompared(objective: number | null): Reason {
  const text =
    objective === null
      ? 'nothing serves beside the challenger to compare it with: only a challenger that answers nothing is found'
      : `nothing serves beside the challenger to compare it with: only its own error rate is judged, against ${formatShare(objective)}`;
  return { kind: 'nothing_compared', text, figures: objective === null ? {} : { objective } };
}

export function bakeExceeded(maxBakeMs: number): Reason {
  const text = `the longest bake, ${formatDuration(maxBakeMs)}, is over and the step is inconclusive`;
  return { kind: 'bake_exceeded', text, figures: { maxBakeMs } };
}

export function bakeExtended(maxBakeMs: number, deadline: number): Reason {
  const text = `the longest bake, ${formatDuration(maxBakeMs)}, is over; it goes on until the deadline, ${formatTimeOfDay(deadline)}`;
  return { kind: 'bake_extended', text, figures: { maxBakeMs, deadline } };
}

/** `start`: of the window. */
export function windowRevised(start: number): Reason {
  const text = `the metrics of the window at ${formatTimeOfDay(start)} changed after it was judged: settle is too short, or data was lost; operation: resume judges all windows again as they are now`;
  return { kind: 'revised_window', text, figures: { start } };
}

export function foreignChange(difference: string): Reason {
  const text = `somebody else changed the endpoint: ${difference}`;
  return { kind: 'foreign_change', text, figures: {} };
}

export function approvalNeeded(percent: number): Reason {
  const text = `a person must approve ${percent} %`;
  return { kind: 'approval', text, figures: { percent } };
}

export function personAsked(what: string): Reason {
  return { kind: 'person', text: `a person asked to ${what}`, figures: {} };
}

/** What holds for the whole run and is told when it opens. */
const standing: readonly Reason['kind'][] = [
  'correlation_unknown',
  'latency_reported',
  'history_refused',
  'nothing_compared',
];

/** In words; what holds for the whole run and is told when it opens is left out. */
export function describeReasons(reasons: readonly Reason[]): string {
  return reasons
    .filter(({ kind }) => !standing.includes(kind))
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
