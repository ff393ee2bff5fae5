import type { AdjustableClock } from './control/adjustable-clock.ts';
import { controlRoutes } from './control/control.ts';
import type { FaultBoard } from './control/faults/fault-board.ts';
import { PageService } from './page/page-service.ts';
import type { Runtime } from './runtime/runtime.ts';
import { SeriesRecorder } from './series/recorder.ts';
import { EndpointService } from './services/endpoints/endpoints.ts';
import { JobService } from './services/jobs/job-service.ts';
import { LoggingService } from './services/logging/logging.ts';
import { MetadataService } from './services/metadata/metadata.ts';
import { ModelService } from './services/models/models.ts';
import type { MetricMetadata } from './services/monitoring/metric-descriptors.ts';
import { MonitoringService } from './services/monitoring/monitoring.ts';
import { OperationService } from './services/operations.ts';
import { PredictionService } from './services/predictions/predictions.ts';
import type { Service } from './services/service.ts';
import { StorageService } from './services/storage/storage.ts';
import { TensorboardService } from './services/tensorboard/tensorboard.ts';
import { projectNumber } from './store/ids.ts';
import type { Store } from './store/store.ts';
import type { Transactions } from './store/transactions.ts';
import type {
  Handler,
  HandlerTable,
  RawHandlerTable,
  RawRoute,
  StreamHandlerTable,
} from './wire/handler.ts';
import type { BegunInBeta } from './wire/server-parts.ts';

const samplePeriodMs = 10_000;

export interface WorldOptions {
  store: Store;
  runtime: Runtime;
  clock: AdjustableClock;
  faults: FaultBoard;
  buckets: readonly string[];
  metricMetadata: Partial<MetricMetadata>;
  /** `http://127.0.0.1:PORT`, once it is known. */
  origin: () => string;
}

/** All services over one store: the emulator without its network ports. */
export class World {
  readonly handlers: HandlerTable;
  readonly streamHandlers: StreamHandlerTable;
  readonly rawHandlers: RawHandlerTable;
  readonly begunInBeta: BegunInBeta;
  readonly rawRoutes: readonly RawRoute[];
  readonly #options: WorldOptions;
  readonly #store: Store;
  readonly #recorder: SeriesRecorder;
  readonly #services: readonly Service[];
  readonly #sampler: NodeJS.Timeout;

  constructor(options: WorldOptions) {
    const { store, runtime, clock, faults, origin, metricMetadata: metadata } = options;
    this.#options = options;
    const recorder = new SeriesRecorder(clock, store.backend);
    this.#store = store;
    this.#recorder = recorder;
    const jobs = new JobService(store, runtime, clock);
    this.#services = [
      new ModelService(store, clock),
      new MetadataService(store, clock),
      new TensorboardService(store, clock),
      new EndpointService(store, runtime, recorder, clock),
      new PredictionService(store, runtime),
      jobs,
      new OperationService(store.operations),
      new MonitoringService({ store, recorder, clock, metadata, lens: faults.lens }),
      new LoggingService(store.logs),
      new StorageService(store, clock, origin),
      new PageService({ store, runtime, clock, faults, jobs }),
    ];
    const handlers = this.#services.map((service) => service.handlers?.());
    this.handlers = inTransactions(Object.assign({}, ...handlers), store.transactions);
    const streamHandlers = this.#services.map((service) => service.streamHandlers?.());
    this.streamHandlers = Object.assign({}, ...streamHandlers);
    const begunInBeta = store.openTable<{ id: string }>('operationsBegunInBeta');
    this.begunInBeta = {
      add: (id) => begunInBeta.put(id, { id }),
      has: (id) => begunInBeta.get(id) !== undefined,
    };
    this.rawHandlers = Object.assign(
      {},
      ...this.#services.map((service) => service.rawHandlers?.()),
    );
    this.rawRoutes = [
      ...controlRoutes({ store, runtime, clock, faults, reset: () => this.reset() }),
      ...this.#services.flatMap((service) => service.rawRoutes?.() ?? []),
    ];
    this.#createBuckets();
    this.#sampler = setInterval(() => this.#sampleReplicas(), samplePeriodMs);
    this.#sampler.unref();
  }

  /** Goes on with what an earlier process had begun. Call once the address of this one is known. */
  resume(): void {
    for (const service of this.#services) service.resume?.();
    this.#store.operations.resume();
  }

  /** Ends everything that runs and forgets everything; configured buckets and faults are there again. */
  async reset(): Promise<void> {
    this.#options.faults.clear();
    await this.#endAll();
    await this.#store.clear();
    this.#recorder.clear();
    this.#createBuckets();
    this.#options.clock.offsetMs = 0;
    this.#options.faults.restore();
  }

  /** Ends everything that runs. What is stored stays, for a later process to go on with. */
  async stop(): Promise<void> {
    clearInterval(this.#sampler);
    this.#options.faults.clear();
    this.#options.runtime.processes.close();
    await this.#store.operations.suspend();
    await this.#endAll();
  }

  async #endAll(): Promise<void> {
    const { serving, processes, timing } = this.#options.runtime;
    const served = serving.all();
    serving.clear();
    await Promise.all([
      ...this.#services.map((service) => service.end?.()),
      ...served.map(({ replicas }) => replicas.drain(0)),
    ]);
    await processes.stopAll(timing.stopGraceMs);
  }

  #createBuckets(): void {
    for (const name of this.#options.buckets) {
      if (this.#store.objects.bucket(name) === undefined) {
        this.#store.objects.createBucket(name, projectNumber(''));
      }
    }
  }

  #sampleReplicas(): void {
    for (const { replicas, series } of this.#options.runtime.serving.all()) {
      series.sample(replicas.readyCount, replicas.targetCount);
    }
  }
}

/** What a handler writes at once is kept as a whole, or not at all when it throws. */
function inTransactions(handlers: HandlerTable, transactions: Transactions): HandlerTable {
  const wrapped = Object.entries(handlers).map(([method, handler]) => {
    const inOne: Handler = (request, call) => transactions.run(() => handler(request, call));
    return [method, inOne] as const;
  });
  return Object.fromEntries(wrapped);
}
