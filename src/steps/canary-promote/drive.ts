import type { Action } from '../../canary/action.ts';
import type { MetricsState } from '../../canary/assessment.ts';
import type { CanaryRun } from '../../canary/canary-run.ts';
import { recordWindows } from '../../canary/due-windows.ts';
import { findFinished, finishRelease } from '../../canary/ledger.ts';
import { nextAction, type Observed } from '../../canary/machine.ts';
import { recordLook } from '../../canary/transition.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { ResponseCount } from '../../ports/metrics.ts';
import type { StepResult } from '../../release/step-result.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import {
  type CanarySession,
  readEndpoint,
  refuseCancelled,
  saveLedger,
  saveRun,
} from './canary-session.ts';
import { applyChange } from './changes.ts';
import { isUnreadable } from './history.ts';
import { lookLine, timeOfDay } from './narration.ts';
import { heldResult, resultOfFinished, summariseRun } from './result.ts';
import { countWindows } from './window-counts.ts';

/** Longest sleep: so often the endpoint and the ledger are looked at, whatever is waited for. */
const longestSleepMs = 60_000;
/** Changes that may meet a stale etag, one after the other, before it is called a conflict. */
const patience = 5;

const unreadable =
  'metrics could not be read, which is no evidence; they are read again at the next look';

/**
 * Goes on with the active run until it is over or a person must decide: read the endpoint, ask what
 * is next, do that.
 */
export async function driveCanary(session: CanarySession): Promise<StepResult> {
  const { store, releaseId, endpoint: name, context } = session;
  let metrics: MetricsState = 'readable';
  let outage: 'told' | 'none' = 'none';
  let previous: Action | undefined;
  let repeated = 0;
  for (;;) {
    refuseCancelled(session);
    const run = store.ledger.active;
    if (run === undefined || run.releaseId !== releaseId) return endedElsewhere(session);
    const endpoint = await readEndpoint(session);
    const observed = observe(endpoint, metrics);
    const action = nextAction(run, observed, context.ports.clock.now());
    repeated = isRepetition(previous, action) ? repeated + 1 : 0;
    if (repeated >= patience) throw stuck(name);
    previous = action;
    switch (action.kind) {
      case 'done': {
        const now = context.ports.clock.now();
        const summary = summariseRun(run, action.outcome, endpoint.split, now);
        await saveLedger(session, finishRelease(store.ledger, summary));
        return resultOfFinished(summary, name);
      }
      case 'hold':
        return await hold(session, run, action, endpoint);
      case 'look':
        metrics = await look(session, run, action, observed);
        if (metrics === 'unreadable' && outage === 'none') context.ports.host.warn(unreadable);
        outage = metrics === 'unreadable' ? 'told' : 'none';
        break;
      case 'wait':
        await wait(session, action);
        metrics = 'readable';
        break;
      default:
        await applyChange(session, run, action, endpoint);
    }
  }
}

function observe(endpoint: Endpoint, metrics: MetricsState): Observed {
  return { split: endpoint.split, deployed: endpoint.deployed.map(({ id }) => id), metrics };
}

/** Reads the windows that are due, judges them, tells it. */
async function look(
  session: CanarySession,
  run: CanaryRun,
  { windows }: Extract<Action, { kind: 'look' }>,
  observed: Observed,
): Promise<MetricsState> {
  const { metrics, host, clock } = session.context.ports;
  const { windowMs } = run.plan;
  const start = windows[0]?.start ?? 0;
  const end = (windows.at(-1)?.start ?? 0) + windowMs;
  let responses: readonly ResponseCount[];
  try {
    responses = await metrics.responses(session.endpoint, { start, end, periodMs: windowMs });
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return 'unreadable';
  }
  const recorded = recordWindows(run, countWindows(run, windows, responses));
  const next = nextAction(recorded, observed, clock.now());
  const seen = 'look' in next ? next.look : undefined;
  if (seen !== undefined) {
    host.say(lookLine(seen, next.kind === 'wait' ? next.until : undefined));
  }
  await saveRun(session, seen === undefined ? recorded : recordLook(recorded, seen));
  return 'readable';
}

async function hold(
  session: CanarySession,
  run: CanaryRun,
  { reasons, look: seen }: Extract<Action, { kind: 'hold' }>,
  endpoint: Endpoint,
): Promise<StepResult> {
  const { host } = session.context.ports;
  const recorded = seen === undefined ? run : recordLook(run, seen);
  if (recorded !== run) await saveRun(session, recorded);
  const result = heldResult(recorded, reasons, endpoint.split, session.endpoint);
  host.warn(result.summary);
  return result;
}

/** Another runner may decide meanwhile, a person's roll back for one: the ledger is read again. */
async function wait(
  { context, store }: CanarySession,
  { until, why }: Extract<Action, { kind: 'wait' }>,
): Promise<void> {
  const { clock, host } = context.ports;
  host.progress(`${why}: ${timeOfDay(until)}`);
  await clock.sleep(Math.max(1, Math.min(until - clock.now(), longestSleepMs)), context.signal);
  await store.refresh();
}

/** Another runner saw this run to its end. */
function endedElsewhere({ store, releaseId, endpoint }: CanarySession): StepResult {
  const finished = findFinished(store.ledger, releaseId);
  if (finished !== undefined) return resultOfFinished(finished, endpoint);
  throw new ReleaseError('CONFLICT', `another runner took ${releaseId} off ${idOf(endpoint)}`);
}

function isRepetition(previous: Action | undefined, action: Action): boolean {
  if (action.kind !== 'shift' && action.kind !== 'restore') return false;
  return previous?.kind === action.kind;
}

function stuck(endpoint: string): ReleaseError {
  return new ReleaseError(
    'CONFLICT',
    `the traffic split of ${idOf(endpoint)} could not be set: somebody else keeps changing the endpoint`,
  );
}
