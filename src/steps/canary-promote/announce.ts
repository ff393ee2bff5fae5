import { type Announcement, announced, dueAnnouncements } from '../../canary/announcement.ts';
import type { CanaryRun } from '../../canary/canary-run.ts';
import { ReleaseError } from '../../errors/error.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { type CanarySession, saveRun } from './canary-session.ts';

/**
 * Tells what happened since it was last told. It is noted once it is sent: a runner that is killed in
 * between tells it again under the same id. A receiver that fails is warned about and holds nothing up.
 */
export async function announceDue(session: CanarySession, run: CanaryRun): Promise<CanaryRun> {
  return await announce(session, run, dueAnnouncements(run));
}

/** A person must do something; told once for each step and reason. */
export async function announceWaiting(
  session: CanarySession,
  run: CanaryRun,
  { transition, text }: Pick<Announcement, 'transition' | 'text'>,
): Promise<CanaryRun> {
  const step = run.shifts.at(-1)?.step ?? 0;
  const waiting = { id: `${transition}-${step}`, transition, text };
  return await announce(session, run, run.announced.includes(waiting.id) ? [] : [waiting]);
}

async function announce(
  session: CanarySession,
  run: CanaryRun,
  due: readonly Announcement[],
): Promise<CanaryRun> {
  const { notifyWebhook, notifyTopic } = session.inputs;
  if (due.length === 0 || (notifyWebhook === undefined && notifyTopic === undefined)) return run;
  let told = run;
  for (const announcement of due) {
    await send(session, announcement);
    told = announced(told, announcement.id);
  }
  return await saveRun(session, told);
}

async function send(session: CanarySession, { id, transition, text }: Announcement): Promise<void> {
  const { notifyWebhook, notifyTopic } = session.inputs;
  const { notifications, host } = session.context.ports;
  const warn = (error: unknown) => {
    if (!(error instanceof ReleaseError)) throw error;
    host.warn(`a notification was not sent: ${error.message}`);
  };
  const notification = {
    id: `${session.releaseId}/${id}`,
    releaseId: session.releaseId,
    transition,
    text: `${session.releaseId} on ${idOf(session.endpoint)}: ${text}`,
    runUrl: host.runUrl,
  };
  if (notifyWebhook !== undefined) {
    await notifications.toWebhook(notifyWebhook, notification).catch(warn);
  }
  if (notifyTopic !== undefined) {
    await notifications.toTopic(notifyTopic, notification).catch(warn);
  }
}
