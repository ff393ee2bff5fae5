import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { AlertPolicy } from '../../../src/ports/alerting.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  endpointName,
  releaseId,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { challengerId } from './observation.ts';

const channel = 'projects/acme/notificationChannels/7';
const asked = canaryInputs({
  alertPolicy: 'create',
  alertChannels: [channel],
  releaseMetric: 'write',
});
const ofEndpoint = {
  'managed-by': 'vertex-release',
  'vertex-release-endpoint': 'birds-production',
};

/** What an earlier release left. */
const earlier: AlertPolicy = {
  displayName: 'birds-production is worse than before birds-00000000-1',
  documentation: '',
  endpoint: endpointName,
  deployedModelId: championId,
  conditions: [],
  channels: [],
  labels: { ...ofEndpoint, 'vertex-release-id': 'birds-00000000-1' },
};

describe('a promotion', () => {
  it('leaves nothing in Cloud Monitoring that was not asked for', async () => {
    const world = canaryWorld();
    await runCanaryPromote(canaryInputs(), world.context());
    expect(world.alerting.policies).toEqual([]);
    expect(world.measurements.written).toEqual([]);
  });

  it('leaves one alert policy, from what the old champion was measured to do', async () => {
    const world = canaryWorld();
    await runCanaryPromote(asked, world.context());
    expect(world.alerting.policies).toEqual([
      {
        name: 'projects/acme/alertPolicies/1',
        displayName: `birds-production is worse than before ${releaseId}`,
        documentation: expect.stringMatching(/^birds@4 serves .* `operation: roll_back`/s),
        endpoint: endpointName,
        deployedModelId: challengerId,
        conditions: [{ kind: 'error_rate', above: expect.any(Number) }],
        channels: [channel],
        labels: { ...ofEndpoint, 'vertex-release-id': releaseId },
      },
    ]);
    expect(world.host.lines).toContainEqual(
      expect.stringMatching(
        /^projects\/acme\/alertPolicies\/1: alerts on more than [\d.]+ % errors$/,
      ),
    );
  });

  it('replaces the policy of the release before, and leaves those of others alone', async () => {
    const world = canaryWorld();
    await world.alerting.create('acme', earlier);
    await world.alerting.create('acme', { ...earlier, labels: { team: 'birds' } });
    await world.alerting.create('acme', earlier);
    await runCanaryPromote(asked, world.context());
    expect(
      world.alerting.policies.map(({ name, deployedModelId }) => [name, deployedModelId]),
    ).toEqual([
      ['projects/acme/alertPolicies/1', challengerId],
      ['projects/acme/alertPolicies/2', championId],
    ]);
  });

  it('writes how it ended, and how many requests it took', async () => {
    const world = canaryWorld();
    const { outputs } = await runCanaryPromote(asked, world.context());
    expect(world.measurements.written).toEqual([
      {
        metricType: 'custom.googleapis.com/vertex_release/exposed_requests',
        labels: {
          release: releaseId,
          outcome: 'promoted',
          endpoint: 'birds-production',
          model_version: 'birds@4',
        },
        value: outputs['exposed_requests'],
        at: expect.any(Number),
      },
    ]);
  });

  it('stands although Cloud Monitoring refuses, which is told', async () => {
    const world = canaryWorld();
    const refuse = async () => {
      throw new ReleaseError('PERMISSION_DENIED', 'monitoring.alertPolicies.list denied');
    };
    const { ports, ...rest } = world.context();
    const alerting = { ...world.alerting, find: refuse };
    const result = await runCanaryPromote(asked, { ...rest, ports: { ...ports, alerting } });
    expect(result).toMatchObject({ verdict: 'pass', outcome: 'promoted' });
    expect(world.host.lines).toContainEqual(
      expect.stringMatching(
        /^! the alert policy could not be set: monitoring.alertPolicies.list denied/,
      ),
    );
    expect(world.measurements.written).toHaveLength(1);
  });
});

describe('a roll back', () => {
  it('keeps the policy of the champion that stays, and writes how it ended', async () => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    await world.alerting.create('acme', earlier);
    await runCanaryPromote(asked, world.context());
    expect(world.alerting.policies).toMatchObject([{ deployedModelId: championId }]);
    expect(world.measurements.written).toMatchObject([{ labels: { outcome: 'rolled_back' } }]);
  });

  it('of a promotion that is over takes its policy with it', async () => {
    const world = canaryWorld();
    await runCanaryPromote(asked, world.context());
    expect(world.alerting.policies).toHaveLength(1);
    const { deployed = [] } = world.endpoints.peek(endpointName) ?? {};
    const before = servingEndpoint().deployed;
    world.endpoints.meddle(endpointName, { deployed: [...before, ...deployed] });
    const result = await runCanaryPromote({ ...asked, operation: 'roll_back' }, world.context());
    expect(result.outcome).toBe('rolled_back');
    expect(world.alerting.policies).toEqual([]);
    expect(world.measurements.written.map(({ labels }) => labels['outcome'])).toEqual([
      'promoted',
      'rolled_back',
    ]);
  });
});
