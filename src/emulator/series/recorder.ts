import type { EmulatorClock } from '../clock.ts';
import { endpointResourceType, metricPrefix, onlineMetrics } from './metrics.ts';
import { int64, type Point, type PointValue, type Series } from './point.ts';
import { type Counts, type RequestOutcome, SecondCounts } from './seconds.ts';

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

interface Sample {
  at: number;
  replicas: number;
  target: number;
}

/** Series of one deployed model. They stay readable after it was undeployed. */
export class DeployedModelSeries {
  readonly labels: SeriesLabels;
  readonly #clock: EmulatorClock;
  readonly #counts = new SecondCounts();
  readonly #samples: Sample[] = [];

  constructor(labels: SeriesLabels, clock: EmulatorClock) {
    this.labels = labels;
    this.#clock = clock;
  }

  /** Call when the response was written: it counts in the second of this moment. */
  record(outcome: RequestOutcome): void {
    this.#counts.add(this.#clock.now(), outcome);
  }

  /** Notes how many replicas serve now. */
  sample(replicas: number, target: number): void {
    this.#samples.push({ at: this.#clock.now(), replicas, target });
    if (this.#samples.length > sampleLimit) this.#samples.shift();
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

/** The series of all deployed models since the start. */
export class SeriesRecorder {
  readonly #clock: EmulatorClock;
  #models: DeployedModelSeries[] = [];

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  open(labels: SeriesLabels): DeployedModelSeries {
    const series = new DeployedModelSeries(labels, this.#clock);
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
}

/** A period without events has no point. */
function counted(count: number): PointValue | undefined {
  return count === 0 ? undefined : int64(count);
}
