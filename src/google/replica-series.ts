import type { protos } from '@google-cloud/monitoring';
import type { ReplicaCount, ReplicaSample } from '../ports/metrics.ts';

type TimeSeries = protos.google.monitoring.v3.ITimeSeries;

/** The newest sample of each deployed model. */
export function joinReplicas(
  now: readonly TimeSeries[],
  wanted: readonly TimeSeries[],
): readonly ReplicaCount[] {
  const [replicas, targets] = [latest(now), latest(wanted)];
  return [...new Set([...replicas.keys(), ...targets.keys()])].map((deployedModelId) => ({
    deployedModelId,
    replicas: replicas.get(deployedModelId),
    target: targets.get(deployedModelId),
  }));
}

/** The newest point by deployed model; points come newest first. */
function latest(series: readonly TimeSeries[]): Map<string, number> {
  return new Map(
    series.flatMap(({ metric, points }) => {
      const value = points?.[0]?.value;
      const count = value?.int64Value ?? value?.doubleValue;
      return count == null ? [] : [[metric?.labels?.['deployed_model_id'] ?? '', Number(count)]];
    }),
  );
}

/** All samples, by time. Series that differ in another label, such as `spot`, are parts of one number. */
export function joinHistory(
  now: readonly TimeSeries[],
  wanted: readonly TimeSeries[],
): readonly ReplicaSample[] {
  const samples = new Map<string, ReplicaSample>();
  const add = (series: readonly TimeSeries[], field: 'replicas' | 'target') => {
    for (const { metric, points } of series) {
      const deployedModelId = metric?.labels?.['deployed_model_id'] ?? '';
      for (const { interval, value } of points ?? []) {
        const count = Number(value?.int64Value ?? value?.doubleValue ?? 0);
        const at = toMs(interval?.endTime);
        const key = `${deployedModelId}@${at}`;
        const known = samples.get(key) ?? {
          deployedModelId,
          at,
          replicas: undefined,
          target: undefined,
        };
        samples.set(key, { ...known, [field]: (known[field] ?? 0) + count });
      }
    }
  };
  add(now, 'replicas');
  add(wanted, 'target');
  return [...samples.values()].toSorted((a, b) => a.at - b.at);
}

function toMs(time: protos.google.protobuf.ITimestamp | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1_000 + Math.floor((time?.nanos ?? 0) / 1e6);
}
