import { z } from 'zod';
import type { JudgedWindow } from '../window.ts';
import { type ClearingTest, clearingState, freshClearing, judgeClearing } from './clearing.ts';
import { logLimit } from './e-process.ts';
import {
  freshState,
  type HarmProcess,
  isHarmful,
  judgeProcess,
  processPValue,
  processState,
} from './process.ts';
import {
  freshSampleRatio,
  judgeSampleRatio,
  type SampleRatioTest,
  sampleRatioState,
} from './sample-ratio.ts';

/** Everything that a canary is judged by; fixed before its first window. */
export interface JudgeSettings {
  /** Bound on the probability of ever finding harm in a healthy challenger, in (0, 1). */
  alpha: number;
  /** Searches for harm; their levels sum to alpha at most, so that together they keep to it. */
  harm: readonly HarmProcess[];
  /** Weighed and told like these, but nothing follows. */
  reported: readonly HarmProcess[];
  /** Absent where nothing has to be proved. */
  clearing?: ClearingTest;
  sampleRatio: SampleRatioTest;
  /** Step from which on nothing serves beside the challenger: only its own error rate is judged. */
  aloneFrom?: number;
}

/** The judge between two windows. Plain data: it is stored, and replaying the windows gives it again. */
export const judgeState = z.object({
  /** By the name of the process. */
  processes: z.record(z.string(), processState),
  clearing: clearingState,
  sampleRatio: sampleRatioState,
  /** ln of the evidence against "no harm" of all processes: harm is found at ln(1 / alpha). */
  logEvidence: z.number(),
  /** The greatest that it ever was. */
  logPeak: z.number(),
  /** Which process found harm, where, both counted from 0. Final: later windows are not judged. */
  harm: z.object({ process: z.string(), step: z.int(), window: z.int() }).optional(),
});

export type JudgeState = z.infer<typeof judgeState>;

export const freshJudge: JudgeState = {
  processes: {},
  clearing: freshClearing,
  sampleRatio: freshSampleRatio,
  logEvidence: 0,
  logPeak: 0,
};

/** The judge after one more settled window; windows come in the order of time. */
export function judgeWindow(
  settings: JudgeSettings,
  state: JudgeState,
  window: JudgedWindow,
): JudgeState {
  if (state.harm !== undefined) return state;
  const { harm, reported, clearing, sampleRatio } = settings;
  const { step, index } = window;
  if (step >= (settings.aloneFrom ?? Infinity)) return judgeAlone(settings, state, window);
  const requests = {
    challenger: window.challenger.requests,
    champion: window.champion.requests,
  };
  const processes = Object.fromEntries(
    [...harm, ...reported].map((process) => [
      process.name,
      judgeProcess(process, state.processes[process.name] ?? freshState, window),
    ]),
  );
  const logEvidence = jointEvidence(settings, processes);
  const found = harm.find((process) => isHarmful(process, processes[process.name] ?? freshState));
  return {
    processes,
    clearing:
      clearing === undefined ? state.clearing : judgeClearing(clearing, state.clearing, window),
    sampleRatio: judgeSampleRatio(sampleRatio, state.sampleRatio, step, requests),
    logEvidence,
    logPeak: Math.max(state.logPeak, logEvidence),
    ...(found === undefined ? {} : { harm: { process: found.name, step, window: index } }),
  };
}

/** What compares the arms stays as it was when the champion last served; the objective's process goes on. */
function judgeAlone(settings: JudgeSettings, state: JudgeState, window: JudgedWindow): JudgeState {
  const absolute = settings.harm.filter(({ kind }) => kind === 'slo');
  const judged = absolute.map(
    (process) =>
      [
        process.name,
        judgeProcess(process, state.processes[process.name] ?? freshState, window),
      ] as const,
  );
  const processes = { ...state.processes, ...Object.fromEntries(judged) };
  const logEvidence = jointEvidence(settings, processes);
  const found = absolute.find((process) =>
    isHarmful(process, processes[process.name] ?? freshState),
  );
  const { step, index } = window;
  return {
    ...state,
    processes,
    logEvidence,
    logPeak: Math.max(state.logPeak, logEvidence),
    ...(found === undefined ? {} : { harm: { process: found.name, step, window: index } }),
  };
}

/** The judge after all these windows. */
export function judgeWindows(
  settings: JudgeSettings,
  windows: readonly JudgedWindow[],
  from: JudgeState = freshJudge,
): JudgeState {
  return windows.reduce((state, window) => judgeWindow(settings, state, window), from);
}

/** The always-valid p-value of "no harm" by all processes: at most alpha exactly where harm is found. */
export function pValue({ alpha, harm }: JudgeSettings, state: JudgeState): number {
  const values = harm.map((process) => {
    const own = state.processes[process.name] ?? freshState;
    return processPValue(process, own) * (alpha / process.alpha);
  });
  return Math.min(1, ...values);
}

/** Evidence of the process that is nearest to its limit, as if the limit were ln(1 / alpha). */
function jointEvidence({ alpha, harm }: JudgeSettings, processes: JudgeState['processes']): number {
  const against = harm.map((process) => {
    const { logEvidence } = processes[process.name] ?? freshState;
    return logLimit(alpha) + logEvidence - logLimit(process.alpha);
  });
  return against.length === 0 ? 0 : Math.max(...against);
}
