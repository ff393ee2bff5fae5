import { type CanaryRun, settingsOf } from './canary-run.ts';
import { logLimit } from './judge/e-process.ts';
import { freshState, leadingEdge } from './judge/process.ts';
import {
  allFailed,
  errorsHarm,
  latencyHarm,
  noReplicas,
  objectiveMissed,
  ratioHarm,
  type Reason,
} from './reason.ts';
import { tally } from './tally.ts';
import { sumOf } from './window.ts';

/** A challenger that failed this many requests and answered none needs no statistics. */
const hardStopRequests = 20;

/** What is wrong with the challenger, if anything is: proved harm, or that it answers nobody. */
export function harmReason(run: CanaryRun): Reason | undefined {
  return provedHarm(run) ?? hardStop(run);
}

function provedHarm(run: CanaryRun): Reason | undefined {
  const found = run.judge.harm;
  if (found === undefined) return undefined;
  const process = settingsOf(run).harm.find(({ name }) => name === found.process);
  if (process === undefined) return undefined;
  const state = run.judge.processes[process.name] ?? freshState;
  const harm = {
    logEvidence: state.logPeak,
    logLimit: logLimit(process.alpha),
    percent: run.plan.steps[found.step] ?? 100,
  };
  const whole = tally(run);
  switch (process.kind) {
    case 'errors':
    case 'history':
      return errorsHarm(harm, whole.challenger, whole.champion);
    case 'latency':
      return latencyHarm(harm, leadingEdge(process, state) ?? 0);
    case 'slo':
      return objectiveMissed(harm, process.test.nullRate);
    case 'ratio':
      return ratioHarm(harm, process.name);
  }
}

function hardStop(run: CanaryRun): Reason | undefined {
  const { requests, errors } = tally(run).challenger;
  if (requests >= hardStopRequests && errors === requests) return allFailed(requests);
  const last = run.windows.at(-1);
  if (last?.replicas !== 0) return undefined;
  const inLast = sumOf([last], 'challenger');
  return inLast.errors === inLast.requests ? noReplicas() : undefined;
}
