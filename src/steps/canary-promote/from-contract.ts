import { machineOf, servingOptionsOf } from '../../contract/serving-inputs.ts';
import type { InputsOf } from '../../contract/step.ts';
import type { canaryPromote } from './contract.ts';
import type { CanaryPromoteInputs } from './inputs.ts';
import { countedRatios } from './ratio-input.ts';

/** What the contract of the step parsed, as the canary takes it. */
export function canaryPromoteInputs(parsed: InputsOf<typeof canaryPromote>): CanaryPromoteInputs {
  return {
    location: { projectId: parsed.projectId, region: parsed.region },
    bucket: parsed.bucket,
    model: parsed.model,
    endpoint: parsed.endpoint,
    createEndpoint: parsed.createEndpoint,
    adopt: parsed.adopt,
    labels: parsed.labels,
    machine: machineOf(parsed),
    serving: servingOptionsOf(parsed),
    steps: [...parsed.steps],
    minBakeMs: parsed.minBake,
    maxBakeMs: parsed.maxBake,
    minWindows: parsed.minWindows,
    windowMs: parsed.window,
    settleMs: parsed.settle,
    warmupMs: parsed.warmup,
    alpha: parsed.alpha,
    marginOdds: parsed.margin,
    gate: parsed.gate,
    beta: parsed.beta,
    maxOddsRatio: parsed.maxOddsRatio,
    maxErrorRate: parsed.maxErrorRate ?? null,
    sloErrorRate: parsed.sloErrorRate ?? null,
    latency: parsed.latency,
    latencyMarginOdds: parsed.latencyMargin,
    sloLatencyMs: parsed.sloLatency ?? null,
    history: parsed.history,
    ratios: countedRatios(parsed.ratios),
    drift: parsed.drift,
    driftTable: parsed.driftTable ?? null,
    driftField: parsed.driftField ?? null,
    driftTolerance: parsed.driftTolerance,
    onInconclusive: parsed.onInconclusive,
    onFail: parsed.onFail,
    onSampleRatio: parsed.onSampleRatio,
    onExpiry: parsed.onExpiry,
    alertPolicy: parsed.alertPolicy,
    alertChannels: [...parsed.alertChannels],
    releaseMetric: parsed.releaseMetric,
    keepStableMs: parsed.keepStable,
    deadlineMs: parsed.deadline,
    deployTimeoutMs: parsed.deployTimeout,
    moveDefault: parsed.moveDefault,
    requireApproval: approvals(parsed.requireApproval, parsed.steps),
    wait: parsed.wait,
    operation: parsed.operation,
    notifyWebhook: parsed.notifyWebhook,
    notifyTopic: parsed.notifyTopic,
    dryRun: parsed.dryRun,
  };
}

function approvals(
  which: 'never' | 'promotion' | 'each_step',
  steps: readonly number[],
): readonly number[] {
  switch (which) {
    case 'never':
      return [];
    case 'promotion':
      return [100];
    case 'each_step':
      return steps.slice(1);
  }
}
