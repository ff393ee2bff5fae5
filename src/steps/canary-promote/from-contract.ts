import type { InputsOf } from '../../contract/step.ts';
import type { canaryPromote } from './contract.ts';
import type { CanaryPromoteInputs } from './inputs.ts';

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
    machine: {
      machineType: parsed.machineType,
      minReplicaCount: parsed.minReplicaCount,
      maxReplicaCount: parsed.maxReplicaCount,
    },
    steps: parsed.steps,
    minBakeMs: parsed.minBake,
    maxBakeMs: parsed.maxBake,
    minWindows: parsed.minWindows,
    windowMs: parsed.window,
    settleMs: parsed.settle,
    warmupMs: parsed.warmup,
    alpha: parsed.alpha,
    marginOdds: parsed.margin,
    onInconclusive: parsed.onInconclusive,
    keepStableMs: parsed.keepStable,
    deadlineMs: parsed.deadline,
    deployTimeoutMs: parsed.deployTimeout,
    moveDefault: parsed.moveDefault,
    operation: parsed.operation,
    dryRun: parsed.dryRun,
  };
}
