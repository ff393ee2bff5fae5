import { describe, expect, it } from '@jest/globals';
import { parseLedger } from '../../../src/canary/ledger.ts';
import type { CanaryPromoteInputs } from '../../../src/steps/canary-promote/inputs.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  endpointName,
  ledgerObject,
  model,
  servingEndpoint,
  type WorldOptions,
} from '../../support/canary-world.ts';
import { type Executioner, executioner, Killed } from '../../support/killable.ts';

interface Scenario {
  name: string;
  world?: WorldOptions;
  inputs?: Partial<CanaryPromoteInputs>;
  /** What happened before the run that is killed. */
  before?(world: CanaryWorld): Promise<unknown>;
}

const scenarios: Scenario[] = [
  { name: 'a promotion' },
  { name: 'a roll back', world: { challengerErrors: 0.2 } },
  { name: 'a first release', inputs: { createEndpoint: true }, world: { endpoints: [] } },
  {
    name: 'a first model on an empty endpoint',
    world: { endpoints: [servingEndpoint({ labels: {}, split: {}, deployed: [] })] },
  },
  {
    name: 'an adoption',
    inputs: { adopt: true, steps: [50, 100] },
    world: { endpoints: [servingEndpoint({ labels: { team: 'birds' } })] },
  },
  {
    name: 'a promotion with an alert policy and a metric',
    inputs: { steps: [100], alertPolicy: 'create', releaseMetric: 'write' },
  },
  {
    name: 'a roll back with an alert policy and a metric',
    world: { challengerErrors: 0.2 },
    inputs: { alertPolicy: 'create', releaseMetric: 'write' },
  },
  {
    name: "a person's roll back",
    inputs: { operation: 'roll_back' },
    before: (world) =>
      runCanaryPromote(
        canaryInputs(),
        world.context(undefined, executioner({ call: 30, moment: 'after' })),
      ),
  },
  {
    name: "a person's promotion",
    inputs: { operation: 'promote' },
    before: (world) =>
      runCanaryPromote(
        canaryInputs(),
        world.context(undefined, executioner({ call: 30, moment: 'after' })),
      ),
  },
];

async function prepare({ world: options, before }: Scenario): Promise<CanaryWorld> {
  const world = canaryWorld(options);
  await before?.(world).catch(expectKilled);
  return world;
}

function expectKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}

async function run(world: CanaryWorld, { inputs }: Scenario, death?: Executioner) {
  return await runCanaryPromote(canaryInputs(inputs), world.context(undefined, death));
}

/** Everything that lasts, without times and counts. */
function endState(world: CanaryWorld, result: Awaited<ReturnType<typeof run>>) {
  const endpoint = world.endpoints.peek(endpointName);
  const ledger = parseLedger(world.objects.stored.get(ledgerObject)?.text ?? '', ledgerObject);
  const { exposed_requests: _, ...outputs } = result.outputs;
  return {
    verdict: result.verdict,
    state: result.state,
    outcome: result.outcome,
    outputs,
    split: endpoint?.split,
    labels: endpoint?.labels,
    deployed: endpoint?.deployed.map(({ id, modelVersionId }) => [id, modelVersionId]),
    deployments: world.endpoints.deployments,
    splits: world.endpoints.splits.map(({ split }) => split),
    aliases: world.models.aliasesOf(model),
    policies: world.alerting.policies.map(({ deployedModelId }) => deployedModelId),
    measured: world.measurements.written.map(({ labels }) => labels['outcome']),
    active: ledger.active ?? ledger.bootstrap,
    finished: ledger.finished.map(({ outcome, finalSplit }) => ({ outcome, finalSplit })),
  };
}

describe('a canary that is killed at any call and run again', () => {
  it.each(scenarios)('ends as if it had not been: $name', async (scenario) => {
    const undisturbed = await prepare(scenario);
    const counter = executioner();
    const expected = endState(undisturbed, await run(undisturbed, scenario, counter));
    expect(expected.deployments).toHaveLength(new Set(expected.deployments).size);
    expect(expected.active).toBeUndefined();

    for (let call = 1; call <= counter.calls; call += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = await prepare(scenario);
        const death = executioner({ call, moment });
        await expect(run(world, scenario, death)).rejects.toThrow(Killed);
        const ended = { call, moment, ...endState(world, await run(world, scenario)) };
        expect(ended).toEqual({ call, moment, ...expected });
      }
    }
  });

  it('survives two deaths in a row', async () => {
    const scenario: Scenario = { name: 'a roll back', world: { challengerErrors: 0.2 } };
    const undisturbed = await prepare(scenario);
    const counter = executioner();
    const expected = endState(undisturbed, await run(undisturbed, scenario, counter));
    for (let call = 1; call <= counter.calls; call += 3) {
      for (let second = 1; second <= 8; second += 2) {
        const world = await prepare(scenario);
        await run(world, scenario, executioner({ call, moment: 'after' })).catch(expectKilled);
        const again = executioner({ call: second, moment: 'before' });
        await run(world, scenario, again).catch(expectKilled);
        expect(endState(world, await run(world, scenario))).toEqual(expected);
      }
    }
  });
});
