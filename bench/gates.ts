import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import type { Figures } from './figures.ts';
import {
  accuracyCell,
  areaCell,
  boundCell,
  type Cell,
  fairnessCell,
  familyCell,
  gainCell,
  sliceCell,
} from './gates/cells.ts';
import { pageOf } from './gates/page.ts';
import type { Share } from './judge/wilson.ts';

const page = resolve(import.meta.dirname, '../docs/gates-benchmark.md');
const seed = 20_260_501;

/** Replicates a cell: of tests by formula, by a bootstrap, and of fairness. */
interface Effort {
  usual: number;
  bootstrap: number;
  fairness: number;
}

const efforts = {
  quick: { usual: 100, bootstrap: 10, fairness: 10 },
  normal: { usual: 3_000, bootstrap: 1_500, fairness: 1_000 },
} as const satisfies Record<string, Effort>;

/**
 * How often gates block a candidate that is within their limits, and let one pass that is not, by
 * simulation; see the page it writes. `--quick` takes seconds and writes nothing.
 */
export async function gates(): Promise<Figures> {
  const isQuick = process.argv.includes('--quick');
  const replicates: Effort = isQuick ? efforts.quick : efforts.normal;
  const atLimit = cellsAtLimit(replicates);
  const known = cellsOfKnownLoss(replicates);
  for (const cell of [...atLimit, ...known]) console.error(lineOf(cell));
  if (!isQuick) {
    const named = {
      'by formula': replicates.usual,
      'by bootstrap': replicates.bootstrap,
      'of fairness': replicates.fairness,
    };
    const text = pageOf({ seed, replicates: named, atLimit, known });
    writeFileSync(page, await format(text, { parser: 'markdown', printWidth: 100 }));
  }
  const block = worst(atLimit.filter(isNoGain).map(({ fail }) => fail));
  const pass = worst(atLimit.map((cell) => cell.pass));
  return {
    false_block_rate: block.value,
    false_block_rate_low: block.low,
    false_block_rate_high: block.high,
    false_pass_rate: pass.value,
    false_pass_rate_low: pass.low,
    false_pass_rate_high: pass.high,
  };
}

/** A gain is for the candidate to show: one that falls short fails by its value. */
function isNoGain({ gate }: Cell): boolean {
  return !gate.includes('min_change');
}

function cellsAtLimit({ usual, bootstrap, fairness }: Effort): Cell[] {
  const sizes = [500, 2_000, 10_000];
  const limits = [0, 0.01];
  return [
    ...sizes.flatMap((examples) =>
      limits.map((limit) => accuracyCell({ examples, limit, loss: limit }, usual, seed)),
    ),
    ...sizes
      .slice(0, 2)
      .flatMap((examples) =>
        limits.map((limit) => areaCell({ examples, limit, loss: limit }, usual, seed)),
      ),
    familyCell(['brier'], 500, bootstrap, seed),
    familyCell(['f1Score'], 500, bootstrap, seed),
    familyCell(['accuracy', 'auRoc', 'brier', 'recall'], 500, bootstrap, seed),
    sliceCell({ slices: 5, size: 200 }, usual, seed),
    sliceCell({ slices: 20, size: 200 }, usual, seed),
    ...sizes.slice(0, 2).map((examples) => gainCell(examples, usual, seed)),
    ...sizes.slice(0, 2).map((examples) => boundCell(examples, usual, seed)),
    ...[0, 0.1].flatMap((limit) =>
      [2, 5, 20].map((groups) =>
        fairnessCell({ groups, size: 200, limit, gap: limit }, fairness, seed),
      ),
    ),
  ];
}

function cellsOfKnownLoss({ usual }: Effort): Cell[] {
  return [500, 2_000, 10_000].flatMap((examples) => [
    ...[0, 0.01, 0.02, 0.05].map((loss) =>
      accuracyCell({ examples, limit: 0, loss }, usual, seed + 1),
    ),
    ...[0, 0.02, 0.05].map((loss) =>
      accuracyCell({ examples, limit: 0.01, loss }, usual, seed + 1),
    ),
  ]);
}

function lineOf({ gate, situation, examples, fail, pass }: Cell): string {
  const show = ({ value, low, high }: Share) =>
    `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  return `${gate}; ${situation}; ${examples} examples: fail ${show(fail)}, pass ${show(pass)}`;
}

function worst(shares: readonly Share[]): Share {
  return shares.reduce((most, share) => (share.value > most.value ? share : most));
}
