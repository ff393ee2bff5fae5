import { deepEqual, equal, match } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import { type Gcloud, project } from './command.ts';

interface Model {
  versionId: string;
  versionAliases?: readonly string[];
  versionDescription?: string;
  labels?: Readonly<Record<string, string>>;
}

interface Endpoint {
  name: string;
  trafficSplit?: Readonly<Record<string, number>>;
  deployedModels?: readonly { id: string; modelVersionId: string }[];
}

interface Answer {
  deployedModelId: string;
  modelVersionId: string;
  predictions: readonly { doubled: number; version: string }[];
}

const models = ['ai', 'models'];
const endpoints = ['ai', 'endpoints'];
const image = (tag: string) => `--container-image-uri=clients.test/server:${tag}`;
const server = [
  '--display-name=doubler',
  '--container-predict-route=/predict',
  '--container-health-route=/health',
];

/** Models, endpoints and predictions by `gcloud ai`. */
export const aiSteps: Steps<Gcloud> = {
  async 'upload a first version'({ json }) {
    const flags = [
      '--model-id=doubler',
      '--labels=team=birds',
      '--container-env-vars=MODEL_VERSION=1',
    ];
    const uploaded = await json<{ model: string; modelVersionId: string }>(
      ...models,
      'upload',
      ...server,
      image('1'),
      ...flags,
    );
    match(uploaded.model, /^projects\/\d+\/locations\/us-central1\/models\/doubler$/);
    equal(uploaded.modelVersionId, '1');
  },
  async 'upload a second version with alias, labels and description'(gcloud) {
    await uploadVersion(gcloud, '2', '--version-description=deeper', '--labels=depth=eight');
    const [, second] = await versions(gcloud);
    equal(second?.versionDescription, 'deeper');
    equal(second?.labels?.['depth'], 'eight');
  },
  async 'list the versions of a model'(gcloud) {
    deepEqual(aliases(await versions(gcloud)), { 1: ['default'], 2: ['challenger'] });
  },
  async 'read a version by its alias'({ json }) {
    const model = await json<Model>(...models, 'describe', 'doubler@challenger');
    equal(model.versionId, '2');
  },
  async 'move an alias to another version'(gcloud) {
    await uploadVersion(gcloud, '3');
    deepEqual(aliases(await versions(gcloud)), { 1: ['default'], 2: [], 3: ['challenger'] });
  },
  async 'refuse a bad alias'({ refused }) {
    const flags = [...server, image('1'), '--version-aliases=Not_An_Alias'];
    await refused(/INVALID_ARGUMENT.*Not_An_Alias/s, ...models, 'upload', ...flags);
  },
  async 'copy a model'({ run, json }) {
    const source = `projects/${project}/locations/us-central1/models/doubler`;
    const flags = [`--source-model=${source}`, '--destination-model-id=copied'];
    const copied = await json<{ modelVersionId: string }>(...models, 'copy', ...flags);
    equal(copied.modelVersionId, '1');
    await run(...models, 'delete', 'copied');
  },
  async 'create an endpoint with an id of our own'({ json }) {
    const flags = ['--display-name=production', '--endpoint-id=production'];
    const { name } = await json<Endpoint>(...endpoints, 'create', ...flags);
    match(name, /^projects\/\d+\/locations\/us-central1\/endpoints\/production$/);
  },
  async 'refuse a prediction without traffic'({ refused, file }) {
    const text = /FAILED_PRECONDITION.*doesn't have traffic_split\./s;
    await refused(text, ...endpoints, 'predict', 'production', request(file, [1]));
  },
  async 'deploy the first version with all traffic'(gcloud) {
    // What became of the split is seen with the next deployment, which leaves it as it is.
    await deploy(gcloud, '1', '--traffic-split=0=100');
  },
  async 'deploy the second version without a split'(gcloud) {
    await deploy(gcloud, '2');
    const { trafficSplit, deployedModels } = await describe(gcloud);
    deepEqual(trafficSplit, { 1: 100 });
    deepEqual(deployedModels?.map((each) => each.modelVersionId).toSorted(), ['1', '2']);
  },
  async 'refuse a split that does not add up'({ refused }) {
    await refused(/INVALID_ARGUMENT.*100/s, ...split('1=90,2=5'));
  },
  async 'refuse a split of an unknown deployed model'({ refused }) {
    const text = /INVALID_ARGUMENT.*The following DeployedModel ID\(s\) \[77\] do not exist\./s;
    await refused(text, ...split('77=100'));
  },
  async 'split the traffic'({ json }) {
    const updated = await json<Endpoint>(...split('1=90,2=10'));
    deepEqual(updated.trafficSplit, { 1: 90, 2: 10 });
  },
  async predict({ json, file }) {
    const flags = ['production', request(file, [4, 5])];
    const answer = await json<Answer>(...endpoints, 'predict', ...flags);
    deepEqual(
      answer.predictions.map(({ doubled }) => doubled),
      [8, 10],
    );
    equal(answer.modelVersionId, answer.deployedModelId);
    equal(answer.predictions[0]?.version, answer.modelVersionId);
  },
  async 'predict with a body of our own'({ run }) {
    const flags = ['--request={"instances":[4]}', '--http-headers=Content-Type=application/json'];
    const text = await run(...endpoints, 'raw-predict', 'production', ...flags);
    match(text, /"doubled":8/);
  },
  async 'pass on a refusal of the model server'({ refused, file }) {
    const flags = ['production', request(file, ['four'])];
    await refused(/only numbers/, ...endpoints, 'predict', ...flags);
  },
  async 'refuse to undeploy a model with traffic'({ refused }) {
    await refused(/FAILED_PRECONDITION.*DeployedModel 1 /s, ...undeploy('1'));
  },
  async 'undeploy a model and give its traffic away'(gcloud) {
    await gcloud.run(...undeploy('1'), '--traffic-split=2=100');
    const { trafficSplit, deployedModels } = await describe(gcloud);
    deepEqual(trafficSplit, { 2: 100 });
    deepEqual(
      deployedModels?.map(({ id }) => id),
      ['2'],
    );
  },
  async 'refuse to delete an endpoint with models'({ refused }) {
    const text = /FAILED_PRECONDITION.*Endpoint has deployed or being-deployed DeployedModel\(s\)/s;
    await refused(text, ...endpoints, 'delete', 'production');
  },
  async 'refuse to delete a deployed model'({ refused }) {
    await refused(/FAILED_PRECONDITION.*deployed/s, ...models, 'delete', 'doubler');
  },
  async 'fail a deployment of an unknown image'({ run, refused }) {
    const flags = ['--display-name=unknown', '--container-image-uri=clients.test/unknown:3'];
    await run(...models, 'upload', '--model-id=unknown', ...flags);
    const deployment = ['production', '--model=unknown', '--display-name=unknown'];
    const text = /clients\.test\/unknown:3.*images:/s;
    await refused(text, ...endpoints, 'deploy-model', ...deployment);
  },
  async 'undeploy the last model with its traffic'(gcloud) {
    await gcloud.run(...undeploy('2'));
    const { trafficSplit, deployedModels } = await describe(gcloud);
    deepEqual([trafficSplit, deployedModels], [undefined, undefined]);
  },
  async 'delete everything'({ run, json }) {
    await Promise.all([
      run(...endpoints, 'delete', 'production'),
      run(...models, 'delete', 'unknown'),
      run(...models, 'delete', 'doubler'),
    ]);
    deepEqual(await Promise.all([json(...endpoints, 'list'), json(...models, 'list')]), [[], []]);
  },
};

async function uploadVersion(
  { run }: Gcloud,
  version: string,
  ...more: readonly string[]
): Promise<void> {
  const parent = `--parent-model=projects/${project}/locations/us-central1/models/doubler`;
  const environment = `--container-env-vars=MODEL_VERSION=${version}`;
  const flags = [parent, environment, '--version-aliases=challenger', ...more];
  await run(...models, 'upload', ...server, image(version), ...flags);
}

async function versions({ json }: Gcloud): Promise<readonly Model[]> {
  const listed = await json<readonly Model[]>(...models, 'list-version', 'doubler');
  return listed.toSorted((a, b) => Number(a.versionId) - Number(b.versionId));
}

function aliases(listed: readonly Model[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    listed.map(({ versionId, versionAliases }) => [versionId, versionAliases ?? []]),
  );
}

async function describe({ json }: Gcloud): Promise<Endpoint> {
  return await json<Endpoint>(...endpoints, 'describe', 'production');
}

/** Deploys a version under an id that is its number. */
async function deploy({ run }: Gcloud, version: string, ...more: readonly string[]): Promise<void> {
  const flags = [
    `--model=doubler@${version}`,
    `--deployed-model-id=${version}`,
    '--display-name=d',
  ];
  const machines = ['--machine-type=n1-standard-2', '--min-replica-count=1'];
  await run(...endpoints, 'deploy-model', 'production', ...flags, ...machines, ...more);
}

function undeploy(id: string): readonly string[] {
  return [...endpoints, 'undeploy-model', 'production', `--deployed-model-id=${id}`];
}

function split(shares: string): readonly string[] {
  return [...endpoints, 'update', 'production', `--traffic-split=${shares}`];
}

function request(file: Gcloud['file'], instances: readonly unknown[]): string {
  return `--json-request=${file(JSON.stringify({ instances }))}`;
}
