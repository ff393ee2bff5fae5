import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import { formatShare } from '../../units/percent.ts';
import type { Asker } from './asker.ts';
import { type Finding, judged, unanswered } from './finding.ts';
import { show, valueAt } from './json-value.ts';
import { type OfflineRow, readOfflineRows } from './offline-rows.ts';
import type { CaseOf } from './suite-case.ts';

interface Pair extends OfflineRow {
  served: number;
  difference: number;
}

const worstListed = 10;
const worstSaid = 3;

/** Whether the endpoint answers what the evaluation predicted: training and serving without skew. */
export async function checkOffline(
  offline: CaseOf<'offline'>,
  asker: Asker,
  context: StepContext,
): Promise<Finding> {
  const rows = await readOfflineRows(offline, context);
  const pairs: Pair[] = [];
  for (const row of rows) {
    context.ports.host.progress(`${offline.name}: row ${pairs.length + 1} of ${rows.length}`);
    const answer = await asker.ask([row.instance]);
    if (answer.kind !== 'predictions') {
      const { verdict, misses } = unanswered(answer);
      return { verdict, misses: misses.map((miss) => `${row.where}, id ${row.id}: ${miss}`) };
    }
    const served = valueAt(answer.predictions[0], offline.path);
    if (typeof served !== 'number') return judged([noNumber(row, served, offline.path)]);
    pairs.push({ ...row, served, difference: Math.abs(served - row.offline) });
  }
  return compare(pairs, offline);
}

function compare(pairs: readonly Pair[], offline: CaseOf<'offline'>): Finding {
  const { tolerance, min_share: least } = offline;
  const worst = pairs.toSorted((a, b) => b.difference - a.difference);
  const agreeing = pairs.filter(({ difference }) => difference <= tolerance).length;
  const share = agreeing / pairs.length;
  const mean = pairs.reduce((sum, { difference }) => sum + difference, 0) / pairs.length;
  const evidence = {
    rows: pairs.length,
    agreeing,
    tolerance,
    minShare: least,
    meanDifference: mean,
    maxDifference: worst[0]?.difference ?? 0,
    worst: worst.slice(0, worstListed).map(({ id, offline: predicted, served, difference }) => ({
      id,
      offline: predicted,
      served,
      difference,
    })),
  };
  if (share >= least) return judged([], evidence);
  const said = `${formatShare(share)} of ${pairs.length} rows within ${tolerance}, expected ${formatShare(least)}`;
  return judged([said, ...worst.slice(0, worstSaid).map(describePair)], evidence);
}

function describePair({ id, offline, served, difference }: Pair): string {
  return `id ${id}: ${served} served, ${offline} offline, apart by ${Number(difference.toPrecision(3))}`;
}

function noNumber({ where, id }: OfflineRow, served: Json | undefined, path: string): string {
  return `${where}, id ${id}: ${path} is ${show(served)}, expected a number`;
}
