import type { ErrorTable } from '../../../src/canary/judge/hypergeometric.ts';
import type { JudgedWindow } from '../../../src/canary/window.ts';

/** A window in which these errors were counted and nothing else. */
export function judgedWindow(step: number, table: ErrorTable, index = 0): JudgedWindow {
  return {
    step,
    index,
    challenger: counts(table.challengerRequests, table.challengerErrors),
    champion: counts(table.championRequests, table.championErrors),
  };
}

/** A window whose requests all succeeded, and how many of each arm were slow, by edge. */
export function slowWindow(
  step: number,
  challenger: { requests: number; slow: number[] },
  champion: { requests: number; slow: number[] },
): JudgedWindow {
  return {
    step,
    index: 0,
    challenger: { ...counts(challenger.requests, 0), latency: challenger },
    champion: { ...counts(champion.requests, 0), latency: champion },
  };
}

function counts(requests: number, errors: number) {
  return { requests, errors, clientErrors: 0 };
}
