import { ReleaseError } from '../errors/error.ts';

/**
 * Percent of an endpoint's traffic by DeployedModel id. Whole numbers that add up to 100,
 * or empty: the endpoint takes no traffic. Ids with 0 are left out.
 */
export type TrafficSplit = Readonly<Record<string, number>>;

/** @throws ReleaseError API_FAILED unless the shares are whole, not negative and sum to 100 or none. */
export function trafficSplit(shares: Readonly<Record<string, number>>): TrafficSplit {
  const entries = Object.entries(shares).filter(([, percent]) => percent !== 0);
  const whole = entries.every(([, percent]) => Number.isInteger(percent) && percent > 0);
  const sum = entries.reduce((total, [, percent]) => total + percent, 0);
  if (!whole || (sum !== 100 && entries.length > 0)) {
    throw new ReleaseError(
      'API_FAILED',
      `traffic split ${JSON.stringify(shares)} does not sum to 100`,
    );
  }
  return Object.freeze(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export function shareOf(split: TrafficSplit, deployedModelId: string): number {
  return split[deployedModelId] ?? 0;
}

export function equalSplits(a: TrafficSplit, b: TrafficSplit): boolean {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].every((id) => shareOf(a, id) === shareOf(b, id));
}

/**
 * The split in which `challenger` has `percent` of what champion and challenger hold together.
 * Everybody else keeps their share. Rounds to whole percents, never to 0 unless `percent` is 0.
 */
export function shiftTraffic(
  split: TrafficSplit,
  pair: { champion: string; challenger: string },
  percent: number,
): TrafficSplit {
  const pool = shareOf(split, pair.champion) + shareOf(split, pair.challenger);
  const exact = (pool * percent) / 100;
  const share = percent === 0 ? 0 : Math.max(1, Math.round(exact));
  return trafficSplit({ ...split, [pair.champion]: pool - share, [pair.challenger]: share });
}

/** `7001 95→75, 7002 5→25`, only what changes. */
export function describeSplitChange(from: TrafficSplit, to: TrafficSplit): string {
  const ids = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
  const changes = ids
    .filter((id) => shareOf(from, id) !== shareOf(to, id))
    .map((id) => `${id} ${shareOf(from, id)}→${shareOf(to, id)}`);
  return changes.length === 0 ? 'unchanged' : changes.join(', ');
}

/** The DeployedModel with the largest share, if anybody has one. */
export function largestShare(split: TrafficSplit): string | undefined {
  return Object.entries(split).toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
