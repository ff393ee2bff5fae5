import type { Share } from '../judge/wilson.ts';
import type { Cell } from './cells.ts';

export interface Results {
  seed: number;
  replicates: Readonly<Record<string, number>>;
  /** Every case lies exactly at its limit: both a fail and a pass are wrong about as seldom as said. */
  atLimit: readonly Cell[];
  /** Models of known differences. */
  known: readonly Cell[];
}

/** The page that the benchmark writes. */
export function pageOf({ seed, replicates, atLimit, known }: Results): string {
  const counts = Object.entries(replicates)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
  return [
    '# Gates: benchmark',
    `This page is written by \`npm run bench -- gates\` (seed ${seed}; replicates a cell: ${counts}). Simulated examples, half of them positives; champion and challenger decide differently on 8 % of them, or have normal scores whose errors correlate by 0.8. Gates have their default confidence of 95 %. Intervals are Wilson's, 95 %. What is said of them is in [Gates](gates.md).`,
    'Simulation shows that the statistics keep their promise where examples are independent. Rows of one customer or one day hang together; then a holdout says less than its number of rows, and these rates are too good.',
    '## At the limit',
    'The truth lies exactly at the limit: the loss is the one that is put up with, the gain the one that is asked for, the gap the one that is allowed. To block or to pass is a mistake of chance here, and each may happen in 5 % of the cases at most. A gain that falls short fails by its value, so that `min_change` may block half of them; that is asked for, and not counted as false. The worst of so many cells lies above its truth by chance: read it with its interval.',
    table(
      ['rule', 'truth', 'examples', 'blocked by the value alone', 'fail', 'pass'],
      atLimit.map((cell) => [
        `\`${cell.gate}\``,
        cell.situation,
        String(cell.examples),
        percent(cell.byValue),
        interval(cell.fail),
        interval(cell.pass),
      ]),
    ),
    '## Losses of known size',
    'The champion is right on 85 % of the examples. *By the value* blocks whatever is worse at all; *fail* is this gate; *strict* is this gate with `on_inconclusive: fail`, which lets pass only what is shown to be within the limit.',
    table(
      ['rule', 'truth', 'examples', 'by the value', 'fail', 'strict'],
      known.map((cell) => [
        `\`${cell.gate}\``,
        cell.situation,
        String(cell.examples),
        percent(cell.byValue),
        percent(cell.fail),
        `${round(100 * (1 - cell.pass.value))} %`,
      ]),
    ),
    `A loss that the examples cannot show slips through${anExample(known)}. The report prints the smallest loss that would be found four times in five; if that is more than you can bear, take more examples or \`on_inconclusive: fail\`.`,
    '',
  ].join('\n\n');
}

function anExample(cells: readonly Cell[]): string {
  const cell = cells.find(({ situation, fail }) => situation === 'loss 0.02' && fail.value < 0.8);
  if (cell === undefined) return '';
  return `: at ${cell.examples} examples one of 0.02 does so in ${round(100 * (1 - cell.fail.value))} % of the cases`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function percent({ value }: Share): string {
  return `${round(100 * value)} %`;
}

function interval({ value, low, high }: Share): string {
  return `${round(100 * value)} % (${round(100 * low)} to ${round(100 * high)})`;
}

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}
