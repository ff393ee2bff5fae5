import { assess } from './assessment.ts';
import type { CanaryRun } from './canary-run.ts';
import { recordWindows } from './due-windows.ts';
import { freshJudge } from './judge/panel.ts';
import type { Look } from './look.ts';
import type { CanaryPlan } from './plan.ts';

/**
 * The looks that would have been, had the run been judged by its plan with these changes: one for each
 * recorded window, when it had settled, up to the first that rolls back. Windows and shifts are
 * those of the run: what was seen is not changed by judging it otherwise. Windows of another length,
 * and warm-ups, cannot be had from a ledger: changes of these have no effect. Nor can predictions,
 * which are not looked at again.
 */
export function replay(run: CanaryRun, changes: Partial<CanaryPlan> = {}): Look[] {
  const { ending: _, restoredAt: __, intent: ___, drift: ____, ...begun } = run;
  const plan = { ...run.plan, ...changes };
  let judged: CanaryRun = { ...begun, plan, windows: [], judge: freshJudge, looks: [] };
  const looks: Look[] = [];
  for (const window of run.windows) {
    judged = recordWindows(judged, [window]);
    const shift = run.shifts.findLast(({ step }) => step === window.step);
    if (shift === undefined) continue;
    const at = window.start + run.plan.windowMs + plan.settleMs;
    const look = assess(judged, shift, 'readable', at);
    looks.push(look);
    if (look.decision === 'roll_back') break;
  }
  return looks;
}
