import type { Arm } from '../../canary/canary-run.ts';
import { isRefusal } from '../../errors/error.ts';
import type { Machine } from '../../vertex/endpoint.ts';
import { atVersion, idOf } from '../../vertex/resource-name.ts';
import type { CanarySession } from './canary-session.ts';

/** Pause before an endpoint is looked at again that still works on an earlier call. */
const pauseMs = 10_000;

/** Starts the deployment of a version under the id that its release has on this endpoint. */
export async function startDeployment(
  { inputs, context, endpoint, releaseId }: CanarySession,
  arm: Arm,
  traffic: 'all' | 'none',
): Promise<string> {
  const { machine } = inputs;
  context.ports.host.say(
    `endpoint ${idOf(endpoint)}: ${describeDeployment(arm, machine, traffic)}`,
  );
  return await context.ports.endpoints.startDeploy(endpoint, {
    deployedModelId: arm.deployedModelId,
    modelVersion: atVersion(arm.model, arm.versionId),
    displayName: releaseId,
    machine,
    traffic,
  });
}

/** `deploy M@7 as 7002 on 1 to 2 × n1-standard-2, without traffic`. */
export function describeDeployment(arm: Arm, machine: Machine, traffic: 'all' | 'none'): string {
  const replicas = `${machine.minReplicaCount} to ${machine.maxReplicaCount}`;
  const share = traffic === 'all' ? 'with all traffic' : 'without traffic';
  return `deploy ${describeArm(arm)} as ${arm.deployedModelId} on ${replicas} × ${machine.machineType}, ${share}`;
}

/** `M@7`. */
export function describeArm({ model, versionId }: { model: string; versionId: string }): string {
  return `${idOf(model)}@${versionId}`;
}

/**
 * A run that was killed between a call and the note of its operation makes the call again, and is
 * refused while the first is under way. Waits a little for that one; the endpoint tells the rest.
 * @throws the refusal, when it is none of these or the first call, at `since`, is too long ago.
 */
export async function bearRefusal(
  { inputs, context }: CanarySession,
  refusal: unknown,
  since: number,
): Promise<void> {
  const { clock, host } = context.ports;
  if (!isRefusal(refusal) || clock.now() - since > inputs.deployTimeoutMs) throw refusal;
  host.progress('the endpoint is still at what an earlier run began');
  await clock.sleep(pauseMs, context.signal);
}
