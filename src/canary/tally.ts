import { z } from 'zod';
import { type ArmCount, armCount, isCounted, sumOf, type WindowRecord } from './window.ts';

/** What the windows of one step add up to. */
export const stepTally = z.object({
  step: z.int().min(0),
  /** Settled windows; those in which the challenger served; those without metrics. */
  settled: z.int().min(0),
  served: z.int().min(0),
  missing: z.int().min(0),
  challenger: armCount,
  champion: armCount,
});

export type StepTally = z.infer<typeof stepTally>;

/** A run with its latest windows, and what those before them added up to, step by step. */
interface Tallied {
  windows: readonly WindowRecord[];
  earlier: readonly StepTally[];
}

/** All windows of a step, or of the run. */
export function tally({ windows, earlier }: Tallied, step?: number): Omit<StepTally, 'step'> {
  const isWanted = (one: { step: number }) => step === undefined || one.step === step;
  return [...earlier.filter(isWanted), tallyWindows(windows.filter(isWanted))].reduce(added);
}

/** The windows beyond the latest `kept`, and the run without them; undefined when there are few. */
export function splitOff<Run extends Tallied>(
  run: Run,
  kept: number,
): { run: Run; old: WindowRecord[] } | undefined {
  if (run.windows.length <= 2 * kept) return undefined;
  const old = run.windows.slice(0, -kept);
  const steps = [...new Set([...run.earlier, ...old].map(({ step }) => step))];
  const earlier = steps.map((step) => ({
    step,
    ...tally({ windows: old, earlier: run.earlier }, step),
  }));
  return { run: { ...run, windows: run.windows.slice(-kept), earlier }, old };
}

function tallyWindows(windows: readonly WindowRecord[]): Omit<StepTally, 'step'> {
  const counted = windows.filter(isCounted);
  return {
    settled: windows.length,
    served: counted.filter(({ challenger }) => challenger.requests > 0).length,
    missing: windows.length - counted.length,
    challenger: sumOf(windows, 'challenger'),
    champion: sumOf(windows, 'champion'),
  };
}

function added(a: Omit<StepTally, 'step'>, b: Omit<StepTally, 'step'>): Omit<StepTally, 'step'> {
  return {
    settled: a.settled + b.settled,
    served: a.served + b.served,
    missing: a.missing + b.missing,
    challenger: addedCounts(a.challenger, b.challenger),
    champion: addedCounts(a.champion, b.champion),
  };
}

function addedCounts(a: ArmCount, b: ArmCount): ArmCount {
  return {
    requests: a.requests + b.requests,
    errors: a.errors + b.errors,
    clientErrors: a.clientErrors + b.clientErrors,
  };
}
