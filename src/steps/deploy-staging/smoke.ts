import type { StepContext } from '../../ports/ports.ts';
import { type Endpoint, hostOf } from '../../vertex/endpoint.ts';
import type { DeployStagingInputs } from './wish.ts';

const timeoutMs = 30_000;

/** What the candidate answered wrong to the smoke request; undefined when it answered. */
export async function smoke(
  endpoint: Endpoint,
  { smokeInstance }: DeployStagingInputs,
  { ports, signal }: StepContext,
): Promise<string | undefined> {
  if (smokeInstance === undefined) {
    ports.host.say('no smoke_instance is given: the health check alone stands for it');
    return undefined;
  }
  const dns = hostOf(endpoint);
  const answer = await ports.predictions.predict(endpoint.name, [smokeInstance], {
    timeoutMs,
    signal,
    ...(dns === undefined ? {} : { host: dns }),
  });
  if (answer.kind === 'refused') return `${answer.status}: ${answer.message}`;
  ports.host.say(`smoke request answered: ${JSON.stringify(answer.predictions[0] ?? null)}`);
  return undefined;
}
