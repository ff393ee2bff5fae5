import { describeSplitChange, equalSplits, type TrafficSplit } from '../vertex/traffic-split.ts';
import { type CanaryRun, currentSplit } from './canary-run.ts';

/** The endpoint as it was just read. */
export interface ObservedEndpoint {
  split: TrafficSplit;
  /** DeployedModel ids. */
  deployed: readonly string[];
}

/** What somebody else did to the endpoint since we last wrote it; undefined when nothing. */
export function describeForeignChange(
  run: CanaryRun,
  observed: ObservedEndpoint,
): string | undefined {
  const differences = [...splitDifference(run, observed), ...modelDifferences(run, observed)];
  return differences.length === 0 ? undefined : differences.join('; ');
}

function splitDifference(run: CanaryRun, { split }: ObservedEndpoint): string[] {
  const expected = currentSplit(run);
  if (equalSplits(expected, split)) return [];
  return [`its traffic split went ${describeSplitChange(expected, split)}`];
}

function modelDifferences(run: CanaryRun, { deployed }: ObservedEndpoint): string[] {
  const challenger = run.challenger.deployedModelId;
  const expected = new Set([...run.recordedModels, ...(run.shifts.length > 0 ? [challenger] : [])]);
  if (isPromoted(run)) expected.delete(run.champion.deployedModelId);
  const known = new Set([...run.recordedModels, challenger]);
  return [
    ...[...expected]
      .filter((id) => !deployed.includes(id))
      .map((id) => `deployed model ${id} is gone`),
    ...deployed.filter((id) => !known.has(id)).map((id) => `deployed model ${id} is new`),
  ];
}

/** All traffic of the pair is on the challenger: the old champion may go. */
export function isPromoted(run: CanaryRun): boolean {
  return run.ending?.kind === 'promote' && run.shifts.at(-1)?.percent === 100;
}
