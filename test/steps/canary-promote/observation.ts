import type { StepContext } from '../../../src/ports/ports.ts';
import { parseLedger } from '../../../src/canary/ledger.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';
import {
  type CanaryWorld,
  endpointName,
  ledgerObject,
  releaseId,
} from '../../support/canary-world.ts';

export const challengerId = deployedModelIdOf(releaseId, 'birds-production');

export function splitNow(world: CanaryWorld) {
  return world.endpoints.peek(endpointName)?.split;
}

export function deployedNow(world: CanaryWorld) {
  return world.endpoints.peek(endpointName)?.deployed.map(({ id }) => id);
}

export function ledgerOf(world: CanaryWorld) {
  return parseLedger(world.objects.stored.get(ledgerObject)?.text ?? '', ledgerObject);
}

/** The context with something that happens once, during the nth sleep. */
export function duringSleep(world: CanaryWorld, nth: number, happen: () => unknown): StepContext {
  const context = world.context();
  let sleeps = 0;
  const clock = {
    now: () => world.clock.now(),
    async sleep(ms: number, signal?: AbortSignal) {
      sleeps += 1;
      if (sleeps === nth) await happen();
      await world.clock.sleep(ms, signal);
    },
  };
  return { ...context, ports: { ...context.ports, clock } };
}
