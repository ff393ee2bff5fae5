import { fileURLToPath } from 'node:url';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';

export const parent = '/v1/projects/demo-project/locations/us-central1';
export const serverImage = 'example.test/ml/server';
export const trainerImage = 'example.test/ml/trainer';

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** A body of any shape, for reading by key; expectations state what it should be. */
export interface Json extends Iterable<Json> {
  readonly [key: string]: Json;
}

/** A clock that stands still until it is moved. */
export class TestClock {
  time = Date.parse('2026-03-01T12:00:00.000Z');

  now(): number {
    return this.time;
  }
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** A running emulator with the calls that most tests make. */
export class Bench {
  readonly emulator: Emulator;
  readonly origin: string;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.origin = `http://${emulator.http}`;
  }

  static async start(options: Partial<EmulatorOptions> = {}): Promise<Bench> {
    const emulator = await startEmulator({
      port: 0,
      seed: 7,
      images: {
        [serverImage]: { command: [process.execPath, fixture('model-server.mjs')] },
        [trainerImage]: { command: [process.execPath, fixture('trainer.mjs')] },
      },
      buckets: ['bucket'],
      ...options,
      timing: { stopGraceMs: 2_000, ...options.timing },
    });
    return new Bench(emulator);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      init.body = JSON.stringify(body);
      init.headers = { 'content-type': 'application/json', ...headers };
    }
    const response = await fetch(this.origin + path, init);
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Json) : (text as unknown as Json);
    return { status: response.status, headers: response.headers, body: json };
  }

  /** Uploads a model; `env` steers the fixture server. */
  async upload(
    more: { env?: Record<string, string>; request?: object; model?: object } = {},
  ): Promise<string> {
    const env = Object.entries(more.env ?? {}).map(([name, value]) => ({ name, value }));
    const answer = await this.call('POST', `${parent}/models:upload`, {
      ...more.request,
      model: {
        displayName: 'model',
        containerSpec: { imageUri: `${serverImage}:1`, env },
        ...more.model,
      },
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return `${String(answer.body['response']?.['model'])}@${String(answer.body['response']?.['modelVersionId'])}`;
  }

  async createEndpoint(endpointId: string): Promise<string> {
    const path = `${parent}/endpoints?endpointId=${endpointId}`;
    const answer = await this.call('POST', path, { displayName: endpointId });
    return String(answer.body['response']?.['name']);
  }

  deployModel(endpoint: string, model: string, more: object = {}, id?: string): Promise<Answer> {
    return this.call('POST', `/v1/${endpoint}:deployModel`, {
      deployedModel: {
        model,
        ...(id === undefined ? {} : { id }),
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 },
      },
      ...more,
    });
  }

  /** Deploys and waits; answers the finished operation. */
  async deploy(endpoint: string, model: string, more: object = {}, id?: string): Promise<Json> {
    return this.finished(await this.deployModel(endpoint, model, more, id));
  }

  /** The operation of an answer, once it is over. */
  async finished(answer: Answer): Promise<Json> {
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    if (answer.body['done']) return answer.body;
    const operation = await this.call('POST', `/v1/${String(answer.body['name'])}:wait`, {});
    if (!operation.body['done']) throw new Error('the operation is not over');
    return operation.body;
  }

  predict(endpoint: string, body: unknown = { instances: [1] }): Promise<Answer> {
    return this.call('POST', `/v1/${endpoint}:predict`, body);
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
  }
}

/** Repeats an observation until it holds. */
export async function until<T>(observe: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await observe();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
