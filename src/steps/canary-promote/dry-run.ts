import { splitOfStep } from '../../canary/canary-run.ts';
import type { DetectableFault } from '../../canary/judge/detectable.ts';
import { activeRelease } from '../../canary/ledger.ts';
import { comparedSteps } from '../../canary/plan.ts';
import { nameFault } from '../../canary/reason.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeArm, describeDeployment } from './deployment.ts';
import { refuseUnasked } from './endpoint-creation.ts';
import type { Candidate, CanaryPromoteInputs } from './inputs.ts';
import { ledgerUri, openLedger } from './ledger-store.ts';
import { describeSplit, splitLine } from './narration.ts';
import { armOf, planRun, situationOf, tellCard } from './opening.ts';
import { checkPredictionLog } from './watch-predictions.ts';

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
  const { ledger } = await openLedger(context.ports, uri, endpoint.name);
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
  const { host } = context.ports;
  const { run, card } = await planRun(inputs, context, endpoint, champion, candidate);
  const { plan } = run;
  host.say(describeDeployment(run.challenger, inputs.machine, 'none'));
  const bake = `${formatDuration(plan.minBakeMs)} to ${formatDuration(plan.maxBakeMs)}`;
  let split = run.recordedSplit;
  for (const percent of plan.steps) {
    const next = splitOfStep(run, percent);
    host.say(`${percent} %: ${splitLine(endpoint.name, split, next)}`);
    split = next;
    if (percent === 100) continue;
    const windows = `${plan.minWindows} windows of ${formatDuration(plan.windowMs)}`;
    const finds = card.steps.find((step) => step.percent === percent)?.finds;
    host.say(`  bakes ${bake}, ${windows}; ${describeFinds(finds)}`);
  }
  tellCard(host, card);
  await checkPredictionLog(context.ports, endpoint.name, run);
  host.say(
    `a healthy challenger is rolled back with probability ${plan.alpha} at most, over all ${comparedSteps(plan)} steps`,
  );
  host.say(
    `then undeploy ${champion.id} after ${formatDuration(plan.keepStableMs)}, alias champion to ${describeArm(candidate)}`,
  );
}

function describeFinds(fault: DetectableFault | undefined): string {
  return fault === undefined || fault.kind === 'none'
    ? 'no fault would be found at this traffic'
    : `finds ${nameFault(fault)}`;
}

function planned(summary: string): StepResult {
  return { verdict: 'pass', state: 'planned', summary, outputs: {} };
}
