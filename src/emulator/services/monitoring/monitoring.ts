import type { EmulatorClock } from '../../clock.ts';
import type { Series } from '../../series/point.ts';
import type { SeriesRecorder } from '../../series/recorder.ts';
import type { Store } from '../../store/store.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Service } from '../service.ts';
import { AlertPolicies } from './alert-policies.ts';
import { MetricDescriptors, type MetricMetadata } from './metric-descriptors.ts';
import { canonicalProject } from './monitoring-fields.ts';
import type { NotificationChannel } from './notification-channel.ts';
import { NotificationChannels } from './notification-channels.ts';
import { getResourceDescriptor, listResourceDescriptors } from './resource-descriptors.ts';
import { listTimeSeries, type ListTimeSeriesRequest } from './series-query.ts';
import { SeriesWriter } from './series-writer.ts';
import { UserSeriesStore } from './user-series.ts';
import { VerificationCodes } from './verification-codes.ts';

export interface MonitoringParts {
  store: Store;
  recorder: SeriesRecorder;
  clock: EmulatorClock;
  metadata?: Partial<MetricMetadata>;
  /** What readers see of series, where that is not what they are. */
  lens?: SeriesLens;
}

export type SeriesLens = (series: Series) => Series;

const service = 'google.monitoring.v3.MetricService';
/** `active_only` of ListMetricDescriptors: data within roughly this time. */
const activeMs = 25 * 3_600_000;
const defaultMetadata: MetricMetadata = { samplePeriodMs: 1_000, ingestDelayMs: 0 };

/** Cloud Monitoring: series of online prediction and of users, descriptors, policies, channels. */
export class MonitoringService implements Service {
  readonly #recorder: SeriesRecorder;
  readonly #clock: EmulatorClock;
  readonly #lens: SeriesLens;
  readonly #userSeries: UserSeriesStore;
  readonly #descriptors: MetricDescriptors;
  readonly #writer: SeriesWriter;
  readonly #policies: AlertPolicies;
  readonly #channels: NotificationChannels;

  constructor({ store, recorder, clock, metadata = {}, lens }: MonitoringParts) {
    this.#recorder = recorder;
    this.#clock = clock;
    this.#lens = lens ?? ((series) => series);
    this.#userSeries = new UserSeriesStore(store.openTable);
    this.#descriptors = new MetricDescriptors(
      store.openTable('metricDescriptors'),
      { ...defaultMetadata, ...metadata },
      (project, type) => this.#isActive(project, type),
    );
    this.#writer = new SeriesWriter(this.#descriptors, this.#userSeries, clock);
    this.#policies = new AlertPolicies(store.openTable('alertPolicies'), clock, (name) =>
      this.#channels.has(name),
    );
    const codes = new VerificationCodes(store.openTable('verificationCodes'), clock);
    const channels = store.openTable<NotificationChannel>('notificationChannels');
    this.#channels = new NotificationChannels(channels, codes, store.logs, clock, this.#policies);
  }

  handlers(): HandlerTable {
    return {
      ...this.#policies.handlers(),
      ...this.#channels.handlers(),
      [`${service}.CreateTimeSeries`]: this.#writer.create.bind(this.#writer),
      [`${service}.ListTimeSeries`]: (request: ListTimeSeriesRequest) => this.#list(request),
      [`${service}.ListMetricDescriptors`]: this.#descriptors.list.bind(this.#descriptors),
      [`${service}.GetMetricDescriptor`]: ({ name }: { name: string }) =>
        this.#descriptors.get(name),
      [`${service}.CreateMetricDescriptor`]: this.#descriptors.create.bind(this.#descriptors),
      [`${service}.DeleteMetricDescriptor`]: ({ name }: { name: string }) => {
        const { project, type } = this.#descriptors.delete(name);
        this.#userSeries.delete(project, type);
        return {};
      },
      [`${service}.ListMonitoredResourceDescriptors`]: listResourceDescriptors,
      [`${service}.GetMonitoredResourceDescriptor`]: ({ name }: { name: string }) =>
        getResourceDescriptor(name),
    };
  }

  #list(request: ListTimeSeriesRequest): JsonObject {
    const project = canonicalProject(request.name);
    return listTimeSeries(request, {
      series: (type) => this.#series(project, type).map(this.#lens),
      unitOf: (type) => this.#descriptors.unitOf(project, type),
    });
  }

  #series(project: string, type: string): Series[] {
    return [
      ...this.#recorder.list(type, project.slice('projects/'.length)),
      ...this.#userSeries.list(project, type),
    ];
  }

  #isActive(project: string, type: string): boolean {
    const oldest = this.#clock.now() - activeMs;
    const youngest = this.#userSeries.youngestEnd(project, type);
    if (youngest !== undefined) return youngest >= oldest;
    return this.#series(project, type).some(({ points }) => (points.at(-1)?.end ?? 0) >= oldest);
  }
}
