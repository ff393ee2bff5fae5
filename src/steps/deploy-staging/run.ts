import { isConflict, ReleaseError, toReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { type Endpoint, findDeployed, hostOf } from '../../vertex/endpoint.ts';
import { idOf, versionedIdOf } from '../../vertex/resource-name.ts';
import { equalSplits } from '../../vertex/traffic-split.ts';
import { claim, createEndpoint, refuseForeign, refuseOtherAccess } from './claim.ts';
import { cleanStaging } from './clean.ts';
import { awaitQuiet, deploy, giveTraffic, reread, undeploy } from './endpoint-changes.ts';
import { planStaging, type StagingPlan } from './plan.ts';
import { isSettled, planLines } from './plan-lines.ts';
import { readBack } from './read-back.ts';
import { smoke } from './smoke.ts';
import { rememberStanding, type Standing } from './standing.ts';
import { undo } from './undo.ts';
import {
  type DeployStagingInputs,
  locationOf,
  optionsOf,
  resourcesOf,
  type StagingWish,
} from './wish.ts';

const step = 'deploy-staging';

/** What a run works on, once it is known. */
interface Staging {
  inputs: DeployStagingInputs;
  context: StepContext;
  wish: StagingWish;
  plan: StagingPlan;
  /** Full resource name of the endpoint. */
  name: string;
  /** Ms since the epoch. */
  expires: number | undefined;
}

/** Puts the candidate on the staging endpoint, beside what is there, then in its place. */
export async function runDeployStaging(
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<StepResult> {
  if (inputs.mode === 'clean') return await cleanStaging(inputs, context);
  const { ports, journal, signal } = context;
  const { host } = ports;
  host.phase('Deploy to staging');
  const asked = endpointOf(inputs);
  const found = await findEndpoint(asked, inputs, context);
  const refused = journal.record.steps[step]?.progress['refusal'];
  const isRefused = typeof refused === 'string';
  if (found === undefined && !inputs.createEndpoint && !isRefused) throw noEndpoint(asked);
  if (found !== undefined) {
    refuseForeign(found);
    refuseOtherAccess(found, inputs);
  }
  const endpointId = found === undefined ? asked : idOf(found.name);
  const wish: StagingWish = {
    modelVersion: candidateOf(context),
    releaseId: journal.record.releaseId,
    endpointId,
    resources: resourcesOf(inputs),
    options: optionsOf(inputs),
  };
  const plan = planStaging(found, wish);
  const expires = inputs.ttl === undefined ? undefined : ports.clock.now() + inputs.ttl;
  const planned = { wish, plan, endpoint: found, region: inputs.region, expires };
  if (!isRefused) for (const line of planLines(planned)) host.say(line);
  if (inputs.dryRun) return plannedResult(planned);
  if (signal.aborted) throw new ReleaseError('CANCELLED', 'the run was cancelled before it began');
  const name = found?.name ?? nameOf(inputs, endpointId);
  const before = await rememberStanding(found, context);
  const staging: Staging = { inputs, context, wish, plan, name, expires };
  if (isRefused) return await reject(staging, before, refused);
  const { refusal } = await undoneOnFailure(staging, before, () => serve(staging, found));
  if (refusal !== undefined) return await reject(staging, before, refusal);
  return await replace(staging);
}

/** As it is once what a killed run of this step began has ended, its deletion for one. */
async function findEndpoint(
  asked: string,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<Endpoint | undefined> {
  const { endpoints } = context.ports;
  const location = locationOf(inputs);
  const found = await endpoints.find(location, asked);
  const isBegun = context.journal.record.steps[step]?.progress['before'] != null;
  if (found === undefined || !isBegun || inputs.dryRun) return found;
  await awaitQuiet(found.name, inputs.deployTimeout, context);
  return await endpoints.find(location, asked);
}

/** Deploys the candidate, gives it the traffic and asks it. Until it answered all can be undone. */
async function serve(
  staging: Staging,
  found: Endpoint | undefined,
): Promise<{ refusal: string | undefined }> {
  const { inputs, context, wish, plan, name, expires } = staging;
  const { clock, host } = context.ports;
  const there = found ?? (await createEndpoint(idOf(name), expires, inputs, context));
  const endpoint = await claim(there, expires, inputs, context);
  if (plan.deploy !== undefined) {
    await deploy(name, plan.deploy, inputs.deployTimeout, context);
    await readBack(name, plan.serves, wish, inputs, context);
  }
  const serving = await giveTraffic(name, plan.split, context);
  const refusal = await smoke(serving, inputs, context);
  if (refusal !== undefined) {
    await context.journal.note(step, { refusal });
    return { refusal };
  }
  const isMoved = !equalSplits(endpoint.split, plan.split);
  // The embedded Vertex answers what is under way before it stops a server.
  if (isMoved && plan.undeploy.length > 0 && inputs.drain > 0 && !context.emulated) {
    host.progress(`draining ${plan.undeploy.join(', ')}`);
    await clock.sleep(inputs.drain, context.signal);
  }
  return { refusal: undefined };
}

/** What the candidate replaces goes: from here on there is no way back but another release. */
async function replace({ inputs, context, wish, plan, name }: Staging): Promise<StepResult> {
  for (const id of plan.undeploy) await undeploy(name, id, inputs.deployTimeout, context);
  const endpoint = await verify(name, plan, context);
  const dns = hostOf(endpoint);
  return {
    verdict: 'pass',
    state: 'done',
    summary: `${idOf(name)} serves ${versionedIdOf(wish.modelVersion)} as ${plan.serves}`,
    outputs: {
      endpoint: name,
      deployed_model_id: plan.serves,
      ...(dns === undefined ? {} : { dedicated_dns: dns }),
    },
    evidence: { modelVersion: wish.modelVersion, replaced: [...plan.undeploy] },
  };
}

/** @throws what the work failed with, once all is put back as far as that can be done. */
async function undoneOnFailure<T>(
  { inputs, context, plan, name }: Staging,
  before: Standing,
  work: () => Promise<T>,
): Promise<T> {
  const { host } = context.ports;
  try {
    return await work();
  } catch (error) {
    // Somebody else is at work on it, maybe on this very release: that is not undone.
    if (isConflict(error)) throw error;
    try {
      host.warn(`${toReleaseError(error).message.split('\n', 1)[0] ?? ''}: putting all back`);
      const left = await undo(name, before, plan.serves, inputs.deployTimeout, context);
      host.say(
        left === undefined ? `there is no ${idOf(name)} again` : `${idOf(name)} is as it was`,
      );
    } catch (failure) {
      host.warn(
        `${idOf(name)} could not be put back: ${toReleaseError(failure).message}. Run the step again: it goes on from there`,
      );
    }
    throw error;
  }
}

async function reject(
  { inputs, context, plan, name }: Staging,
  before: Standing,
  refusal: string,
): Promise<StepResult> {
  const summary = `the candidate refused the smoke request: ${refusal}`;
  context.ports.host.warn(summary);
  const left = await undo(name, before, plan.serves, inputs.deployTimeout, context);
  return {
    verdict: 'fail',
    state: 'done',
    summary,
    outputs: left === undefined ? {} : { endpoint: name },
    evidence: { refusal, restored: { ...left?.split } },
    outcome: 'rejected',
  };
}

function plannedResult(planned: Parameters<typeof isSettled>[0]): StepResult {
  const { modelVersion, endpointId } = planned.wish;
  const would = isSettled(planned) ? 'would go on serving' : 'would serve';
  const summary = `${would} ${versionedIdOf(modelVersion)} on ${endpointId}`;
  return { verdict: 'pass', state: 'planned', summary, outputs: {} };
}

function endpointOf({ endpoint }: DeployStagingInputs): string {
  if (endpoint !== undefined) return endpoint;
  throw new ReleaseError('INPUT_INVALID', 'there is no staging endpoint to deploy to', {
    mend: 'Give deploy_staging.endpoint.',
  });
}

function nameOf(inputs: DeployStagingInputs, endpointId: string): string {
  return `projects/${inputs.projectId}/locations/${inputs.region}/endpoints/${endpointId}`;
}

function noEndpoint(endpoint: string): ReleaseError {
  return new ReleaseError('RESOURCE_NOT_FOUND', `there is no endpoint "${endpoint}"`, {
    mend: 'Give deploy_staging.create_endpoint: true to have it made, or the name of one that exists.',
  });
}

function candidateOf({ journal }: StepContext): string {
  const version = journal.record.steps.register?.outputs['model_version'];
  if (typeof version === 'string') return version;
  throw new ReleaseError('INPUT_INVALID', 'this release has no registered model version', {
    mend: 'Run register first; it must have let the candidate through its gates.',
  });
}

async function verify(name: string, plan: StagingPlan, context: StepContext): Promise<Endpoint> {
  const endpoint = await reread(name, context);
  if (
    findDeployed(endpoint, plan.serves) !== undefined &&
    equalSplits(endpoint.split, plan.split)
  ) {
    return endpoint;
  }
  const found = JSON.stringify(endpoint.split);
  throw new ReleaseError('CONFLICT', `${name} does not serve ${plan.serves} alone but ${found}`, {
    mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
  });
}
