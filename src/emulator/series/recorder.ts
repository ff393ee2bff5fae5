import { isDeepStrictEqual } from 'node:util';
import type { EmulatorClock } from '../clock.ts';
import type { Backend } from '../store/backend.ts';
import { endpointResourceType, metricPrefix, onlineMetrics } from './metrics.ts';
import { int64, type Point, type PointValue, type Series } from './point.ts';
import { type Counts, type RequestOutcome, SecondCounts } from './seconds.ts';
import { type KeptSeries, type Sample, SeriesStore } from './series-store.ts';

/** Labels of all series of one deployed model. */
export interface SeriesLabels {
  deployedModelId: string;
  modelDisplayName: string;
  endpointDisplayName: string;
  isSpot: boolean;
  projectNumber: string;
  location: string;
  endpointId: string;
}

const sampleLimit = 24 * 360;

/** Series of one deployed model. They stay readable after it was undeployed. */
export class DeployedModelSeries {
  readonly labels: SeriesLabels;
  readonly #clock: EmulatorClock;
  readonly #id: string;
  readonly #store: SeriesStore;
  readonly #counts: SecondCounts;
  readonly #samples: Sample[];

  constructor(kept: KeptSeries<SeriesLabels>, store: SeriesStore, clock: EmulatorClock) {
    this.labels = kept.labels;
    this.#clock = clock;
    this.#id = kept.id;
    this.#store = store;
    this.#counts = new SecondCounts(store.keeperOf(kept.id), kept.counts);
    this.#samples = kept.samples;
  }

  /** Call when the response was written: it counts in the second of this moment. */
  record(outcome: RequestOutcome): void {
    this.#counts.add(this.#clock.now(), outcome);
  }

  /** Notes how many replicas serve now. A moment has one value, the last. */
  sample(replicas: number, target: number): void {
    const sample = { at: this.#clock.now(), replicas, target };
    if (this.#samples.at(-1)?.at === sample.at) this.#samples.pop();
    this.#samples.push(sample);
    this.#store.addSample(this.#id, sample);
    if (this.#samples.length <= sampleLimit) return;
    const [oldest] = this.#samples.splice(0, 1);
    if (oldest !== undefined) this.#store.dropSample(this.#id, oldest);
  }

  /** What happened in each second since `from`, ms since the epoch, as far as it is over. */
  recent(from: number): Counts[] {
    return this.#counts.recent(from, this.#clock.now());
  }

  /** All settled points of one metric. */
  series(metricType: string): Series[] {
    const counts = this.#counts.settled(this.#clock.now());
    switch (metricType.slice(metricPrefix.length)) {
      case 'response_count':
        return ['2xx', '3xx', '4xx', '5xx'].map((responseClass) =>
          this.#delta(metricType, { response_code: responseClass }, counts, (each) =>
            counted(each.responses[responseClass] ?? 0),
          ),
        );
      case 'error_count':
        return [this.#delta(metricType, {}, counts, (each) => counted(each.errors))];
      case 'prediction_count':
        return [this.#delta(metricType, {}, counts, (each) => counted(each.predictions))];
      case 'prediction_latencies':
        return (['total', 'model'] as const).map((latencyType) =>
          this.#delta(metricType, { latency_type: latencyType }, counts, (each) => ({
            kind: 'DISTRIBUTION',
            distribution: each[latencyType],
          })),
        );
      case 'replicas':
        return [this.#gauge(metricType, (sample) => sample.replicas)];
      case 'target_replicas':
        return [this.#gauge(metricType, (sample) => sample.target)];
      default:
        return [];
    }
  }

  #delta(
    metricType: string,
    labels: Readonly<Record<string, string>>,
    counts: readonly Counts[],
    valueOf: (counts: Counts) => PointValue | undefined,
  ): Series {
    const points = counts.flatMap((each): Point[] => {
      const value = valueOf(each);
      return value === undefined
        ? []
        : [{ start: each.start, end: each.start + each.periodMs, value }];
    });
    return this.#series(metricType, labels, points);
  }

  #gauge(metricType: string, valueOf: (sample: Sample) => number): Series {
    const points = this.#samples.map((sample) => ({
      start: sample.at,
      end: sample.at,
      value: int64(valueOf(sample)),
    }));
    return this.#series(metricType, {}, points);
  }

  #series(type: string, own: Readonly<Record<string, string>>, points: readonly Point[]): Series {
    const { labels } = this;
    const info = onlineMetrics.find((metric) => metric.type === type);
    return {
      metric: {
        type,
        labels: {
          deployed_model_id: labels.deployedModelId,
          model_display_name: labels.modelDisplayName,
          endpoint_display_name: labels.endpointDisplayName,
          spot: String(labels.isSpot),
          ...own,
        },
      },
      resource: {
        type: endpointResourceType,
        labels: {
          resource_container: labels.projectNumber,
          location: labels.location,
          endpoint_id: labels.endpointId,
        },
      },
      metricKind: info?.metricKind ?? 'GAUGE',
      valueType: info?.valueType ?? 'INT64',
      points,
    };
  }
}

/** The series of all deployed models. */
export class SeriesRecorder {
  readonly #clock: EmulatorClock;
  readonly #store: SeriesStore;
  #models: DeployedModelSeries[];

  constructor(clock: EmulatorClock, backend: Backend) {
    this.#clock = clock;
    this.#store = new SeriesStore(backend);
    this.#models = this.#store.load<SeriesLabels>().map((kept) => this.#seriesOf(kept));
  }

  /** The series with these labels goes on, or begins. */
  open(labels: SeriesLabels): DeployedModelSeries {
    const known = this.#models.find((model) => isDeepStrictEqual(model.labels, labels));
    if (known !== undefined) return known;
    const id = this.#store.add(labels);
    const series = this.#seriesOf({ id, labels, counts: [], samples: [] });
    this.#models.push(series);
    return series;
  }

  /** Series of one metric in one project that have points. */
  list(metricType: string, projectNumber: string): Series[] {
    return this.#models
      .filter(({ labels }) => labels.projectNumber === projectNumber)
      .flatMap((model) => model.series(metricType))
      .filter(({ points }) => points.length > 0);
  }

  clear(): void {
    this.#models = [];
  }

  #seriesOf(kept: KeptSeries<SeriesLabels>): DeployedModelSeries {
    return new DeployedModelSeries(kept, this.#store, this.#clock);
  }
}

/** A period without events has no point. */
function counted(count: number): PointValue | undefined {
  return count === 0 ? undefined : int64(count);
}
