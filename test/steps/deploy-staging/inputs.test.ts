import { describe, expect, it } from '@jest/globals';
import protos from '@google-cloud/aiplatform/build/protos/protos.json' with { type: 'json' };
import { parseInputs } from '../../../src/contract/parse.ts';
import { deployStaging } from '../../../src/steps/deploy-staging/contract.ts';
import { optionsOf, requestLogOf, resourcesOf } from '../../../src/steps/deploy-staging/wish.ts';
import { acceleratorTypes } from '../../../src/vertex/serving.ts';
import { problemsOf, sourcesOf } from '../../contract/sources.ts';
import { inputsOf } from '../../support/step-inputs.ts';

const always = {
  project_id: 'acme-ml',
  region: 'us-central1',
  model: 'birds',
  bucket: 'releases',
  endpoint: 'staging',
};

const refuse = (explicit: Record<string, string>) =>
  problemsOf(() => parseInputs(deployStaging, sourcesOf({ explicit: { ...always, ...explicit } })));

describe('the inputs of deploy-staging', () => {
  it('name the accelerators that Vertex AI has', () => {
    const v1 = protos.nested.google.nested.cloud.nested.aiplatform.nested.v1.nested;
    const names = Object.keys(v1.AcceleratorType.values);
    expect([...acceleratorTypes]).toEqual(names.filter((name) => name.startsWith('NVIDIA_')));
  });

  it('default to one small machine', () => {
    const inputs = inputsOf(deployStaging, { endpoint: 'staging' });
    expect(resourcesOf(inputs)).toEqual({
      kind: 'dedicated',
      machineType: 'n1-standard-2',
      minReplicaCount: 1,
      maxReplicaCount: 1,
    });
    expect(optionsOf(inputs)).toEqual({});
    expect(requestLogOf(inputs)).toBeUndefined();
  });

  it('describe machines with all there is to say of them', () => {
    const inputs = inputsOf(deployStaging, {
      endpoint: 'staging',
      machine_type: 'n1-standard-8',
      min_replica_count: '2',
      max_replica_count: '4',
      accelerator_type: 'NVIDIA_TESLA_T4',
      accelerator_count: '2',
      autoscaling_cpu: '70',
      autoscaling_accelerator: '80',
      autoscaling_requests: '600',
      spot: 'true',
      service_account: 'server@acme-ml.iam.gserviceaccount.com',
      explanation_spec: '{ parameters: { sampledShapleyAttribution: { pathCount: 10 } } }',
      container_logging: 'false',
      access_logging: 'true',
      request_log_rate: '0.5',
      request_log_table: 'bq://acme-ml.staging.requests',
    });
    expect(resourcesOf(inputs)).toEqual({
      kind: 'dedicated',
      machineType: 'n1-standard-8',
      minReplicaCount: 2,
      maxReplicaCount: 4,
      accelerator: { type: 'NVIDIA_TESLA_T4', count: 2 },
      autoscaling: { cpu: 70, accelerator: 80, requests: 600 },
      spot: true,
    });
    expect(optionsOf(inputs)).toEqual({
      serviceAccount: 'server@acme-ml.iam.gserviceaccount.com',
      explanationSpec: { parameters: { sampledShapleyAttribution: { pathCount: 10 } } },
      containerLogging: false,
      accessLogging: true,
    });
    expect(requestLogOf(inputs)).toEqual({
      samplingRate: 0.5,
      table: 'bq://acme-ml.staging.requests',
    });
  });

  it.each(['staging-pool', 'projects/p/locations/l/deploymentResourcePools/staging-pool'])(
    'name a pool: %s',
    (pool) => {
      const inputs = inputsOf(deployStaging, {
        endpoint: 'staging',
        deployment_resource_pool: pool,
      });
      expect(resourcesOf(inputs)).toEqual({
        kind: 'shared',
        pool: pool.startsWith('projects/')
          ? pool
          : 'projects/acme-ml/locations/us-central1/deploymentResourcePools/staging-pool',
      });
    },
  );

  it('are refused with everything that contradicts itself at once', () => {
    const problems = refuse({
      deployment_resource_pool: 'pool',
      machine_type: 'n1-standard-2',
      min_replica_count: '3',
      max_replica_count: '2',
      accelerator_count: '1',
      autoscaling_accelerator: '50',
      spot: 'true',
      service_account: 'a@b.iam.gserviceaccount.com',
      request_log_table: 'bq://p',
      private_projects: 'apps',
    });
    const fields = problems.map((problem) => problem.split(':', 1)[0]);
    expect(fields.toSorted()).toEqual([
      '--accelerator-count',
      '--autoscaling-accelerator',
      '--autoscaling-accelerator',
      '--machine-type',
      '--max-replica-count',
      '--max-replica-count',
      '--min-replica-count',
      '--private-projects',
      '--service-account',
      '--spot',
      'deploy_staging.accelerator_type',
      'deploy_staging.request_log_rate',
    ]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a private endpoint for nobody', { endpoint_access: 'private' }, /private_projects/],
    [
      'a smoke request that reaches nothing',
      { endpoint_access: 'private', private_projects: 'apps', smoke_instance: '{ a: 1 }' },
      /smoke-instance: .*not reached from here/,
    ],
    ['no endpoint', { endpoint: '' }, /endpoint: expected the id of the staging endpoint/],
    ['no bucket', { bucket: '' }, /bucket/],
    ['a rate of nothing', { request_log_rate: '0' }, /request-log-rate/],
    ['a table elsewhere', { request_log_table: 'gs://b', request_log_rate: '1' }, /bq:\/\//],
    ['an explanation in snake_case', { explanation_spec: '{ parameter: {} }' }, /parameters/],
    ['an accelerator of yesterday', { accelerator_type: 'NVIDIA_VOODOO' }, /accelerator-type/],
  ])('are refused with %s', (_, explicit, problem) => {
    const problems = refuse(explicit);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('ask for less when only cleaning', () => {
    const explicit = { ...always, endpoint: '', bucket: '', mode: 'clean' };
    expect(problemsOf(() => parseInputs(deployStaging, sourcesOf({ explicit })))).toEqual([]);
  });
});
