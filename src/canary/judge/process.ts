import { z } from 'zod';
import { logSumExp } from '../../stats/log-sum.ts';
import type { JudgedWindow } from '../window.ts';
import {
  type EProcessState,
  eProcessState,
  freshProcess,
  hasReached,
  pValueOf,
} from './e-process.ts';
import { type HistoryTest, historyEvidence, judgeWithHistory } from './history-test.ts';
import { judgeRate, type RateTest } from './rate-test.ts';
import { judgeTable, type RatioTest } from './ratio-test.ts';
import { errorsOf, ratioOf, slowOf } from './tables.ts';

/** One search for harm, with its part of alpha. */
export type HarmProcess = { name: string; alpha: number } & (
  | { kind: 'errors'; test: RatioTest }
  /** Errors, with the champion's last day as a witness. */
  | { kind: 'history'; test: HistoryTest }
  /** The average of processes at bucket edges. A test's level is that at which it alone decides. */
  | { kind: 'latency'; edges: readonly { edgeMs: number; test: RatioTest }[] }
  /** The challenger's own error rate. */
  | { kind: 'slo'; test: RateTest }
  /** A ratio of counts that the service names. */
  | { kind: 'ratio'; test: RatioTest }
);

/** Plain data; `parts` as the kind has them, in its order. */
export const processState = z.object({
  /** ln of the evidence against "no harm", in terms of the limit ln(1 / alpha) of the process. */
  logEvidence: z.number(),
  /** The greatest that it ever was. */
  logPeak: z.number(),
  parts: z.array(eProcessState),
  /** Of a judge with history: how far the champion itself has left it. */
  guard: z.array(z.number()),
});

export type ProcessState = z.infer<typeof processState>;

export const freshState: ProcessState = { logEvidence: 0, logPeak: 0, parts: [], guard: [] };

/** The process after one more window. What a window does not count leaves the process as it is. */
export function judgeProcess(
  process: HarmProcess,
  state: ProcessState,
  window: JudgedWindow,
): ProcessState {
  const [first = freshProcess] = state.parts;
  switch (process.kind) {
    case 'errors':
      return single(state, judgeTable(process.test, first, window.step, errorsOf(window)));
    case 'slo':
      return single(state, judgeRate(process.test, first, window.step, window.challenger));
    case 'ratio': {
      const table = ratioOf(window, process.name);
      if (table === undefined) return state;
      return single(state, judgeTable(process.test, first, window.step, table));
    }
    case 'history': {
      const judged = judgeWithHistory(process.test, state, window, errorsOf(window));
      return weighed(state, { ...judged, logEvidence: historyEvidence(process.test, judged) });
    }
    case 'latency': {
      const parts = process.edges.map(({ test }, i) => {
        const part = state.parts[i] ?? freshProcess;
        const table = slowOf(window, i);
        return table === undefined ? part : judgeTable(test, part, window.step, table);
      });
      return weighed(state, { parts, guard: [], logEvidence: average(parts) });
    }
  }
}

/** Whether harm is found. Final. */
export function isHarmful({ alpha }: HarmProcess, state: ProcessState): boolean {
  return hasReached(state, alpha);
}

/** The always-valid p-value of "no harm" as this process sees it. */
export function processPValue(process: HarmProcess, state: ProcessState): number {
  return pValueOf({ alpha: process.alpha, boosting: boostingOf(process) }, state);
}

/** The part of a latency process that says most; undefined of others. */
export function leadingEdge(process: HarmProcess, state: ProcessState): number | undefined {
  if (process.kind !== 'latency') return undefined;
  const evidence = state.parts.map(({ logEvidence }) => logEvidence);
  return process.edges[evidence.indexOf(Math.max(...evidence))]?.edgeMs;
}

function boostingOf(process: HarmProcess): 'on' | 'off' {
  switch (process.kind) {
    case 'latency':
      return process.edges.some(({ test }) => test.boosting === 'on') ? 'on' : 'off';
    case 'history':
      return 'on';
    default:
      return process.test.boosting;
  }
}

function single(state: ProcessState, part: EProcessState): ProcessState {
  return weighed(state, { parts: [part], guard: [], logEvidence: part.logEvidence });
}

function weighed(before: ProcessState, now: Omit<ProcessState, 'logPeak'>): ProcessState {
  return { ...now, logPeak: Math.max(before.logPeak, now.logEvidence) };
}

/** ln of the mean of the e-values: an average of e-values is one. */
function average(parts: readonly EProcessState[]): number {
  return logSumExp(parts.map(({ logEvidence }) => logEvidence)) - Math.log(parts.length);
}
