import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Endpoint, EndpointAccess, RequestLog } from '../../vertex/endpoint.ts';
import {
  expiresLabel,
  isManaged,
  madeByLabel,
  managedLabel,
  managedValue,
  releaseLabels,
} from '../../vertex/labels.ts';
import { formatLocation, idOf } from '../../vertex/resource-name.ts';
import { makeChange } from './change.ts';
import { reread } from './endpoint-changes.ts';
import { accessOf, type DeployStagingInputs, locationOf, requestLogOf } from './wish.ts';

/** What `mode: clean` looks for, at an endpoint that this step made. */
export const madeByValue = 'deploy-staging';

/** Staging is given to the candidate alone, so it must be ours, or empty. */
export function refuseForeign(endpoint: Endpoint): void {
  if (isManaged(endpoint.labels) || endpoint.deployed.length === 0) return;
  throw new ReleaseError(
    'CONFLICT',
    `endpoint ${idOf(endpoint.name)} serves something and is not labelled ours`,
    {
      mend: `Use another staging endpoint, or label it ${managedLabel}=${managedValue} if all on it may be replaced.`,
    },
  );
}

/** How an endpoint is reached is settled when it is made. */
export function refuseOtherAccess(endpoint: Endpoint, inputs: DeployStagingInputs): void {
  const asked = accessOf(inputs);
  if (asked === undefined) return;
  const there = describeAccess(endpoint.access ?? { kind: 'shared' });
  if (describeAccess(asked) === there) return;
  throw new ReleaseError('INPUT_INVALID', `endpoint ${idOf(endpoint.name)} is not as asked`, {
    problems: [
      {
        where: 'deploy_staging.endpoint_access',
        expected: `${there}, as the endpoint is`,
        found: describeAccess(asked),
        mend: 'It cannot be changed: give the id of another endpoint, or leave the input out',
      },
    ],
  });
}

function describeAccess(access: EndpointAccess): string {
  if (access.kind !== 'private') return access.kind;
  return `private to ${access.projects.toSorted().join(', ')}`;
}

/** An endpoint with what the inputs ask for; made by an earlier run that was killed, it is found. */
export async function createEndpoint(
  endpointId: string,
  expires: number | undefined,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<Endpoint> {
  const { endpoints } = context.ports;
  const location = locationOf(inputs);
  const name = `${formatLocation(location)}/endpoints/${endpointId}`;
  const access = accessOf(inputs);
  const requestLog = requestLogOf(inputs);
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
            ...ownLabels(expires, context),
            [madeByLabel]: madeByValue,
          },
          ...(access === undefined ? {} : { access }),
          ...(requestLog === undefined ? {} : { requestLog }),
        }),
    },
    inputs.deployTimeout,
    context,
  );
  return await reread(name, context);
}

/**
 * From here on the endpoint is this release's, until then: an empty one becomes ours by its label, or
 * the next release would find a stranger's.
 */
export async function claim(
  endpoint: Endpoint,
  expires: number | undefined,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<Endpoint> {
  const { [expiresLabel]: _, ...kept } = endpoint.labels;
  const labels = { ...kept, ...ownLabels(expires, context) };
  const asked = requestLogOf(inputs);
  const isLogged = asked === undefined || equalLogs(asked, endpoint.requestLog);
  const isLabelled = equalTexts(labels, endpoint.labels);
  if (isLabelled && isLogged) return endpoint;
  const { host, endpoints } = context.ports;
  if (!isManaged(endpoint.labels)) {
    host.say(`endpoint ${idOf(endpoint.name)}: label ${managedLabel}=${managedValue}`);
  }
  if (!isLogged && asked !== undefined) {
    host.say(
      `endpoint ${idOf(endpoint.name)}: write ${asked.samplingRate} of all requests to ${asked.table}`,
    );
  }
  return await endpoints.update(endpoint, {
    labels,
    ...(isLogged || asked === undefined ? {} : { requestLog: asked }),
  });
}

function ownLabels(expires: number | undefined, { journal }: StepContext): Record<string, string> {
  const { releaseId } = journal.record;
  return {
    ...releaseLabels(releaseId),
    ...(expires === undefined ? {} : { [expiresLabel]: String(Math.floor(expires / 1_000)) }),
  };
}

/** A table that is only a project is filled in by Vertex AI. */
export function equalLogs(asked: RequestLog, found: RequestLog | undefined): boolean {
  if (found?.samplingRate !== asked.samplingRate) return false;
  return found.table === asked.table || found.table.startsWith(`${asked.table}.`);
}

function equalTexts(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
