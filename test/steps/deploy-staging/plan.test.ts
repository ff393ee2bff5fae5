import { describe, expect, it } from '@jest/globals';
import { planStaging } from '../../../src/steps/deploy-staging/plan.ts';
import type { StagingWish } from '../../../src/steps/deploy-staging/wish.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../../src/vertex/endpoint.ts';
import { managedLabel, managedValue } from '../../../src/vertex/labels.ts';

const model = 'projects/acme-ml/locations/us-central1/models/birds';
const machine = { machineType: 'n1-standard-2', minReplicaCount: 1, maxReplicaCount: 2 };
const wish: StagingWish = {
  modelVersion: `${model}@4`,
  releaseId: 'birds-1a2b3c4d-1',
  endpointId: 'staging',
  resources: { kind: 'dedicated', ...machine },
  options: {},
};
const ours = { [managedLabel]: managedValue };
const candidate = deployedModelIdOf(wish.releaseId, wish.endpointId);

function deployed(id: string, change: Partial<DeployedModel> = {}): DeployedModel {
  return { id, model, modelVersionId: '4', displayName: 'birds', ...machine, ...change };
}

function endpoint(there: readonly DeployedModel[], labels: Endpoint['labels'] = ours): Endpoint {
  const split = there[0] === undefined ? {} : { [there[0].id]: 100 };
  return {
    name: 'projects/acme-ml/locations/us-central1/endpoints/staging',
    displayName: 'staging',
    labels,
    split,
    deployed: there,
    etag: 'e',
  };
}

describe('the plan for staging', () => {
  it.each<[string, Endpoint | undefined, 'all' | 'none']>([
    ['a new endpoint', undefined, 'all'],
    ['an empty endpoint', endpoint([]), 'all'],
    ['an endpoint that serves', endpoint([deployed('7001', { modelVersionId: '3' })]), 'none'],
  ])('deploys to %s with traffic: %s', (_, there, traffic) => {
    expect(planStaging(there, wish)).toMatchObject({
      deploy: {
        deployedModelId: candidate,
        modelVersion: `${model}@4`,
        resources: wish.resources,
        traffic,
      },
      serves: candidate,
      split: { [candidate]: 100 },
    });
  });

  it('keeps what is deployed as wished, whoever deployed it', () => {
    expect(planStaging(endpoint([deployed('7009')]), wish)).toMatchObject({
      deploy: undefined,
      serves: '7009',
      undeploy: [],
    });
  });

  it.each<[string, Partial<DeployedModel>]>([
    ['the usual targets, spelt out', { autoscaling: { cpu: 60, accelerator: 60 } }],
    ['an explanation that the model brings', { explanationSpec: { parameters: {} } }],
  ])('does not replace what has %s', (_, change) => {
    expect(planStaging(endpoint([deployed('7009', change)]), wish).deploy).toBeUndefined();
  });

  it('replaces what explains in another way than asked', () => {
    const explanationSpec = { parameters: { sampledShapleyAttribution: { pathCount: 10 } } };
    const explained = { ...wish, options: { explanationSpec } };
    const found = (pathCount: number) => ({
      explanationSpec: {
        parameters: { sampledShapleyAttribution: { pathCount } },
        metadata: { inputs: {} },
      },
    });
    const planFor = (change: Partial<DeployedModel>) =>
      planStaging(endpoint([deployed('7009', change)]), explained).deploy;
    expect(planFor(found(10))).toBeUndefined();
    expect(planFor(found(25))?.explanationSpec).toEqual(explanationSpec);
    expect(planFor({})).toBeDefined();
  });

  it.each<[string, Partial<DeployedModel>]>([
    ['another version', { modelVersionId: '3' }],
    ['another model', { model: model.replace('birds', 'fish') }],
    ['another machine', { machineType: 'n1-standard-4' }],
    ['more replicas at least', { minReplicaCount: 2 }],
    ['more replicas at most', { maxReplicaCount: 3 }],
    ['an accelerator', { accelerator: { type: 'NVIDIA_TESLA_T4', count: 1 } }],
    ['a Spot VM', { spot: true }],
    ['another target of autoscaling', { autoscaling: { cpu: 80 } }],
    ['another service account', { serviceAccount: 'a@b.iam.gserviceaccount.com' }],
    ['silence', { containerLogging: false }],
    ['a log of requests', { accessLogging: true }],
    ['a pool', { pool: 'projects/p/locations/l/deploymentResourcePools/d' }],
  ])('replaces %s', (_, change) => {
    const plan = planStaging(endpoint([deployed('7009', change)]), wish);
    expect(plan.deploy?.deployedModelId).toBe(candidate);
    expect(plan.undeploy).toEqual(['7009']);
  });

  it('takes another id while an attempt with other settings has that of the release', () => {
    const there = endpoint([deployed(candidate, { machineType: 'n1-standard-4' })]);
    const plan = planStaging(there, wish);
    expect(plan.serves).not.toBe(candidate);
    expect(plan.serves).toMatch(/^[1-9][0-9]{9}$/);
    expect(plan).toMatchObject({ deploy: { deployedModelId: plan.serves }, undeploy: [candidate] });
    expect(planStaging(there, wish).serves).toBe(plan.serves);
  });

  it('takes nothing away from an endpoint that is not ours', () => {
    const foreign = endpoint([deployed('7001', { modelVersionId: '3' })], { team: 'other' });
    expect(planStaging(foreign, wish).undeploy).toEqual([]);
  });
});
