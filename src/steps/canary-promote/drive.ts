import type { Action } from '../../canary/action.ts';
import { isDueBack, type MetricsState } from '../../canary/assessment.ts';
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
import { lookLine } from './narration.ts';
import { formatTimeOfDay } from '../../units/time.ts';
import { heldResult, resultOfFinished, summariseRun } from './result.ts';
import { countWindows } from './window-counts.ts';

/** Longest sleep: so often the endpoint and the ledger are looked at, whatever is waited for. */
const longestSleepMs = 60_000;
/** Changes that may meet a stale etag, one after the other, before it is called a conflict. */
const patience = 5;

/** What a turn leaves for the next: how the metrics were, and what was done last. */
interface Progress {
  metrics: MetricsState;
  outage: 'told' | 'none';
  previous?: Action;
  repeated: number;
}

/**
 * Goes on with the active run until it is over or a person must decide: read the endpoint, ask what
 * is next, do that. Another runner may work on the same run, a person's roll back for one: where both
 * write, the ledger is read again and what follows decided anew.
 */
export async function driveCanary(session: CanarySession): Promise<StepResult> {
  const { store } = session;
  let progress: Progress = { metrics: 'readable', outage: 'none', repeated: 0 };
  for (let collisions = 0; ;) {
    try {
      const turn = await takeTurn(session, progress);
      if (turn.kind === 'over') return turn.result;
      progress = turn.progress;
      collisions = 0;
    } catch (error) {
      collisions += 1;
      if (store.state !== 'outdated' || collisions >= patience) throw error;
      await store.refresh();
    }
  }
}

type Turn = { kind: 'over'; result: StepResult } | { kind: 'goes_on'; progress: Progress };

async function takeTurn(session: CanarySession, progress: Progress): Promise<Turn> {
  const { store, releaseId, context } = session;
  const { clock } = context.ports;
  const run = store.ledger.active;
  if (run === undefined || run.releaseId !== releaseId) return over(endedElsewhere(session));
  if (!isDueBack(run)) refuseCancelled(session);
  const endpoint = await readEndpoint(session);
  const observed = observe(endpoint, progress.metrics);
  const action = nextAction(run, observed, clock.now());
  const repeated = isRepetition(progress.previous, action) ? progress.repeated + 1 : 0;
  if (repeated >= patience) throw stuck(session.endpoint);
  const next = { ...progress, previous: action, repeated };
  switch (action.kind) {
    case 'done':
      return over(await finish(session, run, action.outcome, endpoint));
    case 'hold':
      return over(await hold(session, run, action, endpoint));
    case 'look': {
      const metrics = await look(session, run, action, observed, progress.outage);
      return goesOn({ ...next, metrics, outage: metrics === 'unreadable' ? 'told' : 'none' });
    }
    case 'wait':
      await wait(session, action);
      return goesOn({ ...next, metrics: 'readable' });
    default:
      await applyChange(session, run, action, endpoint);
      return goesOn(next);
  }
}

function over(result: StepResult): Turn {
  return { kind: 'over', result };
}

function goesOn(progress: Progress): Turn {
  return { kind: 'goes_on', progress };
}

async function finish(
  session: CanarySession,
  run: CanaryRun,
  outcome: 'promoted' | 'rolled_back',
  { split }: Endpoint,
): Promise<StepResult> {
  const summary = summariseRun(run, outcome, split, session.context.ports.clock.now());
  await saveLedger(session, finishRelease(session.store.ledger, summary));
  return resultOfFinished(summary, session.endpoint);
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
  outage: Progress['outage'],
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
    if (outage === 'none') {
      const again = 'which is no evidence; they are read again at the next look';
      host.warn(`metrics could not be read, ${again}: ${error.message}`);
    }
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
  host.progress(`${why}: ${formatTimeOfDay(until)}`);
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
