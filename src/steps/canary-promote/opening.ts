import { type CanaryRun, openRun, splitOfStep } from '../../canary/canary-run.ts';
import { baselineOf } from '../../canary/judge/baseline.ts';
import {
  type Correlation,
  estimateCorrelation,
  fewestWindows,
} from '../../canary/judge/correlation.ts';
import { type PlanCard, planCard } from '../../canary/plan-card.ts';
import { correlationUnknown } from '../../canary/reason.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Host } from '../../ports/host.ts';
import type { StepContext } from '../../ports/ports.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import { type DeployedModel, type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { largestShare, shareOf } from '../../vertex/traffic-split.ts';
import { type CanarySession, readEndpoint, saveRun } from './canary-session.ts';
import { cardLines } from './card-lines.ts';
import { describeArm } from './deployment.ts';
import { readHistory } from './history.ts';
import { type Candidate, type CanaryPromoteInputs, planOf } from './inputs.ts';
import { leaveTimeForLatePoints } from './late-points.ts';
import { describeSplit } from './narration.ts';
import { ratioLines, requireMetrics } from './ratio-events.ts';

/** What an endpoint is to a release that wants to serve on it. */
export type Situation =
  | { kind: 'empty' }
  | { kind: 'already_serves'; deployed: DeployedModel }
  | { kind: 'contest'; champion: DeployedModel };

/**
 * The endpoint decides who is champion: the deployed model with the largest share.
 * @throws ReleaseError CONFLICT when it serves and is neither ours nor to be adopted, or gives its
 * traffic to nobody.
 */
export function situationOf(
  endpoint: Endpoint,
  candidate: Candidate,
  { adopt }: CanaryPromoteInputs,
): Situation {
  if (endpoint.deployed.length === 0) return { kind: 'empty' };
  const id = idOf(endpoint.name);
  if (!isManaged(endpoint.labels) && !adopt) {
    const serves = `serves ${describeSplit(endpoint.split)}`;
    throw new ReleaseError('CONFLICT', `endpoint ${id} ${serves} and is not labelled ours`, {
      mend: `Give adopt: true to take it over: its largest share becomes champion, and it is labelled ${managedLabel}=${managedValue}.`,
    });
  }
  const champion = findDeployed(endpoint, largestShare(endpoint.split) ?? '');
  if (champion === undefined) {
    throw new ReleaseError('CONFLICT', `endpoint ${id} has models but gives traffic to none`, {
      mend: 'Give one of its models traffic, or undeploy them all.',
    });
  }
  const isSame =
    idOf(champion.model) === idOf(candidate.model) &&
    champion.modelVersionId === candidate.versionId;
  return isSame ? { kind: 'already_serves', deployed: champion } : { kind: 'contest', champion };
}

/** Claims the endpoint for this release: from here on the ledger knows the run. */
export async function openCanary(
  session: CanarySession,
  found: Endpoint,
  champion: DeployedModel,
  candidate: Candidate,
): Promise<void> {
  const { context } = session;
  const { host } = context.ports;
  const endpoint = await labelAsOurs(session, found, champion);
  const { run, card } = await planRun(session.inputs, context, endpoint, champion, candidate);
  const challengerId = run.challenger.deployedModelId;
  refuseSharing(endpoint, challengerId);
  refuseSmallPool(run, champion.id);
  const recordedModels = endpoint.deployed.map(({ id }) => id).filter((id) => id !== challengerId);
  host.say(
    `champion ${describeArm(run.champion)} is ${champion.id}, challenger ${describeArm(candidate)} will be ${challengerId}`,
  );
  host.say(describeCorrelation(run.correlation));
  for (const line of ratioLines(run.baseline.ratios)) host.say(line);
  tellCard(host, card);
  await saveRun(session, { ...run, recordedModels });
}

/** A run as it would be opened now, and what it can be expected to do. */
export async function planRun(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  endpoint: Endpoint,
  champion: DeployedModel,
  candidate: Candidate,
): Promise<{ run: CanaryRun; card: PlanCard }> {
  const { releaseId } = context.journal.record;
  await requireMetrics(context.ports.metrics, endpoint.name, inputs.ratios);
  const plan = await leaveTimeForLatePoints(planOf(inputs), endpoint.name, context.ports);
  const history = await readHistory(endpoint.name, champion.id, plan, context);
  const correlation = estimateCorrelation(history.errors, plan.windowMs);
  const run = openRun({
    releaseId,
    champion: armOf(champion),
    challenger: {
      deployedModelId: deployedModelIdOf(releaseId, idOf(endpoint.name)),
      ...candidate,
    },
    recordedSplit: { ...endpoint.split },
    recordedModels: [],
    plan,
    correlation,
    baseline: baselineOf(plan, history, correlation),
    requireApproval: inputs.requireApproval,
    startedAt: context.ports.clock.now(),
  });
  return { run, card: planCard(plan, history.errors, run) };
}

/** Before anything is deployed. */
export function tellCard(host: Host, card: PlanCard): void {
  for (const line of cardLines(card)) host.say(line);
  for (const { text } of card.warnings) host.warn(text);
}

function describeCorrelation(correlation: Correlation): string {
  if (correlation.kind === 'unknown') {
    return correlationUnknown(correlation.windows, fewestWindows).text;
  }
  const { value, windows } = correlation;
  return value === 0
    ? `${windows} past windows of the champion show no correlation between requests`
    : `${windows} past windows of the champion show a correlation of ${value.toPrecision(2)} between requests: evidence is tempered by it`;
}

export function armOf({ id, model, modelVersionId }: DeployedModel) {
  return { deployedModelId: id, model, versionId: modelVersionId };
}

async function labelAsOurs(
  session: CanarySession,
  endpoint: Endpoint,
  champion: DeployedModel,
): Promise<Endpoint> {
  if (isManaged(endpoint.labels)) return endpoint;
  const { host, endpoints } = session.context.ports;
  host.say(
    `endpoint ${idOf(endpoint.name)}: adopted, ${describeArm(armOf(champion))} is champion; label ${managedLabel}=${managedValue}`,
  );
  await endpoints.update(endpoint, {
    labels: { ...endpoint.labels, [managedLabel]: managedValue },
  });
  return await readEndpoint(session);
}

/** A challenger that serves without a ledger that says so: what it was given before is unknown. */
function refuseSharing(endpoint: Endpoint, challengerId: string): void {
  const share = shareOf(endpoint.split, challengerId);
  if (share === 0) return;
  throw new ReleaseError(
    'CONFLICT',
    `${challengerId} has ${share} % of ${idOf(endpoint.name)} but no canary is recorded`,
    { mend: 'Give its traffic back to the champion by hand, then run this again.' },
  );
}

/** In every step below 100 the champion must keep something to be compared with. */
function refuseSmallPool(run: ReturnType<typeof openRun>, championId: string): void {
  const starved = run.plan.steps.find(
    (percent) => percent < 100 && shareOf(splitOfStep(run, percent), championId) === 0,
  );
  if (starved === undefined) return;
  const pool = shareOf(run.recordedSplit, championId);
  throw new ReleaseError(
    'INPUT_INVALID',
    `the champion's share of ${pool} % is too small for a step of ${starved} %: nothing would be left to compare with`,
    { mend: 'Give the champion more traffic before the release.' },
  );
}
