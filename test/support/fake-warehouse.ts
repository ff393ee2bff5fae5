import { ReleaseError } from '../../src/errors/error.ts';
import type { QueryParameter, Row, Warehouse, WarehouseQuery } from '../../src/ports/warehouse.ts';
import type { TrafficSplit } from '../../src/vertex/traffic-split.ts';

export interface FakePredictions {
  /** Splits in force, in order of time. */
  splits: readonly { at: number; split: TrafficSplit }[];
  requestsPerMs: number;
  /** Share of each label in what a deployed model predicts. */
  predicts(deployedModelId: string): Readonly<Record<string, number>>;
}

/** BigQuery with a log of predictions, which knows the queries of it by their parameters. */
export interface FakeWarehouse extends Warehouse {
  readonly queries: readonly WarehouseQuery[];
  setUnreadable(unreadable: boolean): void;
  /** Nothing is logged from this time on. */
  stopLogging(at: number): void;
}

export function fakeWarehouse(log: FakePredictions): FakeWarehouse {
  const queries: WarehouseQuery[] = [];
  let isUnreadable = false;
  let loggedUntil = Infinity;
  return {
    queries,
    pages: () => {
      throw new Error('the log of predictions is not read by pages');
    },
    setUnreadable(unreadable) {
      isUnreadable = unreadable;
    },
    stopLogging(at) {
      loggedUntil = at;
    },
    async query(query) {
      queries.push(query);
      if (isUnreadable) throw new ReleaseError('EVIDENCE_UNREADABLE', 'no such table');
      const { from_ms, to_ms, period_ms, models, known } = query.parameters;
      const start = numberOf(from_ms);
      const end = Math.min(numberOf(to_ms), loggedUntil);
      if (known === undefined) return [summaryOf(log, textsOf(models), start, end)];
      const period = numberOf(period_ms);
      const starts = Array.from({ length: Math.max(0, (end - start) / period) }, (_, i) => i);
      return starts.flatMap((i) =>
        textsOf(models).flatMap((id) =>
          rowsOf(log, id, { index: i, start: start + i * period, period }, textsOf(known)),
        ),
      );
    },
  };
}

function summaryOf(
  log: FakePredictions,
  [champion = '']: readonly string[],
  start: number,
  end: number,
): Row {
  const counts = countsOf(log, champion, start, Math.max(0, end - start));
  const predictions = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const labels = Object.entries(counts).flatMap(([value, count]) =>
    count > 0 ? [{ value, count }] : [],
  );
  return { summary: JSON.stringify({ predictions, numbers: 0, quantiles: null, labels }) };
}

function rowsOf(
  log: FakePredictions,
  id: string,
  { index, start, period }: { index: number; start: number; period: number },
  known: readonly string[],
): Row[] {
  return Object.entries(countsOf(log, id, start, period)).flatMap(([label, count]) => {
    const category = known.includes(label) ? known.indexOf(label) : known.length;
    return count === 0
      ? []
      : [
          {
            deployed_model_id: id,
            period: String(index),
            category: String(category),
            predictions: String(count),
          },
        ];
  });
}

function countsOf(
  { splits, requestsPerMs, predicts }: FakePredictions,
  id: string,
  start: number,
  lengthMs: number,
): Record<string, number> {
  const percent = splits.findLast(({ at }) => at <= start)?.split[id] ?? 0;
  const requests = lengthMs * requestsPerMs * (percent / 100);
  return Object.fromEntries(
    Object.entries(predicts(id)).map(([label, share]) => [label, Math.round(requests * share)]),
  );
}

function numberOf(parameter: QueryParameter | undefined): number {
  return parameter !== undefined && 'value' in parameter ? Number(parameter.value) : NaN;
}

function textsOf(parameter: QueryParameter | undefined): string[] {
  return parameter !== undefined && 'values' in parameter ? parameter.values.map(String) : [];
}
