import { type Cell, geometricMean, outcomeOf, runCell } from './cell.ts';
import { oneSampleOracle, ratioOracle, twoSampleOracle } from './oracles.ts';
import { ours } from './ours.ts';
import { type Scenario, times, windowsPerStep } from './scenario.ts';

const rates = [0.001, 0.01, 0.04];
const traffics = [12, 120, 1_200, 12_000];
const ratios = [2, 3, 5, 10, 50];
/** From the first step on, and from the third. */
const onsets = [0, 2 * windowsPerStep];

/** Cells whose oracle finds the fault less often than this decide nothing. */
const decidable = 0.9;

export interface FaultCell extends Cell {
  rate: number;
  ratio: number;
  onset: number;
  /** Exposure as a multiple of that of each oracle. */
  toRatioOracle: number;
  toTwoSample: number;
  toOneSample: number;
  isDecidable: boolean;
}

/** Faults of every size: what this judge needs beside the oracles. */
export function faultCells(replicates: number, seed: number): FaultCell[] {
  return onsets.flatMap((onset) =>
    rates.flatMap((rate) =>
      traffics.flatMap((traffic) =>
        ratios.map((ratio) => faultCell({ onset, rate, traffic, ratio }, replicates, seed)),
      ),
    ),
  );
}

function faultCell(
  { onset, rate, traffic, ratio }: Record<'onset' | 'rate' | 'traffic' | 'ratio', number>,
  replicates: number,
  seed: number,
): FaultCell {
  const challengerRate = times(ratio)(0, rate);
  const truth = { rate, challengerRate, onset };
  const name = `×${ratio} from step ${onset / windowsPerStep + 1}`;
  const scenario: Scenario = { name, traffic, rate, onset, challengerRate: () => challengerRate };
  const ofRatio = ratioOracle(truth);
  const two = twoSampleOracle(truth);
  const one = oneSampleOracle(truth);
  const cell = runCell(scenario, () => [ours, ofRatio, two, one], replicates, seed);
  const own = outcomeOf(cell, ours.name);
  const known = outcomeOf(cell, ofRatio.name);
  return {
    ...cell,
    rate,
    ratio,
    onset,
    toRatioOracle: own.exposed / known.exposed,
    toTwoSample: own.exposed / outcomeOf(cell, two.name).exposed,
    toOneSample: own.exposed / outcomeOf(cell, one.name).exposed,
    isDecidable: known.stops.value >= decidable,
  };
}

export interface Ratios {
  /** Cells that the oracle decides. */
  cells: number;
  /** To the oracle that knows ratio and onset: geometric mean, and the worst cell. */
  mean: number;
  worst: number;
  meanToTwoSample: number;
  worstToTwoSample: number;
  meanToOneSample: number;
}

export function summariseRatios(cells: readonly FaultCell[]): Ratios {
  const decided = cells.filter(({ isDecidable }) => isDecidable);
  const to = (ratio: (cell: FaultCell) => number) => decided.map(ratio);
  return {
    cells: decided.length,
    mean: geometricMean(to((cell) => cell.toRatioOracle)),
    worst: Math.max(...to((cell) => cell.toRatioOracle)),
    meanToTwoSample: geometricMean(to((cell) => cell.toTwoSample)),
    worstToTwoSample: Math.max(...to((cell) => cell.toTwoSample)),
    meanToOneSample: geometricMean(to((cell) => cell.toOneSample)),
  };
}

/** Traffic at which the challenger has hardly a request a window: told apart from the rest. */
export function isSparse({ scenario }: FaultCell): boolean {
  return scenario.traffic < 100;
}
