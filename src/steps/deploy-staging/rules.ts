import { type Rule, needsBucket } from '../../contract/rule.ts';
import type { ServingInputs } from '../../contract/serving-inputs.ts';

/** Inputs that describe machines, or what runs on them alone: a pool has its own. */
const ofMachines = [
  ['machine_type', 'machineType'],
  ['min_replica_count', 'minReplicaCount'],
  ['max_replica_count', 'maxReplicaCount'],
  ['accelerator_type', 'acceleratorType'],
  ['accelerator_count', 'acceleratorCount'],
  ['autoscaling_cpu', 'autoscalingCpu'],
  ['autoscaling_accelerator', 'autoscalingAccelerator'],
  ['autoscaling_requests', 'autoscalingRequests'],
  ['service_account', 'serviceAccount'],
] as const;

type PoolInputs = ServingInputs & { readonly deploymentResourcePool: string | undefined };

/** One for each, so that all are told at once. */
const poolStandsAlone: readonly Rule<PoolInputs>[] = [
  ...ofMachines.map(([name, field]): Rule<PoolInputs> => ({
    says: `deployment_resource_pool excludes ${name}: the pool has its own.`,
    reads: ['deploymentResourcePool', field],
    breach: ({ deploymentResourcePool, [field]: value }) =>
      deploymentResourcePool === undefined || value === undefined
        ? undefined
        : { field, expected: 'nothing, because the pool has its own', found: String(value) },
  })),
  {
    says: 'deployment_resource_pool excludes spot: the pool has its own machines.',
    reads: ['deploymentResourcePool', 'spot'],
    breach: ({ deploymentResourcePool, spot }) =>
      deploymentResourcePool === undefined || !spot
        ? undefined
        : {
            field: 'spot',
            expected: 'false, because the pool has its own machines',
            found: 'true',
          },
  },
];

interface AccessInputs {
  readonly mode: 'deploy' | 'clean';
  readonly endpoint: string | undefined;
  readonly endpointAccess: 'shared' | 'dedicated' | 'private' | undefined;
  readonly privateProjects: readonly string[];
  readonly smokeInstance: unknown;
  readonly bucket: string | undefined;
}

const endpointNamed: Rule<AccessInputs> = {
  says: 'endpoint must be given, unless mode is clean.',
  reads: ['mode', 'endpoint'],
  breach: ({ mode, endpoint }) =>
    mode === 'clean' || endpoint !== undefined
      ? undefined
      : { field: 'endpoint', expected: 'the id of the staging endpoint' },
};

const privateNamesProjects: Rule<AccessInputs> = {
  says: 'private_projects and endpoint_access: private need each other.',
  reads: ['endpointAccess', 'privateProjects'],
  breach({ endpointAccess, privateProjects }) {
    const isPrivate = endpointAccess === 'private';
    if (isPrivate === privateProjects.length > 0) return undefined;
    return isPrivate
      ? { field: 'privateProjects', expected: 'the projects that may connect' }
      : {
          field: 'privateProjects',
          expected: 'nothing, because endpoint_access is not private',
          found: privateProjects.join(', '),
        };
  },
};

const privateIsNotAsked: Rule<AccessInputs> = {
  says: 'endpoint_access: private excludes smoke_instance: the runner does not reach the endpoint.',
  reads: ['endpointAccess', 'smokeInstance'],
  breach: ({ endpointAccess, smokeInstance }) =>
    endpointAccess === 'private' && smokeInstance !== undefined
      ? {
          field: 'smokeInstance',
          expected: 'nothing, because a private endpoint is not reached from here',
          found: JSON.stringify(smokeInstance).slice(0, 80),
        }
      : undefined,
};

const tableNeedsRate: Rule<{
  readonly requestLogRate: number | undefined;
  readonly requestLogTable: string | undefined;
}> = {
  says: 'request_log_table needs request_log_rate.',
  reads: ['requestLogRate', 'requestLogTable'],
  breach: ({ requestLogRate, requestLogTable }) =>
    requestLogTable === undefined || requestLogRate !== undefined
      ? undefined
      : { field: 'requestLogRate', expected: 'the share of requests to write to the table' },
};

const bucket = needsBucket('an endpoint and a deployment');
const recordKept: Rule<AccessInputs> = {
  ...bucket,
  says: `${bucket.says} Not with mode clean, which keeps no record.`,
  reads: ['bucket', 'mode'],
  breach: (inputs) => (inputs.mode === 'clean' ? undefined : bucket.breach(inputs)),
};

export const deployStagingRules = [
  recordKept,
  endpointNamed,
  ...poolStandsAlone,
  privateNamesProjects,
  privateIsNotAsked,
  tableNeedsRate,
] as const;
