import { describe, expect, it } from '@jest/globals';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  endpointName,
  model,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { executioner } from '../../support/killable.ts';
import { ledgerOf, splitNow } from './observation.ts';

const observe = canaryInputs({ operation: 'observe' });

/** Somebody divided the traffic by hand long ago. */
function divided() {
  const other = { id: '7009', model, modelVersionId: '9', displayName: 'birds' };
  const { deployed } = servingEndpoint();
  return servingEndpoint({
    split: { [championId]: 80, '7009': 20 },
    deployed: [...deployed, other],
    labels: {},
  });
}

describe('observing an endpoint', () => {
  it.each([
    { name: 'a healthy one', challengerErrors: 0.01, decision: 'advance', verdict: 'pass' },
    { name: 'a bad one', challengerErrors: 0.2, decision: 'roll_back', verdict: 'fail' },
  ])(
    'that others divide judges and changes nothing: $name',
    async ({ challengerErrors, ...expected }) => {
      const world = canaryWorld({ endpoints: [divided()], challengerErrors });
      const result = await runCanaryPromote(observe, world.context());
      expect(result).toMatchObject({
        state: 'planned',
        verdict: expected.verdict,
        outputs: { decision: expected.decision },
      });
      expect(world.objects.stored.size).toBe(0);
      expect(world.endpoints.peek(endpointName)).toEqual(divided());
    },
  );

  it('with a canary of ours under way says where it stands', async () => {
    const world = canaryWorld();
    await runCanaryPromote(
      canaryInputs(),
      world.context(undefined, executioner({ call: 40, moment: 'after' })),
    ).catch(() => {});
    const [ledger, split] = [ledgerOf(world), splitNow(world)];
    const result = await runCanaryPromote(observe, world.contextOf('passer-by'));
    expect(result.summary).toContain('birds-production at 10 %');
    expect(ledgerOf(world)).toEqual(ledger);
    expect(splitNow(world)).toEqual(split);
  });

  it('with one model only has nothing to compare', async () => {
    await expect(runCanaryPromote(observe, canaryWorld().context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

describe('judging a canary again', () => {
  it('by the same plan sees what was seen', async () => {
    const world = canaryWorld({ challengerErrors: 0.05 });
    await runCanaryPromote(canaryInputs(), world.context());
    const before = [...world.objects.stored.keys()];
    const again = canaryInputs({ operation: 'replay' });
    const result = await runCanaryPromote(again, world.context());
    expect(result).toMatchObject({ verdict: 'fail', outputs: { decision: 'roll_back' } });
    expect(result.evidence?.['final']).toMatchObject({
      logEvidence: ledgerOf(world).finished[0]?.logEvidence,
    });
    expect([...world.objects.stored.keys()]).toEqual(before);
  });

  it('by a more tolerant plan may come to another end', async () => {
    const world = canaryWorld({ challengerErrors: 0.02 });
    const first = await runCanaryPromote(canaryInputs(), world.context());
    expect(first.outcome).toBe('rolled_back');
    const tolerant = canaryInputs({ operation: 'replay', marginOdds: 4 });
    const result = await runCanaryPromote(tolerant, world.context());
    expect(result.outputs['decision']).not.toBe('roll_back');
  });

  it('reads the windows that were archived', async () => {
    const minute = 60_000;
    const world = canaryWorld();
    const long = { steps: [10, 100], minBakeMs: 300 * minute, maxBakeMs: 400 * minute };
    const inputs = canaryInputs({ ...long, deadlineMs: 2_000 * minute });
    await runCanaryPromote(inputs, world.context());
    const archived = [...world.objects.stored.keys()].filter((uri) => uri.includes('/windows-'));
    expect(archived.length).toBeGreaterThan(1);
    const final = ledgerOf(world).finished[0];
    const result = await runCanaryPromote({ ...inputs, operation: 'replay' }, world.context());
    expect(result.evidence?.['final']).toMatchObject({
      windows: 299,
      logEvidence: final?.logEvidence,
    });
    expect(result.evidence?.['final']).toMatchObject({
      challenger: (final?.evidence?.['final'] as { challenger: object } | undefined)?.challenger,
    });
  });

  it('of a release that never ran is refused', async () => {
    const again = canaryInputs({ operation: 'replay' });
    await expect(runCanaryPromote(again, canaryWorld().context())).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
  });
});
