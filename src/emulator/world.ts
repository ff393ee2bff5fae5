import type { EmulatorClock } from './clock.ts';
import { controlRoutes } from './control/control.ts';
import type { Runtime } from './runtime/runtime.ts';
import { SeriesRecorder } from './series/recorder.ts';
import { CustomJobService } from './services/custom-jobs.ts';
import { EndpointService } from './services/endpoints.ts';
import { EvaluationService } from './services/evaluations.ts';
import { loggingRoutes } from './services/logging.ts';
import { ModelService } from './services/models.ts';
import { MonitoringService } from './services/monitoring.ts';
import { operationHandlers } from './services/operations.ts';
import { PredictionService } from './services/predictions.ts';
import { StorageService } from './services/storage.ts';
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

/** All services over one store: the emulator without its network port. */
export class World {
  readonly handlers: HandlerTable;
  readonly rawHandlers: RawHandlerTable;
  readonly rawRoutes: readonly RawRoute[];
  readonly #options: WorldOptions;
  readonly #store: Store;
  readonly #recorder: SeriesRecorder;
  readonly #customJobs: CustomJobService;
  readonly #storage: StorageService;
  readonly #sampler: NodeJS.Timeout;

  constructor(options: WorldOptions) {
    const { runtime, clock, origin } = options;
    this.#options = options;
    const store = createMemoryStore(clock);
    this.#store = store;
    this.#recorder = new SeriesRecorder(clock);
    this.#customJobs = new CustomJobService(store, runtime, clock);
    this.#storage = new StorageService(store.objects, origin);
    this.handlers = {
      ...new ModelService(store, clock).handlers(),
      ...new EvaluationService(store, clock).handlers(),
      ...new EndpointService(store, runtime, this.#recorder, clock).handlers(),
      ...this.#customJobs.handlers(),
      ...operationHandlers(store.operations),
      ...new MonitoringService(this.#recorder).handlers(),
    };
    this.rawHandlers = new PredictionService(store, runtime).handlers();
    this.rawRoutes = [
      ...controlRoutes(store, runtime, () => this.reset()),
      ...this.#storage.routes(),
      ...loggingRoutes(store.logs),
    ];
    this.#createBuckets();
    this.#sampler = setInterval(() => this.#sampleReplicas(), samplePeriodMs);
    this.#sampler.unref();
  }

  /** Ends everything that runs and forgets everything; the configured buckets are there again. */
  async reset(): Promise<void> {
    await this.#endAll();
    const { models, endpoints, customJobs, evaluations, evaluationSlices } = this.#store;
    for (const table of [models, endpoints, customJobs, evaluations, evaluationSlices])
      table.clear();
    this.#store.objects.clear();
    this.#store.logs.clear();
    this.#storage.clear();
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
      this.#customJobs.runner.cancelAll(),
      this.#store.operations.clear(),
      ...served.map(({ replicas }) => replicas.drain(0)),
    ]);
    await processes.stopAll(timing.stopGraceMs);
  }

  #createBuckets(): void {
    for (const name of this.#options.buckets) {
      this.#store.objects.createBucket(name, projectNumber(''));
    }
  }

  #sampleReplicas(): void {
    for (const { replicas, series } of this.#options.runtime.serving.all()) {
      series.sample(replicas.readyCount, replicas.targetCount);
    }
  }
}
