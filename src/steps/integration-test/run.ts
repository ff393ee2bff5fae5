import { dirname, relative } from 'node:path';
import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { type AskOptions, Asker } from './asker.ts';
import { describeReplicas, observeReplicas } from './autoscaling.ts';
import { coldEvidence, type ColdStart, measureColdStart } from './cold-start.ts';
import type { integrationTest } from './contract.ts';
import {
  countByKind,
  type Judgement,
  judgeMeasured,
  type Measured,
  refuseUnreadable,
} from './judgement.ts';
import { junitXml } from './junit.ts';
import { readPayload } from './load-payload.ts';
import { scheduleLoad } from './load-schedule.ts';
import { type LoadResult, runLoadTest } from './load-test.ts';
import { readSuite } from './read-suite.ts';
import { evidenceOf, resultOf } from './result.ts';
import { replayShadow, type ShadowResult } from './shadow.ts';
import { readShadow, type ShadowSample } from './shadow-source.ts';
import { runSuite } from './suite-run.ts';

type IntegrationTestInputs = InputsOf<typeof integrationTest>;

/** Asks the staging endpoint every case of the suite, puts load on it, and judges what comes. */
export async function runIntegrationTest(
  inputs: IntegrationTestInputs,
  context: StepContext,
): Promise<StepResult> {
  const { host, files } = context.ports;
  host.phase('Integration test');
  const suite = await readSuite(inputs.suite, files);
  const target = stagingEndpoint(inputs, context);
  const { endpoint } = target;
  const payload =
    inputs.loadRate === undefined ? [] : await readPayload(inputs.loadPayload, suite, files);
  const sample = await readShadow(inputs, endpoint, context);
  if (inputs.dryRun) {
    const summary = `would ask ${endpoint} ${suite.length * inputs.repeat} cases${describePlan(inputs, sample)}`;
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
  }
  const options = { ...target, timeoutMs: inputs.requestTimeout };
  const cold = await measureColdStart({ suite, payload }, inputs.warmupRequests, options, context);
  const asker = new Asker(options, context);
  const results = await runSuite(suite, inputs.repeat, asker, context);
  const shadow = await askAgain(sample, inputs, options, context);
  const load = await putLoad(payload, target, inputs, context);
  const replicas =
    load && (await observeReplicas(endpoint, load.time, inputs.replicasWait, context));
  const measured = { results, asker, load, shadow };
  const judgement = judgeMeasured(measured, inputs);
  await writeJunit(inputs, measured, judgement, context);
  tell(measured, judgement, cold, context);
  if (replicas !== undefined) host.say(describeReplicas(replicas));
  if (judgement.verdict === 'error') refuseUnreadable(measured);
  return resultOf(measured, decided(judgement, inputs), {
    endpoint,
    cold: coldEvidence(cold),
    ...evidenceOf({ ...measured, replicas }, judgement, inputs),
  });
}

interface Target {
  /** Full resource name. */
  endpoint: string;
  /** Host name of a dedicated endpoint, as `deploy-staging` found it. */
  host?: string;
}

/** The judgement with what the policy says of too little evidence. */
function decided(
  judgement: Judgement,
  { onInconclusive }: Pick<IntegrationTestInputs, 'onInconclusive'>,
): Judgement {
  const isRefused = judgement.verdict === 'inconclusive' && onInconclusive === 'fail';
  return isRefused ? { ...judgement, verdict: 'fail' } : judgement;
}

function stagingEndpoint(inputs: IntegrationTestInputs, { journal }: StepContext): Target {
  const { endpoint: deployed, dedicated_dns: dns } =
    journal.record.steps['deploy-staging']?.outputs ?? {};
  const endpoint = inputs.endpoint ?? deployed;
  if (typeof endpoint === 'string') {
    const isDeployed = typeof deployed === 'string' && idOf(deployed) === idOf(endpoint);
    return {
      endpoint: endpoint.startsWith('projects/')
        ? endpoint
        : `projects/${inputs.projectId}/locations/${inputs.region}/endpoints/${endpoint}`,
      ...(isDeployed && typeof dns === 'string' ? { host: dns } : {}),
    };
  }
  throw new ReleaseError('INPUT_INVALID', 'there is no staging endpoint to test', {
    mend: 'Run deploy-staging first, or give integration_test.endpoint.',
  });
}

function describePlan(
  { loadRate, loadDuration, loadRamp }: IntegrationTestInputs,
  sample: ShadowSample | undefined,
): string {
  const again = sample === undefined ? '' : `, then ${sample.requests.length} logged requests`;
  if (loadRate === undefined) return again;
  const { count } = scheduleLoad({ rate: loadRate, rampMs: loadRamp, durationMs: loadDuration });
  return `${again}, then ${count} requests at up to ${loadRate} a second`;
}

async function askAgain(
  sample: ShadowSample | undefined,
  { shadowField: field, shadowTolerance: tolerance }: IntegrationTestInputs,
  options: AskOptions,
  context: StepContext,
): Promise<ShadowResult | undefined> {
  if (sample === undefined) return undefined;
  return await replayShadow(sample, { field, tolerance }, options, context);
}

async function putLoad(
  instances: readonly Json[],
  target: Target,
  inputs: IntegrationTestInputs,
  context: StepContext,
): Promise<LoadResult | undefined> {
  const { loadRate: rate, loadRamp: rampMs, loadDuration: durationMs, requestTimeout } = inputs;
  if (rate === undefined) return undefined;
  context.ports.host.say(
    `load: ${rate} requests a second for ${formatDuration(durationMs)}, after a ramp of ${formatDuration(rampMs)}`,
  );
  const request = { ...target, timeoutMs: requestTimeout, instances, rate, rampMs, durationMs };
  return await runLoadTest(request, context);
}

async function writeJunit(
  { junit, suite }: IntegrationTestInputs,
  { results }: Measured,
  { limits }: Judgement,
  { ports: { files, host } }: StepContext,
): Promise<void> {
  if (junit === undefined) return;
  await files.write(
    junit,
    junitXml(results, limits, (file) => relative(dirname(suite), file)),
  );
  host.say(`results as JUnit XML: ${junit}`);
}

function tell(
  { results, load }: Measured,
  { limits }: Judgement,
  cold: ColdStart,
  { ports: { host } }: StepContext,
): void {
  const [first] = cold.latencies;
  if (first !== undefined) host.say(`first answer of the endpoint: ${first.toFixed(0)} ms`);
  for (const [kind, counts] of Object.entries(countByKind(results))) {
    const { cases, passed } = counts as { cases: number; passed: number };
    host.say(`${passed} of ${cases} ${kind} cases as expected`);
  }
  if (load !== undefined) host.say(`${load.throughput.toFixed(1)} predictions a second under load`);
  for (const { name, verdict, said } of limits) {
    const line = `${name} ${said}: ${verdict}`;
    if (verdict === 'inconclusive') host.warn(line);
    else host.say(line);
  }
}
