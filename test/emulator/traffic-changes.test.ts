import { equal } from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { type Answer, Bench } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(120_000);

/** What an operator does to an endpoint that serves. */
type Change =
  | { kind: 'split'; share: number }
  | { kind: 'replicas'; id: string; count: number }
  | { kind: 'replace'; id: string };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('split' as const), share: fc.integer({ min: 0, max: 100 }) }),
  fc.record({
    kind: fc.constant('replicas' as const),
    id: fc.constantFrom('1', '2'),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('replace' as const), id: fc.constantFrom('1', '2') }),
);

describe('continuous traffic of slow predictions', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start({ maxReplicas: 3 });
  });

  afterAll(async () => {
    await bench.stop();
  });

  class Production {
    readonly endpoint: string;
    readonly #model: string;

    constructor(endpoint: string, model: string) {
      this.endpoint = endpoint;
      this.#model = model;
    }

    async deploy(id: string, trafficSplit: object): Promise<void> {
      const done = await bench.deploy(this.endpoint, this.#model, { trafficSplit }, id);
      equal(done['error'], undefined);
    }

    async split(trafficSplit: object): Promise<void> {
      const path = `/v1/${this.endpoint}?updateMask=traffic_split`;
      equal((await bench.call('PATCH', path, { trafficSplit })).status, 200);
    }

    async apply(next: Change): Promise<void> {
      switch (next.kind) {
        case 'split':
          return this.split({ 1: next.share, 2: 100 - next.share });
        case 'replicas':
          return this.#scale(next.id, next.count);
        case 'replace':
          await this.#undeploy(next.id);
          return this.deploy(next.id, {});
      }
    }

    async #scale(id: string, count: number): Promise<void> {
      const dedicatedResources = { minReplicaCount: count, maxReplicaCount: count };
      await this.#finish('mutateDeployedModel', {
        deployedModel: { id, dedicatedResources },
        updateMask: 'dedicatedResources.minReplicaCount,dedicatedResources.maxReplicaCount',
      });
    }

    async #undeploy(id: string): Promise<void> {
      const other = id === '1' ? '2' : '1';
      await this.#finish('undeployModel', { deployedModelId: id, trafficSplit: { [other]: 100 } });
    }

    async #finish(method: string, request: object): Promise<void> {
      const answer: Answer = await bench.call('POST', `/v1/${this.endpoint}:${method}`, request);
      equal((await bench.finished(answer))['error'], undefined);
    }
  }

  /** Predicts without a break until it is told to stop; gives the statuses that were not 200. */
  async function load(endpoint: string, over: AbortSignal): Promise<unknown[]> {
    const failures: unknown[] = [];
    const parameters = { delayMs: 30 };
    const client = async (): Promise<void> => {
      while (!over.aborted) {
        const { status, body } = await bench.predict(endpoint, { instances: [2], parameters });
        if (status !== 200 || Number(body['predictions']?.[0]?.['doubled']) !== 4)
          failures.push(body);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    return failures;
  }

  it('sees no failure while splits, replicas and models change', async () => {
    let round = 0;
    const checking = fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 6 }), async (changes) => {
        round += 1;
        const endpoint = await bench.createEndpoint(`round-${round}`);
        const production = new Production(endpoint, await bench.upload());
        await production.deploy('1', { 0: 100 });
        await production.deploy('2', {});
        const over = new AbortController();
        const loading = load(endpoint, over.signal);
        for (const next of changes) await production.apply(next);
        over.abort();
        expect(await loading).toEqual([]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
    await expect(checking).resolves.toBeUndefined();
  });
});
