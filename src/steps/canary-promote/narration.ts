import { type Look, percentOfLimit } from '../../canary/look.ts';
import { describeReasons } from '../../canary/reason.ts';
import type { ArmCount } from '../../canary/window.ts';
import { formatTimeOfDay } from '../../units/time.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeSplitChange, type TrafficSplit } from '../../vertex/traffic-split.ts';

/** `endpoint X: 7001 95→75, 7002 5→25`. */
export function splitLine(endpoint: string, from: TrafficSplit, to: TrafficSplit): string {
  return `endpoint ${idOf(endpoint)}: ${describeSplitChange(from, to)}`;
}

/** `7001 75 %, 7002 25 %`. */
export function describeSplit(split: TrafficSplit): string {
  const shares = Object.entries(split)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, percent]) => `${id} ${percent} %`);
  return shares.length === 0 ? 'no traffic' : shares.join(', ');
}

/** One look as one line: share, counts, evidence, decision, why, and when it is looked at again. */
export function lookLine(look: Look, nextAt: number | undefined): string {
  const counts = `challenger ${describeCount(look.challenger)}, champion ${describeCount(look.champion)}`;
  const evidence = `evidence ${percentOfLimit(look.evidence)} % of the limit (p ${formatP(look.evidence.pValue)})`;
  const decision = `${look.decision.replace('_', ' ')}: ${describeReasons(look.reasons)}`;
  const next = nextAt === undefined ? '' : `; next look ${formatTimeOfDay(nextAt)}`;
  return `at ${look.percent} %: ${counts}; ${evidence}; ${decision}${next}`;
}

/** `3/210 errors`, and client errors where there are any. */
export function describeCount({ requests, errors, clientErrors }: ArmCount): string {
  const client = clientErrors === 0 ? '' : ` (and ${formatCount(clientErrors)} client errors)`;
  return `${formatCount(errors)}/${formatCount(requests)} errors${client}`;
}

/** `4 012`. */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

function formatP(p: number): string {
  return p >= 0.1 ? p.toFixed(2) : p.toPrecision(1);
}
