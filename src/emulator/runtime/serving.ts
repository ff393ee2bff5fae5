import type { DeployedModelSeries } from '../series/recorder.ts';
import type { Random } from '../random.ts';
import type { OutputLog } from './output-log.ts';
import type { Replicas } from './replicas.ts';

/** A deployed model with its running servers. */
export interface ServedModel {
  deployedModelId: string;
  /** Full name, without version. */
  model: string;
  modelVersionId: string;
  modelDisplayName: string;
  predictRoute: string;
  replicas: Replicas;
  output: OutputLog;
  series: DeployedModelSeries;
}

interface Routing {
  /** Cumulative shares, for models that take traffic. */
  steps: readonly { upTo: number; served: ServedModel }[];
}

/** Which deployed model gets the next request of an endpoint. */
export class Serving {
  readonly #random: Random;
  readonly #routings = new Map<string, Routing>();
  readonly #served = new Map<string, Map<string, ServedModel>>();

  constructor(random: Random) {
    this.#random = random;
  }

  add(endpoint: string, served: ServedModel): void {
    const models = this.#served.get(endpoint) ?? new Map<string, ServedModel>();
    models.set(served.deployedModelId, served);
    this.#served.set(endpoint, models);
  }

  get(endpoint: string, deployedModelId: string): ServedModel | undefined {
    return this.#served.get(endpoint)?.get(deployedModelId);
  }

  remove(endpoint: string, deployedModelId: string): ServedModel | undefined {
    const served = this.#served.get(endpoint)?.get(deployedModelId);
    this.#served.get(endpoint)?.delete(deployedModelId);
    return served;
  }

  /** Takes effect for the next request; requests that were routed keep their model. */
  route(
    endpoint: string,
    split: Readonly<Record<string, number>>,
    inferenceTimeoutMs?: number,
  ): void {
    const models = this.#served.get(endpoint);
    for (const { replicas } of models?.values() ?? []) {
      replicas.inferenceTimeoutMs = inferenceTimeoutMs;
    }
    let sum = 0;
    const steps = Object.entries(split).flatMap(([id, share]) => {
      const served = models?.get(id);
      if (served === undefined || share <= 0) return [];
      sum += share;
      return [{ upTo: sum, served }];
    });
    this.#routings.set(endpoint, { steps });
  }

  /** Undefined when the endpoint has no traffic split. */
  pick(endpoint: string): ServedModel | undefined {
    const steps = this.#routings.get(endpoint)?.steps ?? [];
    const total = steps.at(-1)?.upTo ?? 0;
    const drawn = this.#random() * total;
    return steps.find(({ upTo }) => drawn < upTo)?.served;
  }

  forget(endpoint: string): void {
    this.#routings.delete(endpoint);
    this.#served.delete(endpoint);
  }

  all(): ServedModel[] {
    return [...this.#served.values()].flatMap((models) => [...models.values()]);
  }

  clear(): void {
    this.#routings.clear();
    this.#served.clear();
  }
}
