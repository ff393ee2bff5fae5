import {
  clearedBy,
  type ClearingTest,
  freshClearing,
  judgeClearing,
} from '../../src/canary/judge/clearing.ts';
import { freshProcess, hasReached } from '../../src/canary/judge/e-process.ts';
import { complianceTest } from '../../src/canary/judge/rate-test.ts';
import { clearingTest, harmTest, judgeTable } from '../../src/canary/judge/ratio-test.ts';
import { alpha } from './ours.ts';
import { Random } from './random.ts';
import { steps, windowsPerStep } from './scenario.ts';
import { type Share, shareOf } from './wilson.ts';

export const beta = 0.05;
const maxOdds = 2;
/** A step is looked at for at least five windows and at most thirty. */
const fewestWindows = 5;
const mostWindows = 30;

export interface PromotionCell {
  name: string;
  traffic: number;
  rate: number;
  promoted: Share;
  rolledBack: Share;
  /** Challenger's requests until the first step was cleared, where it was: mean. */
  requestsToClear: number;
}

interface Challenger {
  name: string;
  /** Odds of an error, times the champion's, in a step from 0. */
  odds: (step: number) => number;
}

const challengers: readonly Challenger[] = [
  { name: 'like its champion', odds: () => 1 },
  { name: 'odds × 2 throughout', odds: () => maxOdds },
  { name: 'odds × 2 in the last step', odds: (step) => (step === steps.length - 1 ? maxOdds : 1) },
];

/** `gate: evidence`, with the ratio alone and with a tolerated rate that a bad challenger just has. */
export function promotionCells(replicates: number, seed: number): PromotionCell[] {
  return challengers.flatMap((challenger) =>
    [0.001, 0.01, 0.04].flatMap((rate) =>
      [1_200, 12_000].flatMap((traffic) =>
        (['ratio', 'ratio or rate'] as const).map((by) =>
          promotionCell(challenger, rate, traffic, by, replicates, seed),
        ),
      ),
    ),
  );
}

function promotionCell(
  { name, odds }: Challenger,
  rate: number,
  traffic: number,
  by: 'ratio' | 'ratio or rate',
  replicates: number,
  seed: number,
): PromotionCell {
  const badRate = rateAt(rate, maxOdds);
  const clearing: ClearingTest =
    by === 'ratio'
      ? { ratio: clearingTest(beta, maxOdds, 0) }
      : {
          ratio: clearingTest(beta / 2, maxOdds, 0),
          rate: complianceTest(beta / 2, badRate, 0),
        };
  let promoted = 0;
  let rolledBack = 0;
  const requests: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const random = new Random(seed, replicate);
    const end = release(random, traffic, rate, (step) => rateAt(rate, odds(step)), clearing);
    if (end.kind === 'promoted') promoted += 1;
    if (end.kind === 'rolled_back') rolledBack += 1;
    if (end.cleared !== undefined) requests.push(end.cleared);
  }
  return {
    name: `${name}, by ${by}`,
    traffic,
    rate,
    promoted: shareOf(promoted, replicates),
    rolledBack: shareOf(rolledBack, replicates),
    requestsToClear: requests.reduce((sum, count) => sum + count, 0) / requests.length,
  };
}

interface End {
  kind: 'promoted' | 'rolled_back' | 'held';
  cleared: number | undefined;
}

function release(
  random: Random,
  traffic: number,
  rate: number,
  challengerRate: (step: number) => number,
  clearing: ClearingTest,
): End {
  const calendar = { steps: steps.length, windowsPerStep, firstStep: 0.5 };
  const harm = harmTest(alpha, 1, 0, calendar);
  let process = freshProcess;
  let proof = freshClearing;
  let cleared: number | undefined;
  for (const [step, percent] of steps.entries()) {
    let exposed = 0;
    for (let index = 0; ; index += 1) {
      if (index === mostWindows) return { kind: 'held', cleared };
      const requests = random.poisson(traffic);
      const ofChallenger = random.binomial(requests, percent / 100);
      const ofChampion = requests - ofChallenger;
      const challenger = armOf(ofChallenger, random.binomial(ofChallenger, challengerRate(step)));
      const champion = armOf(ofChampion, random.binomial(ofChampion, rate));
      exposed += ofChallenger;
      process = judgeTable(harm, process, step, {
        challengerRequests: ofChallenger,
        challengerErrors: challenger.errors,
        championRequests: ofChampion,
        championErrors: champion.errors,
      });
      if (hasReached(process, alpha)) return { kind: 'rolled_back', cleared };
      proof = judgeClearing(clearing, proof, { step, index, challenger, champion });
      const isCleared = clearedBy(clearing, proof, step) !== undefined;
      if (isCleared && step === 0) cleared ??= exposed;
      if (isCleared && index + 1 >= fewestWindows) break;
    }
  }
  return { kind: 'promoted', cleared };
}

function rateAt(rate: number, odds: number): number {
  return (rate * odds) / (1 - rate + rate * odds);
}

function armOf(requests: number, errors: number) {
  return { requests, errors, clientErrors: 0 };
}
