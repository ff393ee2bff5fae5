import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action } from '../../src/canary/action.ts';
import { type CanaryRun, deadlineOf } from '../../src/canary/canary-run.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import { formatLedger, emptyLedger, parseLedger } from '../../src/canary/ledger.ts';
import { nextAction, type Observed } from '../../src/canary/machine.ts';
import { planProblems } from '../../src/canary/plan.ts';
import { confirm, decideEnding, intend } from '../../src/canary/transition.ts';
import type { WindowRecord } from '../../src/canary/window.ts';
import { type TrafficSplit, trafficSplit } from '../../src/vertex/traffic-split.ts';
import { canaryPlan, canaryRun, countedWindow, minute } from './canary-runs.ts';

/** How long an operation of the simulated endpoint takes. */
const operationMs = 5 * minute;

/** What becomes of one call: it is made and noted, made and not noted, or not made. */
type Fate = 'noted' | 'unnoted' | 'lost';

interface Script {
  /** Requests of both arms in a window, and errors in percent of each. */
  requests: number;
  challengerErrors: number;
  championErrors: number;
  /** Of the windows read, one after the other. */
  windows: readonly ('counted' | 'missing' | 'unreadable')[];
  fates: readonly Fate[];
}

interface Simulation {
  run: CanaryRun;
  end: Extract<Action, { kind: 'done' | 'hold' }>;
  split: TrafficSplit;
  deployed: readonly string[];
  endedAt: number;
}

/** Runs the machine against an endpoint, metrics and a clock that are plain values. */
function simulate(opened: CanaryRun, script: Script): Simulation {
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
        expect(split[action.deployedModelId] ?? 0).toBe(0);
        now += operationMs;
        call(() => (deployed = deployed.filter((id) => id !== action.deployedModelId)));
        break;
      case 'await':
        throw new Error('no operation is ever noted here');
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
          const percent = run.plan.steps[due.step] ?? 100;
          const challenger = Math.round((script.requests * percent) / 100);
          const errorsOf = (n: number, rate: number) => Math.round((n * rate) / 100);
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
        expect(action.until).toBeGreaterThan(now);
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

const plans = fc
  .record({
    steps: fc.constantFrom<number[]>([5, 25, 50, 100], [10, 100], [1, 2, 3, 100]),
    minBakeMs: fc.constantFrom(0, 3 * minute, 10 * minute),
    minWindows: fc.integer({ min: 1, max: 5 }),
    settleMs: fc.constantFrom(0, minute, 3 * minute),
    warmupMs: fc.constantFrom(0, 30_000, 3 * minute),
    onInconclusive: fc.constantFrom('hold' as const, 'promote' as const, 'roll_back' as const),
    keepStableMs: fc.constantFrom(0, minute, 30 * minute),
    deadlineMs: fc.constantFrom(120 * minute, 600 * minute),
  })
  .map((change) => canaryPlan({ ...change, maxBakeMs: 30 * minute }))
  .filter((plan) => planProblems(plan).length === 0);

const scripts: fc.Arbitrary<Script> = fc.record({
  requests: fc.constantFrom(0, 3, 40, 1_200),
  challengerErrors: fc.constantFrom(0, 1, 5, 40, 100),
  championErrors: fc.constantFrom(0, 1, 5),
  windows: fc.array(fc.constantFrom('counted' as const, 'counted', 'missing', 'unreadable'), {
    minLength: 1,
    maxLength: 12,
  }),
  fates: fc.array(fc.constantFrom<Fate>('noted', 'unnoted', 'lost'), { maxLength: 8 }),
});

describe('a canary, whatever happens', () => {
  it('ends in a declared state before its deadline', () => {
    fc.assert(
      fc.property(plans, scripts, (plan, script) => {
        const opened = canaryRun({}, plan);
        const { end, split, deployed, endedAt, run } = simulate(opened, script);
        // Operations that are begun by then are seen through, and lost calls made again.
        const slack = operationMs * (2 + script.fates.length) + plan.windowMs;
        expect(endedAt).toBeLessThanOrEqual(deadlineOf(opened) + slack);
        expect(Object.values(split).reduce((sum, share) => sum + share, 0)).toBe(100);
        expect(split['70']).toBe(20);
        if (end.kind === 'hold') {
          expect(plan.onInconclusive).toBe('hold');
          expect(deployed).toEqual(['70', '71', '72']);
          expect(split).toEqual(run.shifts.at(-1)?.split);
        } else if (end.outcome === 'rolled_back') {
          expect(split).toEqual(opened.recordedSplit);
          expect(deployed).toEqual(['70', '71']);
        } else {
          expect(split).toEqual({ '70': 20, '72': 80 });
          expect(deployed).toEqual(['70', '72']);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never promotes a challenger that fails always while the champion does not', () => {
    fc.assert(
      fc.property(plans, scripts, (plan, script) => {
        fc.pre(script.windows.includes('counted') && !script.windows.includes('unreadable'));
        const failing = { ...script, requests: 1_200, challengerErrors: 100, championErrors: 0 };
        const { end } = simulate(canaryRun({}, { ...plan, onInconclusive: 'hold' }), failing);
        expect(end).not.toMatchObject({ outcome: 'promoted' });
      }),
    );
  });

  it('promotes a healthy challenger when nothing goes wrong', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const script: Script = {
          requests: 1_200,
          challengerErrors: 0,
          championErrors: 1,
          windows: ['counted'],
          fates: [],
        };
        const { end } = simulate(canaryRun({}, plan), script);
        expect(end).toEqual({ kind: 'done', outcome: 'promoted' });
      }),
    );
  });
});
