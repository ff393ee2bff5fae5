import type { Action } from '../../src/canary/action.ts';
import { type CanaryRun, settingsOf } from '../../src/canary/canary-run.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import { emptyLedger, formatLedger, parseLedger } from '../../src/canary/ledger.ts';
import { nextAction, type Observed } from '../../src/canary/machine.ts';
import { confirm, decideEnding, intend } from '../../src/canary/transition.ts';
import type { WindowRecord } from '../../src/canary/window.ts';
import { type TrafficSplit, trafficSplit } from '../../src/vertex/traffic-split.ts';
import { countedWindow, minute } from './canary-runs.ts';

/** How long an operation of the simulated endpoint takes. */
export const operationMs = 5 * minute;

/** What becomes of one call: it is made and noted, made and not noted, or not made. */
export type Fate = 'noted' | 'unnoted' | 'lost';

export interface Script {
  /** Requests of both arms in a window, and errors in percent of each. */
  requests: number;
  challengerErrors: number;
  championErrors: number;
  /** Of the windows read, one after the other. */
  windows: readonly ('counted' | 'missing' | 'unreadable')[];
  fates: readonly Fate[];
}

export interface Simulation {
  run: CanaryRun;
  end: Extract<Action, { kind: 'done' | 'hold' }>;
  split: TrafficSplit;
  deployed: readonly string[];
  endedAt: number;
}

/** Runs the machine against an endpoint, metrics and a clock that are plain values. */
export function simulate(opened: CanaryRun, script: Script): Simulation {
  let run = opened;
  let now = opened.startedAt;
  let split: TrafficSplit = opened.recordedSplit;
  let deployed = ['70', '71'];
  let metrics: Observed['metrics'] = 'readable';
  let calls = 0;
  let reads = 0;

  const call = (effect: () => void) => {
    const fate = script.fates[calls] ?? 'noted';
    calls += 1;
    if (fate !== 'lost') effect();
    // A killed runner is another process: it knows what the ledger holds.
    if (fate !== 'noted') run = reread(run);
  };
  const setSplit = (to: TrafficSplit) => call(() => (split = trafficSplit(to)));

  for (let turn = 0; turn < 5_000; turn += 1) {
    const observed = { split, deployed, metrics };
    const action = nextAction(run, observed, now);
    switch (action.kind) {
      case 'done':
      case 'hold':
        return { run, end: action, split, deployed, endedAt: now };
      case 'deploy':
        run = intend(run, { kind: 'deploy', beganAt: now });
        now += operationMs;
        call(() => (deployed = [...deployed, '72']));
        break;
      case 'undeploy':
        run = intend(run, {
          kind: 'undeploy',
          beganAt: now,
          deployedModelId: action.deployedModelId,
        });
        refuseUnless((split[action.deployedModelId] ?? 0) === 0, 'undeployed under traffic');
        now += operationMs;
        call(() => (deployed = deployed.filter((id) => id !== action.deployedModelId)));
        break;
      case 'await':
        throw new Error('no operation is ever noted here');
      case 'confirm_restored':
        run = { ...run, restoredAt: now };
        break;
      case 'confirm':
        run = confirm(run, now);
        break;
      case 'shift': {
        const { step, percent, from, to } = action;
        run = intend(run, { kind: 'shift', beganAt: now, step, percent, from, to });
        setSplit(to);
        break;
      }
      case 'restore':
        setSplit(action.to);
        break;
      case 'look': {
        const kinds = action.windows.map(
          (_, i) => script.windows[(reads + i) % script.windows.length],
        );
        reads += action.windows.length;
        metrics = kinds.includes('unreadable') ? 'unreadable' : 'readable';
        if (metrics === 'unreadable') break;
        const counted = action.windows.map((due, i): WindowRecord => {
          if (kinds[i] === 'missing') return { kind: 'missing', ...due };
          const challenger = requestsOfChallenger(run, script.requests, due);
          const champion = script.requests - challenger;
          return countedWindow(
            due.step,
            due.index,
            due.start,
            [errorsOf(challenger, script.challengerErrors), challenger],
            [errorsOf(champion, script.championErrors), champion],
          );
        });
        run = recordWindows(run, counted);
        break;
      }
      case 'wait':
        refuseUnless(action.until > now, 'waits for the past');
        now = action.until;
        metrics = 'readable';
        break;
      case 'promote':
      case 'roll_back':
        run = decideEnding(run, action.kind, 'judge', action.reasons, now);
        break;
      case 'move_aliases':
        run = { ...run, aliases: 'moved' };
    }
  }
  throw new Error('the run does not end');
}

function reread(run: CanaryRun): CanaryRun {
  const text = formatLedger({ ...emptyLedger('endpoint'), active: run });
  return parseLedger(text, 'ledger').active ?? run;
}

/** What the split gives it; fractions of a request add up to one in a later window. */
function requestsOfChallenger(
  run: CanaryRun,
  requests: number,
  { step, index }: { step: number; index: number },
): number {
  const share = settingsOf(run).sampleRatio.shares[step] ?? 1;
  return Math.round(requests * share * (index + 1)) - Math.round(requests * share * index);
}

function errorsOf(requests: number, percent: number): number {
  return Math.round((requests * percent) / 100);
}

function refuseUnless(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
