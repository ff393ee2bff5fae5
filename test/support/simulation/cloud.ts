import type { CanaryLedger } from '../../../src/canary/ledger.ts';
import type { Objects } from '../../../src/ports/objects.ts';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { type FakeEndpoints, fakeEndpoints } from '../fake-endpoints.ts';
import { type FakeModels, fakeModels, modelVersion } from '../fake-models.ts';
import { type FakeObjects, fakeObjects } from '../fake-objects.ts';
import { endpointName, ledgerObject, model, servingEndpoint } from '../canary-world.ts';
import type { Servers } from './cloud-ports.ts';
import type { Runner } from './runner.ts';
import { poissonMetrics, type TrafficPlan } from './traffic.ts';
import type { VirtualTime } from './virtual-time.ts';
import { checkEndpoint, checkLedger, checkSplit } from './watch.ts';

export interface CloudPlan {
  seed: number;
  traffic: TrafficPlan;
  endpoint: Partial<Endpoint>;
  /** How long operations take. */
  operationMs: number;
  /** Whether the challenger cannot be deployed. */
  isUndeployable: boolean;
}

/** The cloud of a simulation. What a runner does in it is watched as it happens. */
export class Cloud {
  readonly endpoints: FakeEndpoints;
  readonly models: FakeModels;
  readonly objects: FakeObjects;
  ledger: CanaryLedger | undefined;
  /** The first thing that should not have happened. */
  violation: unknown;
  /** When a roll back was decided, and when its split was in force. */
  rollBackDecidedAt: number | undefined;
  restoredAt: number | undefined;
  readonly #time: VirtualTime;
  readonly #metrics: Servers['metrics'];
  readonly #isKnownGone: (asking: Runner, name: string) => boolean;
  #past: Endpoint | undefined;

  constructor(
    plan: CloudPlan,
    time: VirtualTime,
    isKnownGone: (asking: Runner, name: string) => boolean,
  ) {
    const clock = { now: () => time.now(), sleep: async () => {} };
    const found = servingEndpoint(plan.endpoint);
    const { operationMs, isUndeployable } = plan;
    this.endpoints = fakeEndpoints(clock, { endpoints: [found], operationMs });
    if (isUndeployable) this.endpoints.failDeploymentsOf(`${model}@4`);
    this.models = fakeModels([
      modelVersion(model, '3', ['champion', 'default']),
      modelVersion(model, '4', ['challenger']),
    ]);
    this.objects = fakeObjects();
    this.#metrics = poissonMetrics(plan.seed, plan.traffic, {
      splits: this.endpoints.splits,
      now: () => time.now(),
    });
    this.#time = time;
    this.#isKnownGone = isKnownGone;
    this.#past = found;
  }

  get endpoint(): Endpoint {
    const endpoint = this.endpoints.peek(endpointName);
    if (endpoint === undefined) throw new Error('the endpoint is gone');
    return endpoint;
  }

  /** The cloud as one runner sees and changes it. */
  serversFor(runner: Runner): Servers {
    const { endpoints, models, objects } = this;
    const update: FakeEndpoints['update'] = async (...args) => {
      const before = this.endpoint;
      const updated = await endpoints.update(...args);
      this.#past = before;
      this.#watch(() => {
        checkSplit(this.ledger?.active, before.split, updated.split);
        checkEndpoint(updated);
      });
      this.#noteRestored(updated);
      return updated;
    };
    const write: Objects['write'] = async (uri, text, condition) => {
      const generation = await objects.write(uri, text, condition);
      if (uri === ledgerObject) this.#watch(() => this.#noteLedger(text, runner));
      return generation;
    };
    return {
      endpoints: { ...endpoints, update },
      models,
      objects: { ...objects, write },
      metrics: this.#metrics,
      past: { get: async () => this.#past },
    };
  }

  /** A violation is the simulation's business: the runner must not catch it. */
  #watch(check: () => void): void {
    try {
      check();
    } catch (violation) {
      this.violation ??= violation;
    }
  }

  #noteLedger(text: string, runner: Runner): void {
    const now = this.#time.now();
    const isGone = (name: string) => this.#isKnownGone(runner, name);
    this.ledger = checkLedger(this.ledger, text, runner, now, isGone);
    if (this.ledger.active?.ending?.kind === 'roll_back') {
      this.rollBackDecidedAt ??= this.ledger.active.ending.at;
      this.#noteRestored(this.endpoint);
    }
  }

  #noteRestored({ split }: Endpoint): void {
    const challenger = this.ledger?.active?.challenger.deployedModelId ?? '';
    if (this.rollBackDecidedAt === undefined || (split[challenger] ?? 0) > 0) return;
    this.restoredAt ??= this.#time.now();
  }
}
