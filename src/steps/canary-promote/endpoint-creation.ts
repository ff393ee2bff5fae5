import { isConflict, ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { releaseLabels } from '../../vertex/labels.ts';
import { formatLocation } from '../../vertex/resource-name.ts';
import { resumable } from '../resumable.ts';
import type { CanaryPromoteInputs } from './inputs.ts';

/** Pause before looking again for an endpoint that an earlier run began to make. */
const pauseMs = 2_000;

/** Refuses unless it was asked for: a production endpoint is not made by accident. */
export async function createEndpoint(
  inputs: CanaryPromoteInputs,
  context: StepContext,
): Promise<Endpoint> {
  refuseUnasked(inputs);
  const { endpoints, host } = context.ports;
  const { location, endpoint: endpointId, labels, deployTimeoutMs } = inputs;
  const name = `${formatLocation(location)}/endpoints/${endpointId}`;
  host.say(`create endpoint ${endpointId}`);
  try {
    await resumable(
      context,
      'canary-promote',
      'createOperation',
      () =>
        endpoints.startCreate({
          location,
          endpointId,
          displayName: endpointId,
          labels: { ...labels, ...releaseLabels(context.journal.record.releaseId) },
        }),
      (operation) =>
        endpoints.awaitChange(operation, { timeoutMs: deployTimeoutMs, signal: context.signal }),
    );
  } catch (error) {
    if (!isConflict(error)) throw error;
    return await awaitEndpoint(name, deployTimeoutMs, context, error);
  }
  const created = await endpoints.get(name);
  if (created !== undefined) return created;
  throw new ReleaseError('RESOURCE_NOT_FOUND', `endpoint ${name} was made and is gone`);
}

/** @throws ReleaseError INPUT_INVALID, telling how to ask for an endpoint. */
export function refuseUnasked({ endpoint, createEndpoint: isAsked }: CanaryPromoteInputs): void {
  if (!isAsked) {
    throw new ReleaseError('INPUT_INVALID', `there is no endpoint "${endpoint}"`, {
      mend: 'Give create_endpoint: true to have it made, or the id of one that exists.',
    });
  }
  if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(endpoint)) {
    throw new ReleaseError('INPUT_INVALID', `no endpoint can be made with the id "${endpoint}"`, {
      mend: 'Use a-z, 0-9 and -, starting with a letter, at most 63 characters.',
    });
  }
}

/** A run that was killed right after its call left no operation to wait for. */
async function awaitEndpoint(
  name: string,
  timeoutMs: number,
  { ports, signal }: StepContext,
  refusal: unknown,
): Promise<Endpoint> {
  const { clock, endpoints } = ports;
  const deadline = clock.now() + timeoutMs;
  for (;;) {
    const endpoint = await endpoints.get(name);
    if (endpoint !== undefined) return endpoint;
    if (clock.now() >= deadline) throw refusal;
    await clock.sleep(pauseMs, signal);
  }
}
