import { activeRelease } from '../../canary/ledger.ts';
import { openRun, splitOfStep } from '../../canary/canary-run.ts';
import { estimateCorrelation, type PeriodCount } from '../../canary/correlation.ts';
import { detectableFault } from '../../canary/detectable.ts';
import type { ErrorTable } from '../../canary/hypergeometric.ts';
import { comparedSteps, judgeSettings, plannedWindows } from '../../canary/plan.ts';
import { nameFault } from '../../canary/reason.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { shareOf } from '../../vertex/traffic-split.ts';
import { describeArm, describeDeployment } from './deployment.ts';
import { refuseUnasked } from './endpoint-creation.ts';
import { readHistory } from './history.ts';
import { type Candidate, type CanaryPromoteInputs, planOf } from './inputs.ts';
import { ledgerUri, openLedger } from './ledger-store.ts';
import { describeSplit, formatCount, splitLine } from './narration.ts';
import { armOf, situationOf } from './opening.ts';

/** Tells what a run would do, step by step, and changes nothing. */
export async function planCanary(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  candidate: Candidate,
  endpoint: Endpoint | undefined,
  bucket: string,
): Promise<StepResult> {
  const { host } = context.ports;
  const version = describeArm(candidate);
  if (endpoint === undefined) {
    refuseUnasked(inputs);
    host.say(`create endpoint ${inputs.endpoint}`);
    return planned(`would create ${inputs.endpoint} with ${version} as its first model`);
  }
  const id = idOf(endpoint.name);
  host.say(`endpoint ${id}: ${describeSplit(endpoint.split)}`);
  const uri = ledgerUri(bucket, inputs.model, id);
  const { ledger } = await openLedger(context.ports.objects, uri, endpoint.name);
  const holder = activeRelease(ledger);
  if (holder === context.journal.record.releaseId)
    return planned(`would go on with ${holder} on ${id}`);
  if (holder !== undefined) host.warn(`release ${holder} holds ${id}: this one has to wait for it`);
  const situation = situationOf(endpoint, candidate, inputs);
  switch (situation.kind) {
    case 'empty':
      return planned(`would deploy ${version} to ${id} as its first model, with all traffic`);
    case 'already_serves':
      return planned(`${id} already serves ${version}`);
    case 'contest':
      await tellCanary(inputs, context, candidate, endpoint, situation.champion);
      return planned(
        `would try ${version} against ${describeArm(armOf(situation.champion))} on ${id}`,
      );
  }
}

async function tellCanary(
  inputs: CanaryPromoteInputs,
  context: StepContext,
  candidate: Candidate,
  endpoint: Endpoint,
  champion: DeployedModel,
): Promise<void> {
  const { host, clock } = context.ports;
  const { releaseId } = context.journal.record;
  const plan = planOf(inputs);
  const history = await readHistory(endpoint.name, champion.id, inputs, context);
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
    correlation: estimateCorrelation(history, plan.windowMs),
    startedAt: clock.now(),
  });
  host.say(describeDeployment(run.challenger, inputs.machine, 'none'));
  const settings = judgeSettings(plan, run.correlation);
  const bake = `${formatDuration(plan.minBakeMs)} to ${formatDuration(plan.maxBakeMs)}`;
  const seen: ErrorTable[] = [];
  let split = run.recordedSplit;
  for (const percent of plan.steps) {
    const next = splitOfStep(run, percent);
    host.say(`${percent} %: ${splitLine(endpoint.name, split, next)}`);
    split = next;
    if (percent === 100) continue;
    const share =
      shareOf(next, run.challenger.deployedModelId) / shareOf(run.recordedSplit, champion.id);
    seen.push(...Array.from({ length: plannedWindows(plan) }, () => expected(history, share)));
    const fault = detectableFault(settings, seen);
    const found =
      fault.kind === 'none'
        ? 'no fault would be found at this traffic'
        : `finds ${nameFault(fault)}`;
    host.say(
      `  bakes ${bake}, ${plan.minWindows} windows of ${formatDuration(plan.windowMs)}; ${found}`,
    );
  }
  host.say(
    `a healthy challenger is rolled back with probability ${plan.alpha} at most, over all ${comparedSteps(plan)} steps`,
  );
  host.say(
    `then undeploy ${champion.id} after ${formatDuration(plan.keepStableMs)}, alias champion to ${describeArm(candidate)}`,
  );
  if (history.length > 0)
    host.say(`traffic is taken from ${formatCount(history.length)} past windows`);
}

/** A window like the champion's average one, with the challenger at this share of its traffic. */
function expected(history: readonly PeriodCount[], share: number): ErrorTable {
  const windows = Math.max(1, history.length);
  const requests = history.reduce((sum, period) => sum + period.requests, 0) / windows;
  const errors = history.reduce((sum, period) => sum + period.errors, 0) / windows;
  return {
    challengerRequests: requests * share,
    challengerErrors: errors * share,
    championRequests: requests * (1 - share),
    championErrors: errors * (1 - share),
  };
}

function planned(summary: string): StepResult {
  return { verdict: 'pass', state: 'planned', summary, outputs: {} };
}
