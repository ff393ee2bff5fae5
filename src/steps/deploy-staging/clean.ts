import { isConflict, ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import {
  expiresLabel,
  expiryOf,
  isManaged,
  madeByLabel,
  managedLabel,
  managedValue,
  releaseLabel,
  stepLabel,
} from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { makeChange } from './change.ts';
import { madeByValue } from './claim.ts';
import { undeploy } from './endpoint-changes.ts';
import { describeDeployed } from './plan-lines.ts';
import { type DeployStagingInputs, locationOf } from './wish.ts';

/** What becomes of an endpoint that carries our label. */
export type Sentence =
  /** `deletes`: this step made it, so it goes with what it holds. */
  { kind: 'over'; since: number; deletes: boolean } | { kind: 'kept'; why: string };

/**
 * Removes the staging deployments whose time is over, and the endpoints that were made for them. Only
 * what carries our label and says until when it is kept; one that fails does not keep the others.
 * @throws ReleaseError the first failure, once all others are done.
 */
export async function cleanStaging(
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<StepResult> {
  const { endpoints, host, clock } = context.ports;
  host.phase('Clean staging');
  const ours = await endpoints.findByLabel(locationOf(inputs), managedLabel, managedValue);
  const over: { endpoint: Endpoint; deletes: boolean }[] = [];
  for (const endpoint of ours) {
    const sentence = sentenceOn(endpoint, clock.now());
    for (const line of sentenceLines(endpoint, sentence, inputs.region, clock.now()))
      host.say(line);
    if (sentence.kind === 'over') over.push({ endpoint, deletes: sentence.deletes });
  }
  if (inputs.dryRun) return plannedResult(over);
  const failures: ReleaseError[] = [];
  let removed = 0;
  for (const { endpoint, deletes } of over) {
    try {
      removed += await remove(endpoint, deletes, inputs.deployTimeout, context);
    } catch (error) {
      if (!(error instanceof ReleaseError) || error.code === 'CANCELLED') throw error;
      host.warn(`endpoint ${idOf(endpoint.name)}: ${error.message}`);
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
  const summary =
    over.length === 0
      ? 'no staging deployment is past its time'
      : `removed ${removed} deployed models from ${over.length} endpoints`;
  return { verdict: 'pass', state: 'done', summary, outputs: { removed } };
}

export function sentenceOn({ labels }: Endpoint, now: number): Sentence {
  if (!isManaged(labels)) return { kind: 'kept', why: 'it does not carry our label' };
  if (labels[expiresLabel] === undefined) return { kind: 'kept', why: 'it has no time to go' };
  const since = expiryOf(labels);
  if (since === undefined) {
    return { kind: 'kept', why: `its label ${expiresLabel} is no number of seconds` };
  }
  if (labels[stepLabel] !== undefined) return { kind: 'kept', why: 'a canary is under way on it' };
  if (since > now)
    return { kind: 'kept', why: `its time is over in ${formatDuration(since - now)}` };
  return { kind: 'over', since, deletes: labels[madeByLabel] === madeByValue };
}

function sentenceLines(
  endpoint: Endpoint,
  sentence: Sentence,
  region: string,
  now: number,
): string[] {
  const id = idOf(endpoint.name);
  if (sentence.kind === 'kept') return [`endpoint ${id} is kept: ${sentence.why}`];
  const ids = endpoint.deployed.map((deployed) => deployed.id).join(', ');
  const ago = formatDuration(now - sentence.since);
  const ending = sentence.deletes ? 'delete it' : 'keep it, empty: it was not made by this step';
  return [
    `endpoint ${id}: its time was over ${ago} ago; ${ids === '' ? '' : `undeploy ${ids}, `}${ending}`,
    ...endpoint.deployed.map((deployed) => `  ${describeDeployed(deployed, endpoint, region)}`),
  ];
}

/** @returns how many deployed models were removed; none when a release took the endpoint meanwhile. */
async function remove(
  endpoint: Endpoint,
  deletes: boolean,
  timeoutMs: number,
  context: StepContext,
): Promise<number> {
  const { endpoints, host } = context.ports;
  const { name, deployed } = endpoint;
  const { [expiresLabel]: expires = '', [releaseLabel]: _, ...labels } = endpoint.labels;
  try {
    // Under the etag that was judged: what a release has prolonged since then is not touched.
    await endpoints.update(endpoint, { split: {} });
  } catch (error) {
    if (!isConflict(error)) throw error;
    host.warn(`endpoint ${idOf(name)} was changed meanwhile: it is kept`);
    return 0;
  }
  for (const { id } of deployed) await undeploy(name, id, timeoutMs, context);
  const emptied = await endpoints.get(name);
  if (emptied === undefined || emptied.deployed.length > 0) return deployed.length;
  if (emptied.labels[expiresLabel] !== expires) return deployed.length;
  if (deletes) {
    await makeChange(
      {
        key: 'delete',
        isInForce: async () => (await endpoints.get(name)) === undefined,
        begin: () => endpoints.startDelete(name),
      },
      timeoutMs,
      context,
    );
  } else {
    await endpoints.update(emptied, { labels });
  }
  host.say(`endpoint ${idOf(name)}: ${deletes ? 'deleted' : 'empty'}`);
  return deployed.length;
}

function plannedResult(over: readonly { endpoint: Endpoint }[]): StepResult {
  const count = over.reduce((sum, { endpoint }) => sum + endpoint.deployed.length, 0);
  const summary = `would remove ${count} deployed models from ${over.length} endpoints`;
  return { verdict: 'pass', state: 'planned', summary, outputs: {} };
}
