import { type CanaryPlan, type InconclusivePolicy, planProblems } from '../../canary/plan.ts';
import { ReleaseError, refuseProblems } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { ReleaseRecord } from '../../release/record.ts';
import type { Machine } from '../../vertex/endpoint.ts';
import {
  formatResourceName,
  type Location,
  parseResourceName,
} from '../../vertex/resource-name.ts';

/** What the canary takes; times in milliseconds, fields of the plan as `CanaryPlan` has them. */
export interface CanaryPromoteInputs {
  location: Location;
  /** Name of the bucket, without `gs://`. */
  bucket: string | undefined;
  /** Id of the model in the registry. */
  model: string;
  /** Id or display name of the endpoint. */
  endpoint: string;
  /** Make the endpoint when there is none. */
  createEndpoint: boolean;
  /** Take over an endpoint that serves something which carries no label of ours. */
  adopt: boolean;
  /** Of the endpoint, when it is made, besides our own. */
  labels: Readonly<Record<string, string>>;
  machine: Machine;
  steps: readonly number[];
  minBakeMs: number;
  maxBakeMs: number;
  minWindows: number;
  windowMs: number;
  settleMs: number;
  warmupMs: number;
  alpha: number;
  marginOdds: number;
  onInconclusive: InconclusivePolicy;
  keepStableMs: number;
  deadlineMs: number;
  deployTimeoutMs: number;
  /** Whether the alias `default` moves with `champion`. */
  moveDefault: boolean;
  operation: 'run' | 'promote' | 'roll_back';
  dryRun: boolean;
}

/** The shortest period that Cloud Monitoring has. */
const shortestWindowMs = 60_000;

export function planOf(inputs: CanaryPromoteInputs): CanaryPlan {
  const { steps, minBakeMs, maxBakeMs, minWindows, windowMs, settleMs, warmupMs } = inputs;
  const { alpha, marginOdds, onInconclusive, keepStableMs, deadlineMs } = inputs;
  return {
    steps: [...steps],
    minBakeMs,
    maxBakeMs,
    minWindows,
    windowMs,
    settleMs,
    warmupMs,
    alpha,
    marginOdds,
    gate: 'time',
    onInconclusive,
    keepStableMs,
    deadlineMs,
  };
}

/** @throws ReleaseError INPUT_INVALID with everything that is wrong. Answers the bucket. */
export function requireInputs(inputs: CanaryPromoteInputs, emulated: boolean): string {
  const problems: Problem[] = inputs.operation === 'run' ? planProblems(planOf(inputs)) : [];
  if (inputs.windowMs < shortestWindowMs && !emulated) {
    problems.push({
      where: 'window',
      expected: 'at least 60s, the shortest period of Cloud Monitoring',
      found: `${inputs.windowMs}ms`,
      mend: 'Only the embedded Vertex has shorter ones.',
    });
  }
  const { bucket } = inputs;
  if (bucket === undefined || bucket === '') {
    problems.push({ where: 'bucket', expected: 'a bucket for the ledger of the endpoint' });
  }
  refuseProblems('canary_promote', problems);
  return bucket ?? '';
}

/** A version of the registry, to be deployed. */
export interface Candidate {
  /** `projects/P/locations/L/models/M`, without a version. */
  model: string;
  versionId: string;
}

/** @throws ReleaseError INPUT_INVALID when `register` let nothing through, or nothing real. */
export function candidateOf(record: ReleaseRecord, emulated: boolean): Candidate {
  const name = record.steps.register?.outputs['model_version'];
  if (typeof name !== 'string') {
    throw new ReleaseError('INPUT_INVALID', 'this release has no registered model version', {
      mend: 'Run register first; it must have let the candidate through its gates.',
    });
  }
  if (record.emulated && !emulated) {
    throw new ReleaseError('INPUT_INVALID', `${record.releaseId} ran on the embedded Vertex`, {
      mend: 'Release the model on the real Vertex AI from its first step on.',
    });
  }
  const { version = '', ...model } = parseResourceName(name);
  return { model: formatResourceName(model), versionId: version };
}
