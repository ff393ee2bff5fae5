import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { Notification, Notifications } from '../../../src/ports/notifications.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { canaryInputs, type CanaryWorld, canaryWorld } from '../../support/canary-world.ts';
import { type Executioner, executioner, Killed } from '../../support/killable.ts';

const inputs = canaryInputs({
  notifyWebhook: 'https://chat.example.test/hook',
  notifyTopic: 'projects/acme/topics/releases',
});

/** Receivers that remember what they were sent. */
function receivers(failure?: ReleaseError) {
  const webhook: Notification[] = [];
  const topic: Notification[] = [];
  const notifications: Notifications = {
    async toWebhook(_url, notification) {
      if (failure !== undefined) throw failure;
      webhook.push(notification);
    },
    async toTopic(_topic, notification) {
      topic.push(notification);
    },
  };
  return { webhook, topic, notifications };
}

function run(world: CanaryWorld, notifications: Notifications, change = {}, ports = {}) {
  const context = world.contextOf('one', { notifications, ...ports });
  return runCanaryPromote({ ...inputs, ...change }, context);
}

const idsOf = (sent: readonly Notification[]) => sent.map(({ id }) => id.split('/').at(-1));

describe('a canary tells of its transitions', () => {
  it('each once, to all who want to know', async () => {
    const { webhook, topic, notifications } = receivers();
    await run(canaryWorld(), notifications);
    expect(idsOf(webhook)).toEqual(['begin', 'shift-0', 'shift-1', 'promote', 'shift-2']);
    expect(topic).toEqual(webhook);
    expect(webhook[1]?.text).toBe(
      'birds-1a2b3c4d-1 on birds-production: version 4 has 10 % of the traffic',
    );
  });

  it('with the reason of a roll back', async () => {
    const { webhook, notifications } = receivers();
    await run(canaryWorld({ challengerErrors: 0.2 }), notifications);
    expect(idsOf(webhook)).toEqual(['begin', 'shift-0', 'roll_back', 'restored']);
    expect(webhook[2]?.text).toContain('is rolled back: the challenger fails more often');
  });

  it('and goes on when a receiver fails', async () => {
    const failure = new ReleaseError('HOST_UNREACHABLE', 'the webhook did not answer');
    const { topic, notifications } = receivers(failure);
    const world = canaryWorld();
    expect(await run(world, notifications)).toMatchObject({ outcome: 'promoted' });
    expect(topic.length).toBe(5);
    expect(world.host.lines).toContain('! a notification was not sent: the webhook did not answer');
  });

  it('and says once that a person must decide, however often it is looked at', async () => {
    const { webhook, notifications } = receivers();
    const world = canaryWorld();
    world.metrics.loseData(0, Infinity);
    for (let look = 0; look < 3; look += 1) {
      const result = await run(world, notifications);
      expect(result).toMatchObject({ outcome: 'held' });
    }
    expect(idsOf(webhook)).toEqual(['begin', 'shift-0', 'hold-0']);
    expect(webhook[2]?.transition).toBe('hold');
  });

  it('and a runner that is killed at any call leaves nothing untold', async () => {
    const undisturbed = receivers();
    const counter = executioner();
    await runKilled(canaryWorld(), undisturbed.notifications, counter);
    const all = idsOf(undisturbed.topic);

    for (let call = 1; call <= counter.calls; call += 1) {
      for (const moment of ['before', 'after'] as const) {
        const { topic, notifications } = receivers();
        const world = canaryWorld();
        const death = executioner({ call, moment });
        await expect(runKilled(world, notifications, death)).rejects.toThrow(Killed);
        await runKilled(world, notifications, executioner());
        const told = idsOf(topic);
        expect({ call, moment, told: [...new Set(told)] }).toEqual({ call, moment, told: all });
        // What was sent but not noted is told again, under the same id.
        expect(told.length - all.length).toBeLessThanOrEqual(1);
      }
    }
  });
});

/** Dies at what is sent, or at what is written down of it. */
function runKilled(world: CanaryWorld, notifications: Notifications, death: Executioner) {
  return run(world, death.watch(notifications), {}, { objects: death.watch(world.objects) });
}
