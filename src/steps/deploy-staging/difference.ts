import type { Problem } from '../../errors/problem.ts';
import type { DeployedModel } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import type { AutoscalingMetric, Machine } from '../../vertex/serving.ts';
import type { StagingWish } from './wish.ts';

/** A field in which a deployed model is not what was asked for. */
export interface Difference extends Problem {
  /** `wrong` runs something else; `off` runs the same in another way. */
  weight: 'wrong' | 'off';
}

/** What Vertex AI aims at where nothing is said, in percent. */
const defaultTargets: Readonly<Partial<Record<AutoscalingMetric, number>>> = {
  cpu: 60,
  accelerator: 60,
};

/** Everything in which a deployed model differs from the wish; empty when it is as wished. */
export function differencesOf(wish: StagingWish, found: DeployedModel): Difference[] {
  return [
    ...compare('model', 'wrong', idOf(wish.modelVersion), idOf(found.model)),
    ...compare('model version', 'wrong', versionOf(wish.modelVersion), found.modelVersionId),
    ...differencesOfResources(wish, found),
    ...compare(
      'service_account',
      wish.options.serviceAccount === undefined ? 'off' : 'wrong',
      wish.options.serviceAccount,
      found.serviceAccount,
    ),
    ...differencesOfExplanation(wish, found),
    ...compare(
      'container_logging',
      'off',
      wish.options.containerLogging ?? true,
      found.containerLogging ?? true,
    ),
    ...compare(
      'access_logging',
      'off',
      wish.options.accessLogging ?? false,
      found.accessLogging ?? false,
    ),
  ];
}

function differencesOfResources({ resources }: StagingWish, found: DeployedModel): Difference[] {
  if (resources.kind === 'shared') {
    return compare('deployment_resource_pool', 'wrong', idOf(resources.pool), poolOf(found));
  }
  return [
    ...compare('deployment_resource_pool', 'wrong', undefined, poolOf(found)),
    ...compare('machine_type', 'wrong', resources.machineType, found.machineType),
    ...compare('accelerator_type', 'wrong', resources.accelerator?.type, found.accelerator?.type),
    ...compare(
      'accelerator_count',
      'wrong',
      resources.accelerator?.count,
      found.accelerator?.count,
    ),
    ...compare('spot', 'wrong', resources.spot ?? false, found.spot ?? false),
    ...compare('min_replica_count', 'off', resources.minReplicaCount, found.minReplicaCount),
    ...compare('max_replica_count', 'off', resources.maxReplicaCount, found.maxReplicaCount),
    ...differencesOfTargets(resources, found),
  ];
}

function differencesOfTargets(asked: Machine, found: DeployedModel): Difference[] {
  const metrics: readonly AutoscalingMetric[] = ['cpu', 'accelerator', 'requests'];
  return metrics.flatMap((metric) => {
    const usual = defaultTargets[metric];
    return compare(
      `autoscaling_${metric}`,
      'off',
      asked.autoscaling?.[metric] ?? usual,
      found.autoscaling?.[metric] ?? usual,
    );
  });
}

/** Vertex AI fills in what the model has: what was asked for must be in it. */
function differencesOfExplanation(
  { options: { explanationSpec } }: StagingWish,
  found: DeployedModel,
): Difference[] {
  if (explanationSpec === undefined || isPartOf(explanationSpec, found.explanationSpec)) return [];
  return [
    {
      where: 'explanation_spec',
      weight: 'off',
      expected: show(explanationSpec),
      found: show(found.explanationSpec),
    },
  ];
}

function compare(
  where: string,
  weight: Difference['weight'],
  asked: string | number | boolean | undefined,
  found: string | number | boolean | undefined,
): Difference[] {
  return asked === found ? [] : [{ where, weight, expected: show(asked), found: show(found) }];
}

function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.length === whole.length &&
      part.every((item, index) => isPartOf(item, whole[index]))
    );
  }
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(
    ([key, value]) => Object.hasOwn(whole, key) && isPartOf(value, Reflect.get(whole, key)),
  );
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

function poolOf({ pool }: DeployedModel): string | undefined {
  return pool === undefined ? undefined : idOf(pool);
}

function versionOf(modelVersion: string): string {
  return modelVersion.slice(modelVersion.indexOf('@') + 1);
}
