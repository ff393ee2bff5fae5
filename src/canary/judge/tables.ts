import type { JudgedWindow } from '../window.ts';
import type { ErrorTable } from './hypergeometric.ts';

/** Failed requests of both arms. */
export function errorsOf({ challenger, champion }: JudgedWindow): ErrorTable {
  return {
    challengerRequests: challenger.requests,
    challengerErrors: challenger.errors,
    championRequests: champion.requests,
    championErrors: champion.errors,
  };
}

/** Requests of both arms that took at least the edge; undefined where latencies are not known. */
export function slowOf(
  { challenger, champion }: JudgedWindow,
  edge: number,
): ErrorTable | undefined {
  if (challenger.latency === undefined || champion.latency === undefined) return undefined;
  return {
    challengerRequests: challenger.latency.requests,
    challengerErrors: challenger.latency.slow[edge] ?? 0,
    championRequests: champion.latency.requests,
    championErrors: champion.latency.slow[edge] ?? 0,
  };
}

/** What a metric of this name counted; undefined where it is not known. */
export function ratioOf(
  { challenger, champion }: JudgedWindow,
  name: string,
): ErrorTable | undefined {
  const ofChallenger = challenger.ratios?.[name];
  const ofChampion = champion.ratios?.[name];
  if (ofChallenger === undefined || ofChampion === undefined) return undefined;
  return {
    challengerRequests: ofChallenger.requests,
    challengerErrors: ofChallenger.errors,
    championRequests: ofChampion.requests,
    championErrors: ofChampion.errors,
  };
}
