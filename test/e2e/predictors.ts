import { Agent, request } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';

export interface PredictionCount {
  answered: number;
  /** Answered by a model with an error. */
  refused: number;
  /** Not answered by any model. */
  lost: number;
}

/** Between an answer and the next question: enough to find a fault within seconds, and no load test. */
const restMs = 3;

/** Predictions all the while, by a few clients. */
export class Predictors {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #host: string;
  readonly #path: string;
  #running: Promise<void>[] = [];
  #count: PredictionCount = { answered: 0, refused: 0, lost: 0 };
  #state: 'asking' | 'stopped' = 'stopped';

  constructor(host: string, endpoint: string) {
    this.#host = host;
    this.#path = `/v1/${endpoint}:predict`;
  }

  start(clients = 4): void {
    this.#count = { answered: 0, refused: 0, lost: 0 };
    this.#state = 'asking';
    this.#running = Array.from({ length: clients }, (_, index) => this.#askOnAndOn(index * 7));
  }

  async stop(): Promise<PredictionCount> {
    this.#state = 'stopped';
    await Promise.all(this.#running);
    this.#running = [];
    return this.#count;
  }

  async #askOnAndOn(first: number): Promise<void> {
    for (let x = first; this.#state === 'asking'; x = (x + 1) % 20) {
      const outcome = await this.#ask(JSON.stringify({ instances: [{ x }] }));
      this.#count[outcome] += 1;
      await rest(restMs);
    }
  }

  #ask(body: string): Promise<keyof PredictionCount> {
    const [hostname, port] = this.#host.split(':');
    return new Promise((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const options = { agent: this.#agent, hostname, port, path: this.#path, headers };
      const asking = request({ ...options, method: 'POST' }, (response) => {
        const model = response.headers['x-vertex-ai-deployed-model-id'];
        response.on('error', () => resolve('lost'));
        response.on('end', () => {
          if (model === undefined) resolve('lost');
          else resolve(response.statusCode === 200 ? 'answered' : 'refused');
        });
        response.resume();
      });
      asking.on('error', () => resolve('lost'));
      asking.end(body);
    });
  }
}
