import { ReleaseError } from '../../errors/error.ts';
import type { Deployment } from '../../ports/endpoints.ts';
import type { StepContext } from '../../ports/ports.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeSplitChange, equalSplits, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { begunAt, makeChange } from './change.ts';
import { explainFailure } from './failed-deployment.ts';

/** @throws ReleaseError CONFLICT when it was deleted meanwhile. */
export async function reread(name: string, { ports }: StepContext): Promise<Endpoint> {
  const endpoint = await ports.endpoints.get(name);
  if (endpoint !== undefined) return endpoint;
  throw new ReleaseError('CONFLICT', `${name} has vanished`);
}

/** The operation at work on the endpoint, where whoever runs this may look. */
export async function runningOn(name: string, { ports }: StepContext): Promise<string | undefined> {
  try {
    return await ports.endpoints.findRunning(name);
  } catch (error) {
    // Not needed for anything else: without it a call is made again until it is no more refused.
    if (error instanceof ReleaseError && error.code === 'PERMISSION_DENIED') return undefined;
    throw error;
  }
}

/** Nothing can be changed while an operation is at work; how it ends is no matter here. */
export async function awaitQuiet(
  name: string,
  timeoutMs: number,
  context: StepContext,
): Promise<void> {
  const { host, endpoints } = context.ports;
  const operation = await runningOn(name, context);
  if (operation === undefined) return;
  host.say(`waiting for ${operation}, which is at work on the endpoint`);
  try {
    await endpoints.awaitChange(operation, {
      timeoutMs,
      signal: context.signal,
      onStage: (stage) => host.progress(stage.toLowerCase().replaceAll('_', ' ')),
    });
  } catch (error) {
    const code = error instanceof ReleaseError ? error.code : undefined;
    if (code !== 'OPERATION_FAILED' && code !== 'RESOURCE_NOT_FOUND') throw error;
  }
}

/** @throws ReleaseError with the end of the container's log when the deployment failed. */
export async function deploy(
  name: string,
  deployment: Deployment,
  timeoutMs: number,
  context: StepContext,
): Promise<void> {
  const { deployedModelId: id } = deployment;
  const { clock, endpoints, host } = context.ports;
  const key = `deploy.${id}`;
  const startedAt = clock.now();
  try {
    await makeChange(
      {
        key,
        isInForce: async () => findDeployed(await reread(name, context), id) !== undefined,
        begin: () => endpoints.startDeploy(name, deployment),
        findRunning: () => runningOn(name, context),
      },
      timeoutMs,
      context,
    );
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const since = begunAt(key, context) ?? startedAt;
    throw await explainFailure(error, { endpoint: name, deployedModelId: id, since }, context);
  }
  host.say(`${id} is healthy`);
}

export async function giveTraffic(
  name: string,
  split: TrafficSplit,
  context: StepContext,
): Promise<Endpoint> {
  const endpoint = await reread(name, context);
  if (equalSplits(endpoint.split, split)) return endpoint;
  context.ports.host.say(`endpoint ${idOf(name)}: ${describeSplitChange(endpoint.split, split)}`);
  return await context.ports.endpoints.update(endpoint, { split });
}

export async function undeploy(
  name: string,
  id: string,
  timeoutMs: number,
  context: StepContext,
): Promise<void> {
  await makeChange(
    {
      key: `undeploy.${id}`,
      isInForce: async () => findDeployed(await reread(name, context), id) === undefined,
      begin: () => context.ports.endpoints.startUndeploy(name, id),
      findRunning: () => runningOn(name, context),
    },
    timeoutMs,
    context,
  );
}
