import { alertThresholds } from '../../canary/alert-thresholds.ts';
import { type CanaryRun, exposedRequests } from '../../canary/canary-run.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { AlertCondition, AlertPolicy } from '../../ports/alerting.ts';
import { formatShare } from '../../units/percent.ts';
import { managedLabel, managedValue, releaseLabel, toLabelValue } from '../../vertex/labels.ts';
import { idOf, parseResourceName } from '../../vertex/resource-name.ts';
import { type CanarySession, saveRun } from './canary-session.ts';
import { describeArm } from './deployment.ts';

/** Requests that the challenger of a release answered, by how the release ended. */
const exposedMetric = 'custom.googleapis.com/vertex_release/exposed_requests';
const endpointLabel = 'vertex-release-endpoint';

/**
 * Leaves in Cloud Monitoring what the plan asks for. The traffic is where it belongs by now, so what
 * fails here is warned about and ends nothing.
 */
export async function followUp(session: CanarySession, run: CanaryRun): Promise<void> {
  const { plan, ending } = run;
  if (plan.alertPolicy === 'create') {
    await attempt(session, 'the alert policy could not be set', () =>
      ending?.kind === 'promote' ? watch(session, run) : unwatch(session, run),
    );
  }
  if (plan.releaseMetric === 'write') {
    await attempt(session, 'the release could not be written as a metric', () =>
      writeMetric(session, run),
    );
  }
  await saveRun(session, { ...run, followUp: 'done' });
}

async function attempt(
  { context }: CanarySession,
  what: string,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    context.ports.host.warn(`${what}: ${error.message}. ${error.mend}`);
  }
}

/** One policy for the endpoint, of the release before or of an earlier attempt: it is replaced. */
async function watch(session: CanarySession, run: CanaryRun): Promise<void> {
  const { alerting, host } = session.context.ports;
  const { projectId } = parseResourceName(session.endpoint);
  const policy = policyOf(session, run);
  const [present, ...others] = await alerting.find(projectId, ofEndpoint(session));
  const name = present?.name ?? (await alerting.create(projectId, policy));
  if (present !== undefined) await alerting.replace(present.name, policy);
  for (const other of others) await alerting.delete(other.name);
  host.say(`${name}: alerts on ${policy.conditions.map(describe).join(' or ')}`);
}

/** What watches a model that was rolled back would never see a request again. */
async function unwatch(session: CanarySession, run: CanaryRun): Promise<void> {
  const { alerting, host } = session.context.ports;
  const { projectId } = parseResourceName(session.endpoint);
  const own = { ...ofEndpoint(session), [releaseLabel]: fit(run.releaseId) };
  for (const { name } of await alerting.find(projectId, own)) {
    await alerting.delete(name);
    host.say(`${name}: deleted, it watched ${describeArm(run.challenger)}`);
  }
}

function policyOf({ endpoint }: CanarySession, run: CanaryRun): AlertPolicy {
  const { challenger, champion, releaseId, plan } = run;
  const { errorRate, latencyP95Ms } = alertThresholds(run);
  const conditions: AlertCondition[] = [{ kind: 'error_rate', above: errorRate }];
  if (latencyP95Ms !== undefined) conditions.push({ kind: 'latency_p95', aboveMs: latencyP95Ms });
  return {
    displayName: `${idOf(endpoint)} is worse than before ${releaseId}`,
    documentation: [
      `${describeArm(challenger)} serves ${idOf(endpoint)} since release ${releaseId} and does worse than ${describeArm(champion)} did before it: ${conditions.map(describe).join(' or ')}.`,
      `To go back, run canary-promote for ${releaseId} with \`operation: roll_back\`. It restores the split of before while ${champion.deployedModelId} is still deployed.`,
    ].join('\n\n'),
    endpoint,
    deployedModelId: challenger.deployedModelId,
    conditions,
    channels: plan.alertChannels,
    labels: { ...ofEndpoint({ endpoint }), [releaseLabel]: fit(releaseId) },
  };
}

function describe(condition: AlertCondition): string {
  return condition.kind === 'error_rate'
    ? `more than ${formatShare(condition.above)} errors`
    : `a p95 above ${condition.aboveMs} ms`;
}

function ofEndpoint({ endpoint }: Pick<CanarySession, 'endpoint'>): Record<string, string> {
  return { [managedLabel]: managedValue, [endpointLabel]: fit(idOf(endpoint)) };
}

/** Cloud Monitoring's labels are a character shorter than Vertex AI's. */
function fit(text: string): string {
  return toLabelValue(text).slice(0, 63);
}

async function writeMetric({ context, endpoint }: CanarySession, run: CanaryRun): Promise<void> {
  const { measurements, clock } = context.ports;
  const { projectId } = parseResourceName(endpoint);
  const { challenger, releaseId, ending, startedAt } = run;
  const measurement = {
    metricType: exposedMetric,
    labels: {
      release: releaseId,
      outcome: ending?.kind === 'promote' ? 'promoted' : 'rolled_back',
      endpoint: idOf(endpoint),
      model_version: describeArm(challenger),
    },
    value: exposedRequests(run),
    at: clock.now(),
  };
  if (await measurements.isWritten(projectId, measurement, startedAt)) return;
  await measurements.write(projectId, measurement);
}
