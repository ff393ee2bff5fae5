import type { Action } from '../../canary/action.ts';
import { isDueBack, type MetricsState } from '../../canary/assessment.ts';
import type { CanaryRun } from '../../canary/canary-run.ts';
import type { Lease } from '../../canary/lease.ts';
import { findFinished, finishRelease } from '../../canary/ledger.ts';
import { nextAction, type Observed } from '../../canary/machine.ts';
import { describeReasons } from '../../canary/reason.ts';
import { recordLook } from '../../canary/transition.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatTimeOfDay } from '../../units/time.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { withoutCanaryLabels } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { announceDue, announceWaiting } from './announce.ts';
import { archiveRun } from './archive.ts';
import {
  type CanarySession,
  readEndpoint,
  refuseCancelled,
  saveLedger,
  saveRun,
} from './canary-session.ts';
import { applyChange } from './changes.ts';
import { operationPollMs, runInProgress } from './in-progress.ts';
import { look } from './looking.ts';
import { describeShortage } from './replicas.ts';
import { heldResult, resultOfFinished, summariseRun } from './result.ts';
import { bearSetback } from './setback.ts';
import { takeOver } from './takeover.ts';

/** Longest sleep: so often the endpoint and the ledger are looked at, whatever is waited for. */
const longestSleepMs = 30_000;
/** Changes that may meet a stale etag, one after the other, before it is called a conflict. */
const patience = 5;

/** What a turn leaves for the next: how the metrics were, and what was done last. */
interface Progress {
  metrics: MetricsState;
  outage: 'told' | 'none';
  previous?: Action;
  /** The share that a person was asked to allow. */
  asked?: number;
  repeated: number;
}

/**
 * Goes on with the active run until it is over or a person must decide: read the endpoint, ask what
 * is next, do that. Another runner may work on the same run, a person's roll back for one, and calls may
 * fail: then the ledger is read again and what follows decided anew.
 */
export async function driveCanary(session: CanarySession): Promise<StepResult> {
  const { store } = session;
  let progress: Progress = { metrics: 'readable', outage: 'none', repeated: 0 };
  for (let failures = 0; ;) {
    try {
      if (failures > 0) await store.refresh();
      const turn = await takeTurn(session, progress);
      if (turn.kind === 'over') return turn.result;
      progress = turn.progress;
      failures = 0;
    } catch (error) {
      failures += 1;
      await bearSetback(session, error, failures);
    }
  }
}

type Turn = { kind: 'over'; result: StepResult } | { kind: 'goes_on'; progress: Progress };

async function takeTurn(session: CanarySession, progress: Progress): Promise<Turn> {
  const { store, releaseId, context } = session;
  const { clock } = context.ports;
  let run = store.ledger.active;
  if (run === undefined || run.releaseId !== releaseId) return over(endedElsewhere(session));
  if (!isDueBack(run)) refuseCancelled(session);
  const holder = store.holder();
  if (holder !== undefined) return await follow(session, run, holder, progress);
  await takeOver(session);
  run = await announceDue(session, run);
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
    case 'ask':
      if (session.pace === 'one_tick') {
        return over(await hold(session, run, { ...action, kind: 'hold' }, endpoint));
      }
      if (progress.asked !== action.percent) {
        const text = `${describeReasons(action.reasons)}: judging goes on meanwhile`;
        context.ports.host.warn(text);
        run = await announceWaiting(session, run, { transition: 'ask', text });
      }
      return await waitFor(session, run, action, { ...next, asked: action.percent });
    case 'wait':
      return await waitFor(session, run, action, next);
    default: {
      const shortage = await shortageBefore(session, run, action);
      if (shortage !== undefined) {
        const until = clock.now() + run.plan.windowMs;
        return await waitFor(session, run, { until, why: shortage }, next);
      }
      const applied = await applyChange(session, run, action, endpoint);
      if (applied === 'made' || session.pace === 'to_the_end') return goesOn(next);
      const until = clock.now() + operationPollMs;
      return over(runInProgress(run, session.endpoint, until, 'Vertex AI is at work'));
    }
  }
}

/** A share is not raised before there are servers for it; a person's promotion is not held up. */
async function shortageBefore(
  session: CanarySession,
  run: CanaryRun,
  action: Action,
): Promise<string | undefined> {
  const isUp = action.kind === 'shift' && action.step > 0 && run.intent === undefined;
  return isUp && run.ending?.by !== 'person' ? await describeShortage(session, run) : undefined;
}

/** Another runner took over: what it does is watched, and its lease, should it die. */
async function follow(
  session: CanarySession,
  run: CanaryRun,
  { owner, expiresAt }: Lease,
  progress: Progress,
): Promise<Turn> {
  const until = Math.min(expiresAt, session.context.ports.clock.now() + longestSleepMs);
  return await waitFor(session, run, { until, why: `${owner} goes on with it` }, progress);
}

/** Sleeps for a while; a tick ends here. */
async function waitFor(
  session: CanarySession,
  run: CanaryRun,
  moment: { until: number; why: string },
  next: Progress,
): Promise<Turn> {
  if (session.pace === 'one_tick') {
    return over(runInProgress(run, session.endpoint, moment.until, moment.why));
  }
  await wait(session, moment);
  return goesOn({ ...next, metrics: 'readable' });
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
  endpoint: Endpoint,
): Promise<StepResult> {
  await cleanLabels(session, endpoint);
  await archiveRun(session, run);
  const summary = summariseRun(run, outcome, endpoint.split, session.context.ports.clock.now());
  await saveLedger(session, finishRelease(session.store.ledger, summary));
  return resultOfFinished(summary, session.endpoint);
}

/** What only a canary under way has is taken off the endpoint. */
async function cleanLabels({ context }: CanarySession, endpoint: Endpoint): Promise<void> {
  const labels = withoutCanaryLabels(endpoint.labels);
  if (Object.keys(labels).length === Object.keys(endpoint.labels).length) return;
  await context.ports.endpoints.update(endpoint, { labels });
}

function observe(endpoint: Endpoint, metrics: MetricsState): Observed {
  return { split: endpoint.split, deployed: endpoint.deployed.map(({ id }) => id), metrics };
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
  await announceWaiting(session, recorded, { transition: 'hold', text: describeReasons(reasons) });
  return result;
}

/** Another runner may decide meanwhile, a person's roll back for one: the ledger is read again. */
async function wait(
  { context, store }: CanarySession,
  { until, why }: { until: number; why: string },
): Promise<void> {
  const { clock, host } = context.ports;
  host.progress(`${why}: ${formatTimeOfDay(until)}`);
  await clock.sleep(Math.max(1, Math.min(until - clock.now(), longestSleepMs)), context.signal);
  await store.refresh();
  await store.renew();
}

/** Another runner saw this run to its end. */
function endedElsewhere({ store, releaseId, endpoint }: CanarySession): StepResult {
  const finished = findFinished(store.ledger, releaseId);
  if (finished?.outcome === 'failed') {
    throw new ReleaseError('OPERATION_FAILED', `${releaseId}: ${finished.reason}`);
  }
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
