import { describe, expect, it } from '@jest/globals';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { isManaged } from '../../../src/vertex/labels.ts';
import { answered, refused } from '../../support/fake-predictions.ts';
import { type Death, executioner, Killed } from '../../support/killable.ts';
import {
  candidate,
  empty,
  endpointName,
  model,
  served,
  serving,
  staging,
  standing,
  world,
} from './staging-world.ts';

async function runAndDie(there: ReturnType<typeof world>, death: Death) {
  const killer = executioner(death);
  const died = await there
    .run({ createEndpoint: true }, { killer })
    .catch((error: unknown) => error);
  if (died instanceof Error && !(died instanceof Killed)) throw died;
}

describe('a run that is killed while it deploys to staging', () => {
  const calls = 40;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment): Death => ({ call, moment })),
  );
  const settings: [string, Endpoint | undefined][] = [
    ['a new endpoint', undefined],
    ['an endpoint that serves', staging()],
    ['an empty endpoint that is not ours', staging({ ...empty, labels: {} })],
  ];

  describe.each(settings)('on %s', (_, endpoint) => {
    it.each(deaths)('$moment call $call serves the candidate after the next run', async (death) => {
      const there = world({ endpoint });
      await runAndDie(there, death);
      const again = await there.run({ createEndpoint: true });
      expect(again).toMatchObject({
        verdict: 'pass',
        outputs: { endpoint: endpointName, deployed_model_id: candidate },
      });
      expect(serving(there)).toEqual(served);
      expect(there.endpoints.deployments).toEqual([candidate]);
      expect(isManaged(there.endpoints.peek(endpointName)?.labels ?? {})).toBe(true);
    });

    it.each(deaths)(
      '$moment call $call of a refused candidate has taken it away after the next run',
      async (death) => {
        const there = world({ endpoint, answer: () => refused(500, 'broken') });
        await runAndDie(there, death);
        expect(await there.run({ createEndpoint: true })).toMatchObject({
          verdict: 'fail',
          outcome: 'rejected',
        });
        expect(there.endpoints.peek(endpointName)?.labels).toEqual(endpoint?.labels);
        expect(serving(there)).toEqual(standing(endpoint));
      },
    );

    it.each(deaths)(
      '$moment call $call of a deployment that fails has put all back after the next run',
      async (death) => {
        const there = world({ endpoint });
        there.endpoints.failDeploymentsOf(`${model}@4`);
        await there
          .run({ createEndpoint: true }, { killer: executioner(death) })
          .catch(() => undefined);
        await expect(there.run({ createEndpoint: true })).rejects.toMatchObject({
          code: 'OPERATION_FAILED',
        });
        expect(there.endpoints.peek(endpointName)?.labels).toEqual(endpoint?.labels);
        expect(serving(there)).toEqual(standing(endpoint));
      },
    );

    it('is swept over every call that it makes', async () => {
      for (const answer of [answered(0.5), refused(500, 'broken')]) {
        const counter = executioner();
        await world({ endpoint, answer: () => answer }).run(
          { createEndpoint: true },
          { killer: counter },
        );
        expect(counter.calls).toBeLessThanOrEqual(calls);
      }
    });
  });
});
