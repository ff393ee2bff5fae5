import { isHeldByAnother } from '../../../src/canary/lease.ts';
import { type CanaryLedger, parseLedger } from '../../../src/canary/ledger.ts';
import type { CanaryRun } from '../../../src/canary/canary-run.ts';
import type { Endpoint } from '../../../src/vertex/endpoint.ts';
import { equalSplits, shareOf, type TrafficSplit } from '../../../src/vertex/traffic-split.ts';
import { ledgerObject, releaseId } from '../canary-world.ts';
import type { Runner } from './runner.ts';

/** What must never happen, whatever else does. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

export function demand(condition: boolean, what: string, ...details: readonly unknown[]): void {
  if (condition) return;
  throw new Violation([what, ...details.map((detail) => JSON.stringify(detail))].join(' '));
}

/** Whoever asks for it takes the lease from anybody. */
const seizing = ['roll_back', 'promote'];

/** The ledger as it is replaced: each new one must follow from the one before. */
export function checkLedger(
  before: CanaryLedger | undefined,
  text: string,
  writer: Runner,
  now: number,
  isGone: (name: string) => boolean,
): CanaryLedger {
  const after = parseLedger(text, ledgerObject);
  const finished = after.finished.filter((one) => one.releaseId === releaseId);
  demand(finished.length <= 1, 'more than one finished entry', finished);
  if (before === undefined) return after;
  checkLease(before, after, writer, now, isGone);
  checkRollBack(before, after);
  return after;
}

function checkLease(
  before: CanaryLedger,
  after: CanaryLedger,
  writer: Runner,
  now: number,
  isGone: (name: string) => boolean,
): void {
  if (seizing.includes(writer.inputs.operation)) return;
  if (!isHeldByAnother(before.lease, { name: writer.name, isGone }, now)) return;
  const isNote = after.lease?.owner === before.lease.owner && isApproval(before, after);
  demand(isNote, 'the ledger was written by another than who holds the lease', {
    writer: writer.name,
    lease: before.lease,
  });
}

function isApproval(before: CanaryLedger, after: CanaryLedger): boolean {
  const plain = ({ active }: CanaryLedger) => JSON.stringify({ ...active, approvals: undefined });
  return plain(before) === plain(after);
}

function checkRollBack(before: CanaryLedger, after: CanaryLedger): void {
  if (before.active?.ending?.kind === 'roll_back') {
    const outcome = after.finished.find((one) => one.releaseId === releaseId)?.outcome;
    const isKept = after.active?.ending?.kind === 'roll_back';
    demand(isKept || outcome === 'rolled_back', 'a roll back was taken back', after);
  }
  const { active } = before;
  if (active !== undefined && after.active === undefined) {
    const outcome = after.finished.at(-1)?.outcome;
    demand(outcome !== undefined, 'a run vanished');
  }
}

/** A split that one of us put into force. */
export function checkSplit(
  run: CanaryRun | undefined,
  before: TrafficSplit,
  after: TrafficSplit,
): void {
  if (equalSplits(before, after)) return;
  if (run === undefined) {
    demand(false, 'the split was changed without a run', { before, after });
    return;
  }
  const { intent, ending, recordedSplit, challenger, champion } = run;
  const isIntended = intent?.kind === 'shift' && equalSplits(intent.to, after);
  const isRestored = ending?.kind === 'roll_back' && equalSplits(recordedSplit, after);
  demand(isIntended || isRestored, 'an undeclared split', { before, after, intent, ending });
  if (ending?.kind === 'roll_back') {
    const [old, now] = [before, after].map((split) => shareOf(split, challenger.deployedModelId));
    demand((now ?? 0) <= (old ?? 0), 'the challenger got traffic after a roll back', after);
  }
  if (ending?.kind === 'promote') return;
  const highest = Math.max(
    ...run.shifts.map(({ percent }) => percent),
    intent?.kind === 'shift' ? intent.percent : 0,
    0,
  );
  const pool = shareOf(recordedSplit, champion.deployedModelId);
  const floor = Math.floor((pool * (100 - highest)) / 100);
  const share = shareOf(after, champion.deployedModelId);
  demand(share >= Math.min(floor, pool - 1), 'the champion is below its floor', { after, floor });
}

/** The endpoint at any moment. */
export function checkEndpoint({ split, deployed }: Endpoint): void {
  const shares = Object.values(split);
  const sum = shares.reduce((total, share) => total + share, 0);
  demand(sum === 100 || shares.length === 0, 'a split that does not sum to 100', split);
  const ids = deployed.map(({ id }) => id);
  demand(new Set(ids).size === ids.length, 'a model is deployed twice', ids);
}
