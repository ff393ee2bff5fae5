import { ReleaseError } from '../errors/error.ts';
import type { Notification, Notifications } from '../ports/notifications.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

const webhookTimeoutMs = 10_000;

/** Chat webhooks, and topics of Pub/Sub. */
export function googleNotifications(http: AuthorisedFetch, pubsub: Origin): Notifications {
  return {
    async toWebhook(url, notification) {
      const { text, runUrl } = notification;
      const body = JSON.stringify({ text: runUrl === undefined ? text : `${text}\n${runUrl}` });
      // The address is a secret: neither it nor what fetch says of it may be told.
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(webhookTimeoutMs),
      }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok === true) return;
      const how = response === undefined ? 'did not answer' : `answered ${response.status}`;
      throw new ReleaseError('HOST_UNREACHABLE', `the webhook for notifications ${how}`);
    },

    async toTopic(topic, notification) {
      const response = await http.send({
        method: 'Publisher.Publish',
        resource: topic,
        // Receivers drop an id that they know.
        class: 'repeatable',
        url: urlOf(pubsub, `/v1/${topic}:publish`),
        verb: 'POST',
        body: JSON.stringify({ messages: [messageOf(notification)] }),
      });
      await response.body?.cancel();
    },
  };
}

function messageOf({ id, releaseId, transition, ...data }: Notification) {
  return {
    attributes: { id, release: releaseId, transition },
    data: Buffer.from(JSON.stringify({ id, release: releaseId, transition, ...data })).toString(
      'base64',
    ),
  };
}
