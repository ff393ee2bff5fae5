import { ReleaseError } from '../../errors/error.ts';
import type { ReplicaSample } from '../../ports/metrics.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import { formatDuration } from '../../units/duration.ts';

/** What is known of the replicas of an endpoint while there was load on it. */
export type Replicas =
  | { kind: 'seen'; samples: readonly ReplicaSample[] }
  /** Cloud Monitoring has nothing of that time, or not yet. */
  | { kind: 'unseen' }
  | { kind: 'unreadable'; why: string };

export interface LoadTime {
  /** ms since the epoch. */
  start: number;
  end: number;
}

/** What there was before the load: samples come once a minute. */
const beforeMs = 120_000;
const mostEntries = 40;
const longestReason = 300;

/**
 * Reads how many replicas served and how many should have. That nobody may read it, or that it is not there,
 * says nothing about the model: it is told and nothing is stopped by it.
 * @param waitMs for samples that are shown late.
 * @throws ReleaseError CANCELLED.
 */
export async function observeReplicas(
  endpoint: string,
  { start, end }: LoadTime,
  waitMs: number,
  { ports: { metrics, clock, host }, signal }: StepContext,
): Promise<Replicas> {
  if (waitMs > 0) {
    host.say(`waiting ${formatDuration(waitMs)} for what Cloud Monitoring shows of the replicas`);
    await clock.sleep(waitMs, signal);
  }
  try {
    // Samples of the very end count, and the end is exclusive.
    const interval = { start: start - beforeMs, end: end + 1 };
    const samples = await metrics.replicaHistory(endpoint, interval);
    return samples.some(({ at }) => at >= start) ? { kind: 'seen', samples } : { kind: 'unseen' };
  } catch (error) {
    if (!(error instanceof ReleaseError) || isOurs(error)) throw error;
    host.warn(`how many replicas served under load could not be read: ${error.message}`);
    return { kind: 'unreadable', why: error.message.slice(0, longestReason) };
  }
}

/** For the record: each change of each deployed model, `atMs` from the start of the load. */
export function replicaEvidence(replicas: Replicas, { start }: LoadTime): JsonObject {
  if (replicas.kind !== 'seen') return { ...replicas };
  const changes = changesIn(replicas.samples);
  const timeline = changes.slice(0, mostEntries).map(({ deployedModelId, at, ...counts }) => ({
    deployedModelId,
    atMs: at - start,
    ...(counts.replicas === undefined ? {} : { replicas: counts.replicas }),
    ...(counts.target === undefined ? {} : { target: counts.target }),
  }));
  return { kind: 'seen', samples: replicas.samples.length, timeline };
}

/** `1 → 3`, as far as there was more than one number. */
export function describeReplicas(replicas: Replicas): string {
  if (replicas.kind === 'unreadable') return 'replicas could not be read';
  if (replicas.kind === 'unseen')
    return 'no sample of the replicas yet: they are shown minutes late';
  const ids = [...new Set(replicas.samples.map(({ deployedModelId }) => deployedModelId))];
  const each = ids.map((id) => {
    const counts = replicas.samples.flatMap((one) =>
      one.deployedModelId === id && one.replicas !== undefined ? [one.replicas] : [],
    );
    return counts.filter((count, index) => index === 0 || count !== counts[index - 1]).join(' → ');
  });
  return `replicas under load: ${each.join('; ')}`;
}

function changesIn(samples: readonly ReplicaSample[]): ReplicaSample[] {
  const last = new Map<string, ReplicaSample>();
  return samples.filter((sample) => {
    const before = last.get(sample.deployedModelId);
    last.set(sample.deployedModelId, sample);
    return before?.replicas !== sample.replicas || before?.target !== sample.target;
  });
}

/** A run that was cancelled and a defect stay what they are. */
function isOurs({ code }: ReleaseError): boolean {
  return code === 'CANCELLED' || code === 'INTERNAL';
}
