import type { EmulatorClock } from './clock.ts';
import { controlRoutes } from './control/control.ts';
import type { Runtime } from './runtime/runtime.ts';
import { SeriesRecorder } from './series/recorder.ts';
import { EndpointService } from './services/endpoints/endpoints.ts';
import { CustomJobService } from './services/jobs/custom-jobs.ts';
import { LoggingService } from './services/logging/logging.ts';
import { EvaluationService } from './services/models/evaluations.ts';
import { ModelService } from './services/models/models.ts';
import { MonitoringService } from './services/monitoring/monitoring.ts';
import { OperationService } from './services/operations.ts';
import { PredictionService } from './services/predictions/predictions.ts';
import type { Service } from './services/service.ts';
import { StorageService } from './services/storage/storage.ts';
import { projectNumber } from './store/ids.ts';
import { createMemoryStore, type Store } from './store/store.ts';
import type { HandlerTable, RawHandlerTable, RawRoute } from './wire/handler.ts';

const samplePeriodMs = 10_000;

export interface WorldOptions {
  runtime: Runtime;
  clock: EmulatorClock;
  buckets: readonly string[];
  /** `http://127.0.0.1:PORT`, once it is known. */
  origin: () => string;
}

/** All services over one store: the emulator without its network ports. */
export class World {
  readonly handlers: HandlerTable;
  readonly rawHandlers: RawHandlerTable;
  readonly rawRoutes: readonly RawRoute[];
  readonly #options: WorldOptions;
  readonly #store: Store;
  readonly #recorder: SeriesRecorder;
  readonly #services: readonly Service[];
  readonly #sampler: NodeJS.Timeout;

  constructor(options: WorldOptions) {
    const { runtime, clock, origin } = options;
    this.#options = options;
    const store = createMemoryStore(clock);
    const recorder = new SeriesRecorder(clock);
    this.#store = store;
    this.#recorder = recorder;
    this.#services = [
      new ModelService(store, clock),
      new EvaluationService(store, clock),
      new EndpointService(store, runtime, recorder, clock),
      new PredictionService(store, runtime),
      new CustomJobService(store, runtime, clock),
      new OperationService(store.operations),
      new MonitoringService(recorder),
      new LoggingService(store.logs),
      new StorageService(store.objects, origin),
    ];
    this.handlers = Object.assign({}, ...this.#services.map((service) => service.handlers?.()));
    this.rawHandlers = Object.assign(
      {},
      ...this.#services.map((service) => service.rawHandlers?.()),
    );
    this.rawRoutes = [
      ...controlRoutes(store, runtime, () => this.reset()),
      ...this.#services.flatMap((service) => service.rawRoutes?.() ?? []),
    ];
    this.#createBuckets();
    for (const service of this.#services) service.resume?.();
    this.#sampler = setInterval(() => this.#sampleReplicas(), samplePeriodMs);
    this.#sampler.unref();
  }

  /** Ends everything that runs and forgets everything; the configured buckets are there again. */
  async reset(): Promise<void> {
    await this.#endAll();
    await this.#store.clear();
    this.#recorder.clear();
    this.#createBuckets();
  }

  async stop(): Promise<void> {
    clearInterval(this.#sampler);
    this.#options.runtime.processes.close();
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
