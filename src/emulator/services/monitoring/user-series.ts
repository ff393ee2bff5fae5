import { createHash } from 'node:crypto';
import type { MetricKind, Point, Series, ValueKind } from '../../series/point.ts';
import type { Table, TableOpener } from '../../store/table.ts';

/** A series that a client writes, without its points. */
export interface UserSeries {
  name: string;
  metric: Series['metric'];
  resource: Series['resource'];
  metricKind: MetricKind;
  valueType: ValueKind;
  /** Interval of the newest point, ms since the epoch. */
  youngest: { start: number; end: number };
}

/** Points of one series that end in one hour, oldest first. */
interface HourOfPoints {
  name: string;
  hour: number;
  points: readonly Point[];
}

const hourMs = 3_600_000;
const keptHours = 7 * 24;

/** The series of user-defined metrics, of each the newest week. */
export class UserSeriesStore {
  readonly #series: Table<UserSeries>;
  readonly #hours: Table<HourOfPoints>;

  constructor(openTable: TableOpener) {
    this.#series = openTable('timeSeries');
    this.#hours = openTable('timeSeriesPoints');
  }

  find(name: string): UserSeries | undefined {
    return this.#series.get(name);
  }

  append(series: Omit<UserSeries, 'youngest'>, point: Point): void {
    const { start, end } = point;
    this.#series.put(series.name, { ...series, youngest: { start, end } });
    const hour = Math.floor(end / hourMs);
    const name = hourName(series.name, hour);
    const before = this.#hours.get(name)?.points ?? [];
    this.#hours.put(name, { name, hour, points: [...before, point] });
    if (before.length === 0) this.#forgetBefore(series.name, hour - keptHours);
  }

  /** All series of a metric in a project, `projects/NUMBER`, with their points. */
  list(project: string, metricType: string): Series[] {
    return this.#ofMetric(project, metricType).map((series) => ({
      ...series,
      points: this.#hoursOf(series.name).flatMap(({ points }) => points),
    }));
  }

  /** The end of the newest point of a metric, if it has any. */
  youngestEnd(project: string, metricType: string): number | undefined {
    const ends = this.#ofMetric(project, metricType).map(({ youngest }) => youngest.end);
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  delete(project: string, metricType: string): void {
    for (const { name } of this.#ofMetric(project, metricType)) {
      for (const hour of this.#hoursOf(name)) this.#hours.delete(hour.name);
      this.#series.delete(name);
    }
  }

  #ofMetric(project: string, metricType: string): UserSeries[] {
    return this.#series
      .list(`${project}/timeSeries/`)
      .filter(({ metric }) => metric.type === metricType);
  }

  #hoursOf(name: string): HourOfPoints[] {
    return this.#hours.list(`${name}/`).toSorted((a, b) => a.hour - b.hour);
  }

  #forgetBefore(series: string, hour: number): void {
    for (const old of this.#hoursOf(series)) if (old.hour < hour) this.#hours.delete(old.name);
  }
}

/** One name for one combination of metric, resource and their labels. */
export function seriesName(
  project: string,
  metric: Series['metric'],
  resource: Series['resource'],
): string {
  const labels = [metric, resource].map(({ type, labels: of }) => [
    type,
    Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  const digest = createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 32);
  return `${project}/timeSeries/${digest}`;
}

function hourName(series: string, hour: number): string {
  return `${series}/${hour}`;
}
