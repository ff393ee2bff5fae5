import type { StepContext } from '../../ports/ports.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import { type AskOptions, Asker } from './asker.ts';
import { latencySummary, quantileOf } from './latency.ts';
import { isKind, type SuiteCase } from './suite-case.ts';

/** How an endpoint answered that was asked nothing yet. Nothing is judged by it. */
export interface ColdStart {
  requests: number;
  /** Of them without a prediction. */
  failed: number;
  /** Of those with one, in the order of asking, in ms. */
  latencies: readonly number[];
  /** From the end of the deployment to the first request; undefined where the record does not tell. */
  sinceDeployedMs: number | undefined;
}

/** Asks the same instance again and again. */
export async function measureColdStart(
  { suite, payload }: { suite: readonly SuiteCase[]; payload: readonly Json[] },
  requests: number,
  options: AskOptions,
  context: StepContext,
): Promise<ColdStart> {
  const instance = firstInstance(suite) ?? payload[0];
  const sinceDeployedMs = timeSinceDeployed(context);
  const asker = new Asker(options, context);
  const wanted = instance === undefined ? 0 : requests;
  for (let sent = 0; sent < wanted; sent += 1) await asker.ask([instance ?? null]);
  const { latencies } = asker;
  return { requests: wanted, failed: wanted - latencies.length, latencies, sinceDeployedMs };
}

/** For the record. */
export function coldEvidence(cold: ColdStart): JsonObject {
  const { requests, failed, latencies, sinceDeployedMs } = cold;
  const [first] = latencies;
  return {
    requests,
    failed,
    ...(first === undefined ? {} : { first }),
    ...latencySummary(quantileOf(latencies)),
    ...(sinceDeployedMs === undefined ? {} : { sinceDeployedMs }),
  };
}

function firstInstance(suite: readonly SuiteCase[]): Json | undefined {
  const golden = suite.find(isKind('golden'));
  if (golden !== undefined) return golden.instance;
  return suite.flatMap((one) => ('instance' in one ? [one.instance] : []))[0];
}

function timeSinceDeployed({ journal, ports }: StepContext): number | undefined {
  const finishedAt = journal.record.steps['deploy-staging']?.finishedAt;
  return finishedAt === undefined ? undefined : ports.clock.now() - Date.parse(finishedAt);
}
