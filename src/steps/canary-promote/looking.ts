import type { Action } from '../../canary/action.ts';
import { harmIn, type MetricsState } from '../../canary/assessment.ts';
import { type CanaryRun, settingsOf } from '../../canary/canary-run.ts';
import { freshJudge } from '../../canary/judge/panel.ts';
import { isSplitBroken } from '../../canary/judge/sample-ratio.ts';
import { type DueWindow, recordWindows } from '../../canary/due-windows.ts';
import { nextAction, type Observed } from '../../canary/machine.ts';
import { driftReason, isHeldByDrift } from '../../canary/prediction-drift.ts';
import { findRevised, windowsToCheck, withRevised } from '../../canary/revision.ts';
import { recordLook } from '../../canary/transition.ts';
import type { WindowRecord } from '../../canary/window.ts';
import { formatInstant } from '../../units/time.ts';
import { archiveOld, readWhole } from './archive.ts';
import { type CanarySession, saveRun } from './canary-session.ts';
import { isUnreadable } from './history.ts';
import { lookLine } from './narration.ts';
import { readCounts } from './read-counts.ts';
import { noteReplicas } from './replicas.ts';
import { watchPredictions } from './watch-predictions.ts';
import { countWindows } from './window-counts.ts';

/** Reads the windows that are due, judges them, tells it. */
export async function look(
  session: CanarySession,
  run: CanaryRun,
  { windows }: Extract<Action, { kind: 'look' }>,
  observed: Observed,
  outage: 'told' | 'none',
): Promise<MetricsState> {
  const { host, clock } = session.context.ports;
  const checked = windowsToCheck(run);
  let read: readonly WindowRecord[];
  try {
    read = await readWindows(session, run, [...checked, ...windows]);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (outage === 'none') {
      const again = 'which is no evidence; they are read again at the next look';
      host.warn(`metrics could not be read, ${again}: ${error.message}`);
    }
    return 'unreadable';
  }
  const settled = await noteReplicas(session, run, read.slice(checked.length));
  const recorded = noteRevision(
    recordWindows(run, settled),
    findRevised(checked, read),
    clock.now(),
  );
  // Harm has been proved without predictions, and what follows from it must not wait for them.
  const watched =
    harmIn(recorded) === undefined
      ? await watchPredictions(session.context.ports, session.endpoint, recorded, windows)
      : recorded;
  const next = nextAction(watched, observed, clock.now());
  const seen = 'look' in next ? next.look : undefined;
  if (seen !== undefined) {
    host.say(lookLine(seen, next.kind === 'wait' ? next.until : undefined));
  }
  const looked = seen === undefined ? watched : recordLook(watched, seen);
  await saveRun(session, await archiveOld(session, looked));
  return 'readable';
}

function noteRevision(run: CanaryRun, found: WindowRecord | undefined, now: number): CanaryRun {
  if (found === undefined || run.revised !== undefined) return run;
  return { ...run, revised: { start: found.start, at: now } };
}

/** A person goes on with a run that was held for what the metrics say: what is known of it is accepted. */
export async function acknowledge(session: CanarySession, run: CanaryRun): Promise<void> {
  await acceptSplit(session, run);
  await acceptDrift(session, session.store.ledger.active ?? run);
  await acceptRevision(session, session.store.ledger.active ?? run);
}

/** The check of the split begins anew. */
async function acceptSplit(session: CanarySession, run: CanaryRun): Promise<void> {
  if (!isSplitBroken(settingsOf(run).sampleRatio, run.judge.sampleRatio)) return;
  session.context.ports.host.say(
    'that requests were not divided as the split says is accepted so far',
  );
  const judge = { ...run.judge, sampleRatio: freshJudge.sampleRatio };
  await saveRun(session, { ...run, judge });
}

/** A difference that is proved would stay so: it is told from now on and holds nothing. */
async function acceptDrift(session: CanarySession, run: CanaryRun): Promise<void> {
  const { drift } = run;
  if (drift === undefined || driftReason(run) === undefined || !isHeldByDrift(run)) return;
  session.context.ports.host.say('that the challenger predicts otherwise is accepted');
  await saveRun(session, { ...run, drift: { ...drift, isAccepted: true } });
}

/** Windows that had changed are read again, and all of it is judged again. */
async function acceptRevision(session: CanarySession, run: CanaryRun): Promise<void> {
  if (run.revised === undefined) return;
  const { ports } = session.context;
  const whole = await readWhole(ports.objects, session.store.uri, run.releaseId, run);
  const again = await readWindows(session, run, run.windows);
  const current = new Map(again.map((window) => [window.start, window]));
  const all = whole.windows.map((window) => current.get(window.start) ?? window);
  ports.host.say(
    `windows since ${formatInstant(run.windows[0]?.start ?? 0)} are read again and judged as they are now`,
  );
  await saveRun(session, withRevised(run, all));
}

async function readWindows(
  { context, endpoint }: CanarySession,
  run: CanaryRun,
  windows: readonly DueWindow[],
): Promise<WindowRecord[]> {
  const counts = await readCounts(context.ports.metrics, endpoint, run, windows);
  return countWindows(run, windows, counts);
}
