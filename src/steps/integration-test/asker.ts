import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import { type Answer, describeAnswer, readAnswer } from './answer.ts';

export type Unanswered = Exclude<Answer, { kind: 'predictions' }>;

/** A prediction for each instance, or what came instead of the first that there was none for. */
export type Predicted =
  | { kind: 'predicted'; predictions: readonly (Json | undefined)[] }
  | { kind: 'unanswered'; answer: Unanswered };

export interface AskOptions {
  endpoint: string;
  timeoutMs: number;
  /** Host name of a dedicated endpoint. */
  host?: string;
}

/** Asks one endpoint, one request at a time, and counts how requests ended. */
export class Asker {
  readonly #context: StepContext;
  readonly #options: AskOptions;
  /** Of requests that were answered with predictions, in ms. */
  readonly latencies: number[] = [];
  /** Requests that ought to be answered with predictions. */
  requests = 0;
  refused = 0;
  readonly unreadable: string[] = [];

  constructor(options: AskOptions, context: StepContext) {
    this.#options = options;
    this.#context = context;
  }

  /** Whatever comes of a body; not counted, since it may be one that must be refused. */
  async post(body: string): Promise<Answer> {
    const { endpoint, ...how } = this.#options;
    const { ports, signal } = this.#context;
    return readAnswer(await ports.predictions.send(endpoint, body, { ...how, signal }));
  }

  /** Instances in one request. */
  async ask(instances: readonly Json[]): Promise<Answer> {
    const answer = await this.post(JSON.stringify({ instances }));
    this.requests += 1;
    if (answer.kind === 'predictions') this.latencies.push(answer.latencyMs);
    if (answer.kind === 'refused') this.refused += 1;
    if (answer.kind === 'unreadable') this.unreadable.push(describeAnswer(answer));
    return answer;
  }

  /** Each instance in a request of its own, as far as predictions come. */
  async each(instances: readonly Json[]): Promise<Predicted> {
    const predictions: (Json | undefined)[] = [];
    for (const instance of instances) {
      const answer = await this.ask([instance]);
      if (answer.kind !== 'predictions') return { kind: 'unanswered', answer };
      predictions.push(answer.predictions[0]);
    }
    return { kind: 'predicted', predictions };
  }
}
