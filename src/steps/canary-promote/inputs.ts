import { type CanaryPlan, canaryPlan } from '../../canary/plan.ts';
import { planProblems } from '../../canary/plan-problems.ts';
import { ReleaseError, refuseProblems } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import type { ReleaseRecord } from '../../release/record.ts';
import {
  formatResourceName,
  type Location,
  parseResourceName,
} from '../../vertex/resource-name.ts';
import type { Machine, ServingOptions } from '../../vertex/serving.ts';

/** What is to be done with the canary of the endpoint. */
export type CanaryOperation =
  'run' | 'approve' | 'promote' | 'roll_back' | 'resume' | 'reconcile' | 'observe' | 'replay';

/** What the canary takes besides its plan; times in milliseconds. */
export interface CanaryPromoteInputs extends CanaryPlan {
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
  serving?: ServingOptions;
  deployTimeoutMs: number;
  /** Whether the alias `default` moves with `champion`. */
  moveDefault: boolean;
  /** Percents that a person must approve before the challenger gets them. */
  requireApproval: readonly number[];
  /** Whether to stay until the end, or to do what is due and come back. */
  wait: boolean;
  operation: CanaryOperation;
  /** Secret URL that takes `{"text": …}`. */
  notifyWebhook: string | undefined;
  /** `projects/P/topics/T`. */
  notifyTopic: string | undefined;
  dryRun: boolean;
}

/** The shortest period that Cloud Monitoring has. */
const shortestWindowMs = 60_000;

export function planOf(inputs: CanaryPromoteInputs): CanaryPlan {
  const keys = Object.keys(canaryPlan.shape) as (keyof CanaryPlan)[];
  return Object.fromEntries(keys.map((key) => [key, inputs[key]])) as CanaryPlan;
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
  if (inputs.notifyWebhook !== undefined && !isSafeWebhook(inputs.notifyWebhook)) {
    problems.push({ where: 'notify_webhook', expected: 'a URL that begins with https://' });
  }
  const { bucket } = inputs;
  if (bucket === undefined || bucket === '') {
    problems.push({ where: 'bucket', expected: 'a bucket for the ledger of the endpoint' });
  }
  refuseProblems('canary_promote', problems);
  return bucket ?? '';
}

/** What is told stays between us and the receiver. */
function isSafeWebhook(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
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
