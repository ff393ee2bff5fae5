import type { CanaryRun, Ending, Intent } from './canary-run.ts';
import type { Look } from './look.ts';
import { describeReasons, type Reason } from './reason.ts';

/** Looks that a ledger keeps; older ones are dropped. */
const keptLooks = 40;

/** The run with a change intended. One that is begun again keeps the time of its first attempt. */
export function intend(run: CanaryRun, intent: Intent): CanaryRun {
  const previous = run.intent;
  const isAgain = previous !== undefined && isSameIntent(previous, intent);
  return { ...run, intent: isAgain ? { ...intent, beganAt: previous.beganAt } : intent };
}

function isSameIntent(a: Intent, b: Intent): boolean {
  if (a.kind === 'shift' && b.kind === 'shift') return a.step === b.step;
  return a.kind === b.kind;
}

/** The run with the operation named that carries out its intent. */
export function underWay(run: CanaryRun, operation: string): CanaryRun {
  const { intent } = run;
  if (intent === undefined || intent.kind === 'shift') return run;
  return { ...run, intent: { ...intent, operation } };
}

/** The run whose intended change was seen in force. */
export function confirm(run: CanaryRun, now: number): CanaryRun {
  const { intent, ...rest } = run;
  if (intent?.kind !== 'shift') return rest;
  const { step, percent, beganAt, to } = intent;
  return { ...rest, shifts: [...run.shifts, { step, percent, beganAt, at: now, split: to }] };
}

/** The run without its intent: what was intended is not under way any more. */
export function forgetIntent(run: CanaryRun): CanaryRun {
  const { intent: _, ...rest } = run;
  return rest;
}

/**
 * The run with its direction decided. A roll back that was decided stays decided, with
 * the authority of whoever asked last.
 */
export function decideEnding(
  run: CanaryRun,
  kind: Ending['kind'],
  by: Ending['by'],
  reasons: readonly Reason[],
  now: number,
): CanaryRun {
  if (run.ending?.kind === 'roll_back') return { ...run, ending: { ...run.ending, by } };
  const { intent, ...rest } = run;
  // A shift that is not in force any more would be confirmed by the split that is restored.
  const kept = intent !== undefined && intent.kind !== 'shift' ? { intent } : {};
  return { ...rest, ...kept, ending: { kind, by, at: now, reason: describeReasons(reasons) } };
}

/** The run with this share allowed by a person. */
export function approve(run: CanaryRun, percent: number): CanaryRun {
  const given = [...new Set([...run.approvals.given, percent])];
  return { ...run, approvals: { ...run.approvals, given } };
}

/** The run with a look remembered, unless it says what the one before said of the same windows. */
export function recordLook(run: CanaryRun, look: Look): CanaryRun {
  const previous = run.looks.at(-1);
  if (previous !== undefined && isSameLook(previous, look)) return run;
  return { ...run, looks: [...run.looks, look].slice(-keptLooks) };
}

function isSameLook(a: Look, b: Look): boolean {
  return a.step === b.step && a.decision === b.decision && a.windows.settled === b.windows.settled;
}
