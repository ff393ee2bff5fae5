import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import type { Figures } from './figures.ts';
import { comparisonCells } from './judge/comparison.ts';
import { faultCells, isSparse, summariseRatios } from './judge/faults.ts';
import {
  afterDay,
  afterHours,
  correlatedCells,
  historyCells,
  independentCells,
  temperedFaultCells,
  worst,
  worstOf,
} from './judge/healthy.ts';
import { latencyCells } from './judge/latency.ts';
import { ours } from './judge/ours.ts';
import { pageOf, type Results } from './judge/page.ts';
import { promotionCells } from './judge/promotion.ts';

const page = resolve(import.meta.dirname, '../docs/canary-benchmark.md');
const seed = 20_260_410;

/** Replicates a cell, by how long it may take: seconds, minutes, hours. */
const efforts = {
  quick: { faults: 15, healthy: 40, correlated: 15, promotion: 15, others: 10 },
  normal: { faults: 400, healthy: 3_000, correlated: 500, promotion: 1_000, others: 200 },
  soak: {
    faults: 4_000,
    healthy: 40_000,
    correlated: 8_000,
    promotion: 20_000,
    others: 2_000,
  },
} as const;

/**
 * The canary's judge beside the rules of others and beside oracles, by simulation; see the page it
 * writes. `--quick` takes seconds and writes nothing, `--soak` hours.
 */
export async function judge(): Promise<Figures> {
  const effort = effortOf(process.argv);
  const replicates = efforts[effort];
  const faults = faultCells(replicates.faults, seed);
  const ratios = summariseRatios(faults.filter((cell) => !isSparse(cell)));
  const sparse = summariseRatios(faults.filter(isSparse));
  const independent = independentCells(replicates.healthy, seed);
  const correlated = correlatedCells(replicates.correlated, seed);
  const promotion = promotionCells(replicates.promotion, seed);
  const results: Results = {
    seed,
    replicates,
    faults,
    ratios,
    sparse,
    comparison: comparisonCells(replicates.others, seed),
    independent,
    history: historyCells(replicates.correlated, seed),
    correlated,
    tempered: temperedFaultCells(replicates.others, seed),
    promotion,
    latency: latencyCells(replicates.others, seed),
  };
  if (effort !== 'quick') {
    writeFileSync(page, await format(pageOf(results), { parser: 'markdown', printWidth: 100 }));
  }
  const healthy = worst(independent, [ours.name]);
  const together = worst(correlated, [afterDay, afterHours]);
  const bad = worstOf(
    promotion.filter(({ name }) => name.startsWith('odds')).map(({ promoted }) => promoted),
  );
  return {
    exposed_ratio_to_oracle: ratios.mean,
    worst_ratio_to_oracle: ratios.worst,
    exposed_ratio_to_oracle_sparse: sparse.mean,
    worst_ratio_to_oracle_sparse: sparse.worst,
    exposed_ratio_to_two_sample: ratios.meanToTwoSample,
    worst_ratio_to_two_sample: ratios.worstToTwoSample,
    false_rollback_rate: healthy.value,
    false_rollback_rate_low: healthy.low,
    false_rollback_rate_correlated: together.value,
    false_rollback_rate_correlated_low: together.low,
    false_promotion_rate: bad.value,
    false_promotion_rate_low: bad.low,
  };
}

function effortOf(args: readonly string[]): keyof typeof efforts {
  if (args.includes('--quick')) return 'quick';
  return args.includes('--soak') ? 'soak' : 'normal';
}
