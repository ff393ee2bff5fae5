import { duration } from './kinds/duration.ts';
import { boolean, integer } from './kinds/number.ts';
import { text } from './kinds/text.ts';
import type { Rule } from './rule.ts';

/** Ids that a client may choose begin with a letter; digits alone are ids that Vertex chose. */
export const endpointForm = {
  pattern: /^([a-z]([a-z0-9-]{0,61}[a-z0-9])?|[0-9]{1,19})$/,
  expected: 'an endpoint id: a-z, 0-9 and -, starting with a letter, or the number of an endpoint',
};

/** How steps that deploy a model say what it runs on. */
export const servingInputs = {
  machine_type: text({
    about: 'Compute Engine machine type of each replica.',
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
    expected: 'a machine type such as n1-standard-2',
    default: 'n1-standard-2',
    example: 'n1-standard-4',
  }),
  min_replica_count: integer({
    about: 'Replicas that always run.',
    unit: 'replicas',
    min: 1,
    max: 1000,
    default: 1,
    example: 2,
  }),
  max_replica_count: integer({
    about: 'Replicas up to which autoscaling goes.',
    unit: 'replicas',
    min: 1,
    max: 1000,
    default: 1,
    example: 5,
  }),
  deploy_timeout: duration({
    about: 'How long a deployment may take until it serves.',
    default: '30m',
    example: '45m',
  }),
};

/** Whether a step may create its endpoint; what it is for differs by step. */
export function createEndpoint(about: string) {
  return boolean({ about, default: false, example: true });
}

export const replicasAscend: Rule<{
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
}> = {
  says: 'min_replica_count is at most max_replica_count.',
  reads: ['minReplicaCount', 'maxReplicaCount'],
  breach: ({ minReplicaCount, maxReplicaCount }) =>
    minReplicaCount <= maxReplicaCount
      ? undefined
      : {
          field: 'maxReplicaCount',
          expected: `at least min_replica_count, which is ${minReplicaCount}`,
          found: String(maxReplicaCount),
        },
};
