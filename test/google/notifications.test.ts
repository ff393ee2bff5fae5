import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googleNotifications } from '../../src/google/notifications.ts';
import { urlOf } from '../../src/google/origin.ts';
import type { Notification } from '../../src/ports/notifications.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { scriptedServer, type ScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await scriptedServer();
});
afterAll(() => server.stop());

const notification: Notification = {
  id: 'birds-1a2b3c4d-1/shift-1',
  releaseId: 'birds-1a2b3c4d-1',
  transition: 'shift',
  text: 'birds-1a2b3c4d-1 on birds: version 4 has 25 % of the traffic',
  runUrl: 'https://example.test/run/1',
};

function notifications() {
  const retrier = { clock: fakeClock(), random: { next: () => 0 } };
  const http = makeAuthorisedFetch(makeCredentials(server.origins), retrier);
  return googleNotifications(http, server.origins.pubsub);
}

describe('a webhook', () => {
  const path = '/services/T0/B0/very-secret';

  it('is sent a text with the page of the run', async () => {
    server.answer({ body: 'ok' });
    await notifications().toWebhook(urlOf(server.origin, path), notification);
    const sent = server.asked.at(-1);
    expect(sent?.url).toBe(path);
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      text: `${notification.text}\nhttps://example.test/run/1`,
    });
  });

  it('that refuses is told of without its address', async () => {
    server.answer({ status: 404, body: 'no_team' });
    const url = urlOf(server.origin, path);
    const failure = await notifications()
      .toWebhook(url, notification)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'HOST_UNREACHABLE',
      message: 'the webhook for notifications answered 404',
    });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('that is not there is told of without its address', async () => {
    const failure = await notifications()
      .toWebhook('http://127.0.0.1:1/very-secret', notification)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: 'the webhook for notifications did not answer' });
    expect((failure as Error).cause).toBeUndefined();
  });
});

describe('a topic', () => {
  it('is sent one message, with what receivers need to drop it when they know it', async () => {
    server.answer({ body: { messageIds: ['1'] } });
    await notifications().toTopic('projects/acme/topics/releases', notification);
    const sent = server.asked.at(-1);
    expect(sent?.url).toBe('/v1/projects/acme/topics/releases:publish');
    const { messages } = JSON.parse(sent?.body ?? '') as {
      messages: { attributes: object; data: string }[];
    };
    expect(messages).toHaveLength(1);
    expect(messages[0]?.attributes).toEqual({
      id: notification.id,
      release: notification.releaseId,
      transition: 'shift',
    });
    const data: unknown = JSON.parse(Buffer.from(messages[0]?.data ?? '', 'base64').toString());
    expect(data).toMatchObject({ text: notification.text, runUrl: notification.runUrl });
  });
});
