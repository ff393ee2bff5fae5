import type { Arm } from '../../canary/canary-run.ts';
import { isRefusal, isUnanswered } from '../../errors/error.ts';
import { describeMachine, type Machine } from '../../vertex/serving.ts';
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
    resources: { kind: 'dedicated', ...machine },
    ...inputs.serving,
    traffic,
  });
}

/** `deploy M@7 as 7002 on 1 to 2 × n1-standard-2, without traffic`. */
export function describeDeployment(arm: Arm, machine: Machine, traffic: 'all' | 'none'): string {
  const share = traffic === 'all' ? 'with all traffic' : 'without traffic';
  return `deploy ${describeArm(arm)} as ${arm.deployedModelId} on ${describeMachine(machine)}, ${share}`;
}

/** `M@7`. */
export function describeArm({ model, versionId }: { model: string; versionId: string }): string {
  return `${idOf(model)}@${versionId}`;
}

/**
 * A call of which nobody knows whether it had an effect, since the run was killed or no answer came, is
 * made again, and refused while the first is under way. Waits a little for that one; the endpoint
 * tells the rest.
 * @throws the error, when it is none of these or the first call, at `since`, is too long ago.
 */
export async function bearDelay(
  { inputs, context }: CanarySession,
  error: unknown,
  since: number,
): Promise<void> {
  const { clock, host } = context.ports;
  const isSilence = isUnanswered(error);
  if (!isSilence && !isRefusal(error)) throw error;
  if (clock.now() - since > inputs.deployTimeoutMs) throw error;
  if (isSilence) host.warn(`${error.message}: looking whether it had an effect`);
  else host.progress('the endpoint is still at what an earlier call began');
  await clock.sleep(pauseMs, context.signal);
}
