import { type Cell, runCell } from './cell.ts';
import { ours, withHistory, withMargin } from './ours.ts';
import { alertPolicy, argoLike, flaggerLike, kayenta, naive, peekedTest } from './peers.ts';
import { type Scenario, simulateHistory, times, windowsPerStep } from './scenario.ts';

const outage = (window: number, rate: number) => (window >= 12 && window < 15 ? 0.2 : rate);

const situations: readonly Omit<Scenario, 'traffic'>[] = [
  { name: 'healthy, 1 % errors', rate: 0.01 },
  { name: 'healthy, 4 % errors', rate: 0.04 },
  { name: 'outage of both, 20 % for 3 minutes', rate: 0.01, sharedRate: outage },
  { name: '1 % → 2 %', rate: 0.01, challengerRate: times(2) },
  { name: '1 % → 5 %', rate: 0.01, challengerRate: times(5) },
  { name: '1 % → 10 %', rate: 0.01, challengerRate: times(10) },
  {
    name: '1 % → 5 % from step 3',
    rate: 0.01,
    onset: 2 * windowsPerStep,
    challengerRate: times(5),
  },
  {
    name: 'ramp to 10 % over 10 minutes',
    rate: 0.01,
    challengerRate: (window, rate) => rate * Math.min(10, 1 + window),
  },
  {
    name: 'crash in step 2: all fail',
    rate: 0.01,
    onset: windowsPerStep,
    challengerRate: () => 1,
  },
  { name: '0 % → 1 %', rate: 0, challengerRate: () => 0.01 },
];

const rules = [
  naive,
  argoLike(0),
  argoLike(3),
  flaggerLike,
  alertPolicy,
  kayenta,
  peekedTest,
  ours,
  withMargin,
];

/** Pasts of the champion that are drawn for a cell; some show correlation by chance and are refused. */
const days = 20;

/** The rules that others use, side by side, on the same windows. */
export function comparisonCells(replicates: number, seed: number): Cell[] {
  return [120, 1_200].flatMap((traffic) =>
    situations.map((situation) => {
      const scenario = { ...situation, traffic };
      const witnesses = Array.from({ length: days }, (_, day) =>
        withHistory(simulateHistory(scenario, 1_440, seed, day)),
      );
      const rulesOf = (replicate: number) => [...rules, witnesses[replicate % days] ?? ours];
      return runCell(scenario, rulesOf, replicates, seed);
    }),
  );
}
