import { deepEqual, equal, match } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import { done, refused } from './expect.ts';
import { endpoint, model, parent } from './names.ts';
import type { Services } from './services.ts';

const dedicatedResources = { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 };
const unknown = `${parent}/models/unknown`;

/** Endpoints, deployments, traffic and predictions. */
export const endpointSteps: Steps<Services> = {
  async 'create an endpoint with an id of our own'({ endpoints }) {
    const created = await done<{ name?: string }>(
      endpoints.createEndpoint({
        parent,
        endpoint: { displayName: 'production' },
        endpointId: 'production',
      }),
    );
    match(created.name ?? '', /^projects\/\d+\/locations\/us-central1\/endpoints\/production$/);
  },
  async 'refuse a bad endpoint id'({ endpoints }) {
    const creation = endpoints.createEndpoint({
      parent,
      endpoint: { displayName: 'bad' },
      endpointId: '1234567890',
    });
    await refused(creation, 'INVALID_ARGUMENT', /endpoint_id/);
  },
  async 'answer that an endpoint is not there'({ endpoints }) {
    const name = `${parent}/endpoints/404`;
    await refused(endpoints.getEndpoint({ name }), 'NOT_FOUND', /404/);
  },
  async 'refuse a prediction without traffic'({ predictions }) {
    const prediction = predictions.predict({ endpoint, instances: [{ numberValue: 1 }] });
    await refused(prediction, 'FAILED_PRECONDITION', /doesn't have traffic_split\./);
  },
  async 'deploy the first version with all traffic'(services) {
    await deploy(services, '1', { 0: 100 });
    deepEqual(await splitOf(services), { 1: 100 });
  },
  async 'deploy the second version without a split'(services) {
    await deploy(services, '2', {});
    deepEqual(await splitOf(services), { 1: 100 });
  },
  async 'refuse a split that does not add up'(services) {
    await refused(setSplit(services, { 1: 90, 2: 5 }), 'INVALID_ARGUMENT', /100/);
  },
  async 'refuse a split of an unknown deployed model'(services) {
    const text = /The following DeployedModel ID\(s\) \[77\] do not exist\./;
    await refused(setSplit(services, { 77: 100 }), 'INVALID_ARGUMENT', text);
  },
  async 'split the traffic'(services) {
    await setSplit(services, { 1: 90, 2: 10 });
    deepEqual(await splitOf(services), { 1: 90, 2: 10 });
  },
  async 'refuse a stale etag'({ endpoints }) {
    const [{ etag }] = await endpoints.getEndpoint({ name: endpoint });
    const change = (description: string) =>
      endpoints.updateEndpoint({
        endpoint: { name: endpoint, etag: etag ?? '', description },
        updateMask: { paths: ['description'] },
      });
    await change('first');
    await refused(change('second'), 'ABORTED', /etag/);
  },
  async predict({ predictions }) {
    for (let sent = 0; sent < 20; sent += 1) {
      const [answer] = await predictions.predict({
        endpoint,
        instances: [{ numberValue: 4 }, { numberValue: 5 }],
      });
      const values = answer.predictions?.map(({ structValue }) => structValue?.fields);
      deepEqual(
        values?.map((fields) => fields?.['doubled']?.numberValue),
        [8, 10],
      );
      equal(answer.modelVersionId, answer.deployedModelId);
      equal(values?.[0]?.['version']?.stringValue, answer.modelVersionId);
      match(answer.model ?? '', /\/models\/doubler$/);
    }
  },
  async 'predict with a body of our own'({ predictions }) {
    const [answer] = await predictions.rawPredict({
      endpoint,
      httpBody: { contentType: 'application/json', data: Buffer.from('{"instances":[4]}') },
    });
    const body = JSON.parse(Buffer.from(answer.data ?? '').toString()) as {
      predictions: readonly { doubled: number }[];
    };
    equal(body.predictions[0]?.doubled, 8);
  },
  async 'pass on a refusal of the model server'({ predictions }) {
    const prediction = predictions.predict({ endpoint, instances: [{ stringValue: 'four' }] });
    await refused(prediction, 'INVALID_ARGUMENT', /only numbers/);
  },
  async 'list endpoints by a filter'({ endpoints }) {
    const [found] = await endpoints.listEndpoints({ parent, filter: 'display_name="production"' });
    deepEqual(
      found.map(({ displayName }) => displayName),
      ['production'],
    );
    const [others] = await endpoints.listEndpoints({ parent, filter: 'display_name="other"' });
    deepEqual(others, []);
  },
  async 'refuse to undeploy a model with traffic'({ endpoints }) {
    const undeployment = endpoints.undeployModel({ endpoint, deployedModelId: '1' });
    await refused(undeployment, 'FAILED_PRECONDITION', /DeployedModel 1 /);
  },
  async 'undeploy a model and give its traffic away'(services) {
    await undeploy(services, '1', { 2: 100 });
    deepEqual(await splitOf(services), { 2: 100 });
    deepEqual(await deployedIds(services), ['2']);
  },
  async 'undeploy a model without traffic'(services) {
    await deploy(services, '1', {});
    deepEqual(await deployedIds(services), ['1', '2']);
    await undeploy(services, '1', {});
    deepEqual(await deployedIds(services), ['2']);
  },
  async 'refuse to delete an endpoint with models'({ endpoints }) {
    const text = /Endpoint has deployed or being-deployed DeployedModel\(s\)/;
    await refused(done(endpoints.deleteEndpoint({ name: endpoint })), 'FAILED_PRECONDITION', text);
  },
  async 'refuse to delete a deployed model'({ models }) {
    const deletion = done(models.deleteModel({ name: model }));
    await refused(deletion, 'FAILED_PRECONDITION', /deployed/);
  },
  async 'fail a deployment of an unknown image'(services) {
    const containerSpec = { imageUri: 'clients.test/unknown:3' };
    await done(
      services.models.uploadModel({
        parent,
        model: { displayName: 'unknown', containerSpec },
        modelId: 'unknown',
      }),
    );
    const deployment = done(
      services.endpoints.deployModel({
        endpoint,
        deployedModel: { model: unknown, dedicatedResources },
      }),
    );
    await refused(deployment, 'FAILED_PRECONDITION', /clients\.test\/unknown:3.*images:/s);
    deepEqual(await deployedIds(services), ['2']);
    await done(services.models.deleteModel({ name: unknown }));
  },
};

/** Deploys a version under an id that is its number. */
async function deploy(
  { endpoints }: Services,
  version: string,
  trafficSplit: Record<string, number>,
): Promise<void> {
  await done(
    endpoints.deployModel({
      endpoint,
      deployedModel: { id: version, model: `${model}@${version}`, dedicatedResources },
      trafficSplit,
    }),
  );
}

export async function undeploy(
  { endpoints }: Services,
  deployedModelId: string,
  trafficSplit: Record<string, number>,
): Promise<void> {
  await done(endpoints.undeployModel({ endpoint, deployedModelId, trafficSplit }));
}

async function setSplit(
  { endpoints }: Services,
  trafficSplit: Record<string, number>,
): Promise<void> {
  await endpoints.updateEndpoint({
    endpoint: { name: endpoint, trafficSplit },
    updateMask: { paths: ['traffic_split'] },
  });
}

async function splitOf({ endpoints }: Services): Promise<Record<string, number>> {
  const [{ trafficSplit }] = await endpoints.getEndpoint({ name: endpoint });
  return { ...trafficSplit };
}

async function deployedIds({ endpoints }: Services): Promise<readonly string[]> {
  const [{ deployedModels }] = await endpoints.getEndpoint({ name: endpoint });
  return (deployedModels ?? []).map(({ id }) => id ?? '').toSorted();
}
