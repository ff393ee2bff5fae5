import type { TrafficSplit } from '../vertex/traffic-split.ts';
import type { DueWindow } from './due-windows.ts';
import type { Look } from './look.ts';
import type { Reason } from './reason.ts';

/** What is to be done next; with the look that decided it, where one did. */
export type Action =
  /** Deploy the challenger, without traffic. */
  | { kind: 'deploy' }
  /** See an operation through that was started before. */
  | { kind: 'await'; operation: string }
  /** The change that was intended is in force: record it. */
  | { kind: 'confirm' }
  /** The recorded split is in force again; what else was intended stands. */
  | { kind: 'confirm_restored' }
  /** Give the challenger the share of a step. */
  | {
      kind: 'shift';
      step: number;
      percent: number;
      from: TrafficSplit;
      to: TrafficSplit;
      look?: Look;
    }
  /** Read these settled windows. */
  | { kind: 'look'; windows: readonly DueWindow[] }
  | { kind: 'wait'; until: number; why: string; look?: Look }
  /** Go on judging until a person allows this share. */
  | {
      kind: 'ask';
      percent: number;
      until: number;
      why: string;
      reasons: readonly Reason[];
      look: Look;
    }
  /** Decide, finally, that the challenger becomes champion. */
  | { kind: 'promote'; reasons: readonly Reason[]; look?: Look }
  /** Decide, finally and one way, that the challenger goes. */
  | { kind: 'roll_back'; reasons: readonly Reason[]; look?: Look }
  /** Give back the recorded split. */
  | { kind: 'restore'; from: TrafficSplit; to: TrafficSplit }
  /** Change nothing; a person must decide. */
  | { kind: 'hold'; reasons: readonly Reason[]; look?: Look }
  | { kind: 'undeploy'; deployedModelId: string }
  | { kind: 'move_aliases' }
  /** Leave in Cloud Monitoring what the plan asks for. */
  | { kind: 'follow_up' }
  | { kind: 'done'; outcome: 'promoted' | 'rolled_back' };
