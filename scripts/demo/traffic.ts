import { Agent, request } from 'node:http';
import type { Instance } from './workspace.ts';

export interface Counts {
  served: number;
  failed: number;
}

export interface TrafficReport {
  requests: number;
  failed: number;
  /** Failures that no model server is to blame for: refused, reset, unrouted, unavailable. */
  failedByTrain: number;
  /** By DeployedModel. */
  byDeployedModel: ReadonlyMap<string, Counts>;
  /** What the failures that the train is to blame for looked like. */
  reasons: ReadonlyMap<string, number>;
}

export interface TrafficOptions {
  host: string;
  endpoint: string;
  instances: readonly Instance[];
  perSecond: number;
  /** Instances on which a model may fail by its own defect; any other failure is the train's. */
  isExcused(instance: Instance): boolean;
}

/** Live prediction traffic on an endpoint, at a steady rate whether answers are quick or not. */
export class Traffic {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #host: string;
  readonly #path: string;
  readonly #requests: readonly { body: string; isExcused: boolean }[];
  readonly #perTick: number;
  readonly #byDeployedModel = new Map<string, Counts>();
  readonly #reasons = new Map<string, number>();
  readonly #pending = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #failed = 0;
  #failedByTrain = 0;
  #startedAt = 0;
  #lastedMs = 0;

  constructor(options: TrafficOptions) {
    this.#host = options.host;
    this.#path = `/v1/${options.endpoint}:predict`;
    this.#requests = options.instances.map((instance) => ({
      body: JSON.stringify({ instances: [instance] }),
      isExcused: options.isExcused(instance),
    }));
    this.#perTick = options.perSecond / ticksPerSecond;
  }

  start(): void {
    this.#startedAt = performance.now();
    this.#timer = setInterval(() => this.#tick(), 1_000 / ticksPerSecond);
  }

  /** Stops sending, waits for what is under way, and reports. */
  async stop(): Promise<TrafficReport> {
    clearInterval(this.#timer);
    this.#lastedMs = performance.now() - this.#startedAt;
    await Promise.all(this.#pending);
    this.#agent.destroy();
    return {
      requests: this.#sent,
      failed: this.#failed,
      failedByTrain: this.#failedByTrain,
      byDeployedModel: this.#byDeployedModel,
      reasons: this.#reasons,
    };
  }

  /** Requests a second that were really sent. */
  get rate(): number {
    return this.#sent / (this.#lastedMs / 1_000);
  }

  /** Sends what is due by the clock: a late timer is made up for. */
  #tick(): void {
    const elapsed = performance.now() - this.#startedAt;
    const due = Math.floor((elapsed / 1_000) * ticksPerSecond * this.#perTick);
    while (this.#sent < due) {
      const next = this.#requests[this.#sent % this.#requests.length];
      if (next === undefined) return;
      const sending = this.#send(next);
      this.#sent += 1;
      this.#pending.add(sending);
      void sending.finally(() => this.#pending.delete(sending));
    }
  }

  #send({ body, isExcused }: { body: string; isExcused: boolean }): Promise<void> {
    const [hostname, port] = this.#host.split(':');
    return new Promise((resolve) => {
      const outgoing = request(
        {
          agent: this.#agent,
          host: hostname,
          port,
          path: this.#path,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          response.on('error', (error) => this.#blameTrain(error.message));
          response.on('end', () => {
            this.#count(response.statusCode ?? 0, response.headers[modelHeader], isExcused);
          });
          response.on('close', resolve);
          response.resume();
        },
      );
      outgoing.on('error', (error) => {
        this.#blameTrain(error.message);
        resolve();
      });
      outgoing.end(body);
    });
  }

  #count(status: number, deployedModel: string | string[] | undefined, isExcused: boolean): void {
    if (typeof deployedModel !== 'string') {
      this.#blameTrain(`HTTP ${status} from no model`);
      return;
    }
    const counts = this.#byDeployedModel.get(deployedModel) ?? { served: 0, failed: 0 };
    this.#byDeployedModel.set(deployedModel, counts);
    counts.served += 1;
    if (status === 200) return;
    counts.failed += 1;
    if (isExcused && status === 500) this.#failed += 1;
    else this.#blameTrain(`HTTP ${status} from ${deployedModel}`);
  }

  #blameTrain(reason: string): void {
    this.#failed += 1;
    this.#failedByTrain += 1;
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }
}

const ticksPerSecond = 50;
const modelHeader = 'x-vertex-ai-deployed-model-id';
