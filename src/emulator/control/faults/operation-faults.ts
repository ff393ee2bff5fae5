import type { Schedule } from '../../store/operations.ts';
import { canonicalCodes } from '../../wire/api-error.ts';
import type { Fault } from './fault.ts';
import type { OperationEffect } from './fault-spec.ts';
import { subjectOfOperation } from './subject.ts';

type Plan = NonNullable<ReturnType<Schedule>>;

/** What is to become of an operation that starts; undefined for the usual course. Delays add up. */
export function planOperation(
  faults: readonly Fault[],
  operation: Parameters<Schedule>[0],
  now: number,
): Plan | undefined {
  const subject = subjectOfOperation(operation);
  let plan: Plan | undefined;
  for (const fault of faults) {
    if (!fault.matches(subject) || !fault.strikes(now, subject)) continue;
    plan = withEffect(plan ?? { delayMs: 0 }, fault.effect as OperationEffect);
  }
  return plan;
}

function withEffect(plan: Plan, effect: OperationEffect): Plan {
  const delayMs = plan.delayMs + effect.delayMs;
  if (effect.kind === 'slow_operation') return { ...plan, delayMs };
  const { code } = canonicalCodes[effect.status];
  return { delayMs, error: { code, message: effect.message } };
}
