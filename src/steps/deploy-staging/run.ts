import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue, releaseLabels } from '../../vertex/labels.ts';
import { formatLocation, idOf, type Location, versionedIdOf } from '../../vertex/resource-name.ts';
import { describeSplitChange, equalSplits, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { makeChange } from './change.ts';
import type { deployStaging } from './contract.ts';
import { describeStagingPlan, planStaging, type StagingPlan } from './plan.ts';

type DeployStagingInputs = InputsOf<typeof deployStaging>;

const step = 'deploy-staging';

/** Puts the candidate on the staging endpoint, beside what is there, then in its place. */
export async function runDeployStaging(
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<StepResult> {
  const { ports, journal } = context;
  ports.host.phase('Deploy to staging');
  const location: Location = { projectId: inputs.projectId, region: inputs.region };
  const found = await ports.endpoints.find(location, inputs.endpoint);
  if (found === undefined && !inputs.createEndpoint) throw noEndpoint(inputs.endpoint);
  if (found !== undefined) refuseForeign(found);
  const endpointId = found === undefined ? inputs.endpoint : idOf(found.name);
  const modelVersion = candidateOf(context);
  const plan = planStaging(found, {
    modelVersion,
    endpointId,
    releaseId: journal.record.releaseId,
    machine: {
      machineType: inputs.machineType,
      minReplicaCount: inputs.minReplicaCount,
      maxReplicaCount: inputs.maxReplicaCount,
    },
  });
  if (found === undefined) ports.host.say(`create endpoint ${endpointId}`);
  for (const line of describeStagingPlan(plan, endpointId)) ports.host.say(line);
  if (inputs.dryRun) {
    const summary = `would serve ${versionedIdOf(modelVersion)} on ${endpointId}`;
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
  }
  const endpoint = await claim(
    found ?? (await createEndpoint(location, endpointId, inputs, context)),
    context,
  );
  const before = await rememberedSplit(endpoint, context);
  const refused = journal.record.steps[step]?.progress['refusal'];
  if (typeof refused === 'string') {
    return await undo(endpoint.name, before, plan.serves, refused, inputs, context);
  }
  await deploy(endpoint.name, plan, inputs, context);
  const serving = await giveTraffic(endpoint.name, plan.split, context);
  const refusal = await smoke(serving, inputs, context);
  if (refusal !== undefined) {
    await journal.note(step, { refusal });
    return await undo(serving.name, before, plan.serves, refusal, inputs, context);
  }
  for (const id of plan.undeploy) await undeploy(serving.name, id, inputs, context);
  await verify(serving.name, plan, context);
  return {
    verdict: 'pass',
    state: 'done',
    summary: `${endpointId} serves ${versionedIdOf(modelVersion)} as ${plan.serves}`,
    outputs: { endpoint: serving.name, deployed_model_id: plan.serves },
    evidence: { modelVersion, replaced: [...plan.undeploy] },
  };
}

function noEndpoint(endpoint: string): ReleaseError {
  return new ReleaseError('RESOURCE_NOT_FOUND', `there is no endpoint "${endpoint}"`, {
    mend: 'Give deploy_staging.create_endpoint: true to have it made, or the name of one that exists.',
  });
}

/** Staging is given to the candidate alone, so it must be ours, or empty. */
function refuseForeign(endpoint: Endpoint): void {
  if (isManaged(endpoint.labels) || endpoint.deployed.length === 0) return;
  throw new ReleaseError('CONFLICT', `${endpoint.name} serves models and is not labelled ours`, {
    mend: `Name another staging endpoint, or label this one ${managedLabel}=${managedValue}.`,
  });
}

function candidateOf({ journal }: StepContext): string {
  const version = journal.record.steps.register?.outputs['model_version'];
  if (typeof version === 'string') return version;
  throw new ReleaseError('INPUT_INVALID', 'this release has no registered model version', {
    mend: 'Run register first; it must have let the candidate through its gates.',
  });
}

async function createEndpoint(
  location: Location,
  endpointId: string,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<Endpoint> {
  const { endpoints, clock } = context.ports;
  const name = `${formatLocation(location)}/endpoints/${endpointId}`;
  const expires = inputs.ttl === undefined ? undefined : clock.now() + inputs.ttl;
  await makeChange(
    {
      key: 'create',
      isInForce: async () => (await endpoints.get(name)) !== undefined,
      begin: () =>
        endpoints.startCreate({
          location,
          endpointId,
          displayName: endpointId,
          labels: {
            ...inputs.labels,
            ...releaseLabels(context.journal.record.releaseId),
            ...(expires === undefined
              ? {}
              : { 'vertex-release-expires': String(Math.floor(expires / 1_000)) }),
          },
        }),
    },
    inputs.deployTimeout,
    context,
  );
  return await reread(name, context);
}

/** An empty endpoint becomes ours by its label, or the next release would find a stranger's. */
async function claim(endpoint: Endpoint, { ports }: StepContext): Promise<Endpoint> {
  if (isManaged(endpoint.labels)) return endpoint;
  ports.host.say(`endpoint ${idOf(endpoint.name)}: label ${managedLabel}=${managedValue}`);
  return await ports.endpoints.update(endpoint, {
    labels: { ...endpoint.labels, [managedLabel]: managedValue },
  });
}

/** The split that stood before this release touched it, also when an earlier run was killed since. */
async function rememberedSplit(
  endpoint: Endpoint,
  { journal }: StepContext,
): Promise<TrafficSplit> {
  const noted = journal.record.steps[step]?.progress['splitBefore'];
  if (noted !== undefined) return noted as TrafficSplit;
  await journal.note(step, { splitBefore: { ...endpoint.split } });
  return endpoint.split;
}

async function deploy(
  name: string,
  { deploy: deployment }: StagingPlan,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<void> {
  if (deployment === undefined) return;
  const { deployedModelId: id } = deployment;
  await makeChange(
    {
      key: `deploy.${id}`,
      isInForce: async () => findDeployed(await reread(name, context), id) !== undefined,
      begin: () => context.ports.endpoints.startDeploy(name, deployment),
    },
    inputs.deployTimeout,
    context,
  );
  context.ports.host.say(`${id} is healthy`);
}

async function giveTraffic(
  name: string,
  split: TrafficSplit,
  context: StepContext,
): Promise<Endpoint> {
  const endpoint = await reread(name, context);
  if (equalSplits(endpoint.split, split)) return endpoint;
  context.ports.host.say(`endpoint ${idOf(name)}: ${describeSplitChange(endpoint.split, split)}`);
  return await context.ports.endpoints.update(endpoint, { split });
}

/** What the candidate answered wrong to the smoke request; undefined when it answered. */
async function smoke(
  endpoint: Endpoint,
  inputs: DeployStagingInputs,
  { ports, signal }: StepContext,
): Promise<string | undefined> {
  if (inputs.smokeInstance === undefined) {
    ports.host.say('no smoke_instance is given: the health check alone stands for it');
    return undefined;
  }
  const answer = await ports.predictions.predict(endpoint.name, [inputs.smokeInstance], {
    timeoutMs: 30_000,
    signal,
  });
  if (answer.kind === 'refused') return `${answer.status}: ${answer.message}`;
  ports.host.say(`smoke request answered: ${JSON.stringify(answer.predictions[0] ?? null)}`);
  return undefined;
}

async function undo(
  name: string,
  before: TrafficSplit,
  serves: string,
  refusal: string,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<StepResult> {
  context.ports.host.warn(`the candidate refused the smoke request: ${refusal}`);
  const endpoint = await reread(name, context);
  const isWhole = Object.keys(before).every(
    (id) => id !== serves && findDeployed(endpoint, id) !== undefined,
  );
  const restored = isWhole ? before : {};
  await giveTraffic(name, restored, context);
  await undeploy(name, serves, inputs, context);
  return {
    verdict: 'fail',
    state: 'done',
    summary: `the candidate refused the smoke request: ${refusal}`,
    outputs: { endpoint: name },
    evidence: { refusal, restored: { ...restored } },
    outcome: 'rejected',
  };
}

async function undeploy(
  name: string,
  id: string,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<void> {
  await makeChange(
    {
      key: `undeploy.${id}`,
      isInForce: async () => findDeployed(await reread(name, context), id) === undefined,
      begin: () => context.ports.endpoints.startUndeploy(name, id),
    },
    inputs.deployTimeout,
    context,
  );
}

async function verify(name: string, plan: StagingPlan, context: StepContext): Promise<void> {
  const endpoint = await reread(name, context);
  if (
    findDeployed(endpoint, plan.serves) !== undefined &&
    equalSplits(endpoint.split, plan.split)
  ) {
    return;
  }
  const found = JSON.stringify(endpoint.split);
  throw new ReleaseError('CONFLICT', `${name} does not serve ${plan.serves} alone but ${found}`, {
    mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
  });
}

async function reread(name: string, { ports }: StepContext): Promise<Endpoint> {
  const endpoint = await ports.endpoints.get(name);
  if (endpoint !== undefined) return endpoint;
  throw new ReleaseError('CONFLICT', `${name} has vanished`);
}
