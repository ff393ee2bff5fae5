import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { Notification, Notifications } from '../../../src/ports/notifications.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { canaryInputs, type CanaryWorld, canaryWorld } from '../../support/canary-world.ts';

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

function run(world: CanaryWorld, notifications: Notifications, change = {}) {
  const context = world.contextOf('one', { notifications });
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
});
