import type { EmulatorClock } from '../../src/emulator/clock.ts';
import type { ModelResponse } from '../../src/emulator/runtime/model-connection.ts';
import { ProcessTable } from '../../src/emulator/runtime/process-table.ts';
import type { Availability, Replicas } from '../../src/emulator/runtime/replicas.ts';
import type { Runtime } from '../../src/emulator/runtime/runtime.ts';
import { Serving } from '../../src/emulator/runtime/serving.ts';
import { defaultTiming } from '../../src/emulator/runtime/timing.ts';
import { SeriesRecorder } from '../../src/emulator/series/recorder.ts';
import { EndpointService } from '../../src/emulator/services/endpoints/endpoints.ts';
import { ModelService } from '../../src/emulator/services/models/models.ts';
import type { Operation } from '../../src/emulator/store/operations.ts';
import type { Endpoint } from '../../src/emulator/store/resources.ts';
import { createStore, type Store } from '../../src/emulator/store/store.ts';
import { ApiError } from '../../src/emulator/wire/api-error.ts';
import type { HandlerTable } from '../../src/emulator/wire/handler.ts';

export const location = 'projects/demo/locations/us-central1';
export const endpointName = `${location}/endpoints/e`;
const prefix = 'google.cloud.aiplatform.v1';
const never = new AbortController().signal;

/** Servers that are ready as soon as they are told to be. */
class StubReplicas implements Replicas {
  readyCount = 1;
  targetCount = 1;
  isDrained = false;
  readonly availability: Availability = { ready: 1, since: 0, message: '' };
  inferenceTimeoutMs: number | undefined = undefined;

  send(): Promise<ModelResponse> {
    throw new Error('no requests are sent');
  }

  scale({ min }: { min: number }): void {
    this.readyCount = min;
    this.targetCount = min;
  }

  hasReady(count: number): Promise<boolean> {
    return Promise.resolve(this.readyCount >= count);
  }

  drain(): Promise<void> {
    this.isDrained = true;
    return Promise.resolve();
  }
}

/** The endpoint service over servers that start when the test says so. */
export class StubbedEndpoints {
  readonly #store: Store;
  readonly #handlers: HandlerTable;
  readonly #serving = new Serving(() => 0);
  readonly started: StubReplicas[] = [];
  model = '';
  /** How the server that is being started ends its start. */
  #settle: ((failure: ApiError | undefined) => void) | undefined;

  constructor() {
    const clock: EmulatorClock = { now: () => Date.parse('2026-03-01T12:00:00Z') };
    this.#store = createStore({ clock });
    const runtime: Runtime = {
      images: { image: { command: ['none'] } },
      allowCommands: false,
      timing: defaultTiming,
      processes: new ProcessTable(),
      serving: this.#serving,
      maxReplicas: 100,
      baseEnvironment: () => ({}),
      startReplicas: (_spec, _counts, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new ApiError('CANCELLED', 'given up')));
          this.#settle = (failure) => {
            const replicas = new StubReplicas();
            if (failure !== undefined) return reject(failure);
            this.started.push(replicas);
            resolve(replicas);
          };
        }),
    };
    const recorder = new SeriesRecorder(clock, this.#store.backend);
    const services = [
      new ModelService(this.#store, clock),
      new EndpointService(this.#store, runtime, recorder, clock),
    ];
    this.#handlers = Object.assign({}, ...services.map((service) => service.handlers()));
  }

  async upload(): Promise<void> {
    const model = { displayName: 'm', containerSpec: { imageUri: 'image' } };
    const uploaded = await this.operation('ModelService.UploadModel', { parent: location, model });
    this.model = String(uploaded.response?.['model']);
  }

  /** The canonical code of the refusal, or the answer. @throws what is no ApiError */
  async call(method: string, request: object): Promise<string | object> {
    try {
      const handle = this.#handlers[`${prefix}.${method}`];
      return await (handle as (request: object, call: object) => object)(request, {
        signal: never,
      });
    } catch (error) {
      if (error instanceof ApiError) return error.status;
      throw error;
    }
  }

  /** The finished operation of a call that is not refused. */
  async operation(method: string, request: object): Promise<Operation> {
    const answer = await this.call(method, request);
    if (typeof answer === 'string') throw new Error(`${method}: ${answer}`);
    return this.#store.operations.wait((answer as Operation).name, 60_000, never);
  }

  cancel(name: string): void {
    this.#store.operations.cancel(name);
  }

  settle(failure?: ApiError): void {
    this.#settle?.(failure);
  }

  wait(name: string): Promise<Operation> {
    return this.#store.operations.wait(name, 60_000, never);
  }

  async endpoint(): Promise<Endpoint | undefined> {
    const answer = await this.call('EndpointService.GetEndpoint', { name: endpointName });
    return typeof answer === 'string' ? undefined : (answer as Endpoint);
  }

  get servedIds(): string[] {
    return this.#serving.all().map(({ deployedModelId }) => deployedModelId);
  }
}
