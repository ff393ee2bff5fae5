import { dirname, relative } from 'node:path';
import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import { formatDuration } from '../../units/duration.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { Asker } from './asker.ts';
import { type CaseResult, hasVerdict } from './case-result.ts';
import type { integrationTest } from './contract.ts';
import {
  countByKind,
  type Judgement,
  judgeMeasured,
  type Measured,
  refuseUnreadable,
} from './judgement.ts';
import { junitXml } from './junit.ts';
import { latencySummary, quantileOf } from './latency.ts';
import { readPayload } from './load-payload.ts';
import { scheduleLoad } from './load-schedule.ts';
import { loadEvidence, type LoadResult, runLoadTest } from './load-test.ts';
import { readSuite } from './read-suite.ts';
import { placeText } from './suite.ts';
import { isKind, type SuiteCase } from './suite-case.ts';
import { runSuite } from './suite-run.ts';

type IntegrationTestInputs = InputsOf<typeof integrationTest>;

const failuresKept = 20;

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
  if (inputs.dryRun) {
    const summary = `would ask ${endpoint} ${suite.length * inputs.repeat} cases${describePlan(inputs)}`;
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
  }
  const cold = await warmUp(suite, payload, target, inputs, context);
  const asker = new Asker({ ...target, timeoutMs: inputs.requestTimeout }, context);
  const results = await runSuite(suite, inputs.repeat, asker, context);
  const load = await putLoad(payload, target, inputs, context);
  const measured = { results, asker, load };
  const judgement = judgeMeasured(measured, inputs);
  await writeJunit(inputs, measured, judgement, context);
  tell(measured, judgement, context);
  if (judgement.verdict === 'error') refuseUnreadable(measured);
  return resultOf(measured, judgement, {
    endpoint,
    cold: { requests: cold.length, ...latencySummary(quantileOf(cold)) },
    ...evidenceOf(measured, judgement, inputs.suite),
  });
}

interface Target {
  /** Full resource name. */
  endpoint: string;
  /** Host name of a dedicated endpoint, as `deploy-staging` found it. */
  host?: string;
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

function describePlan({ loadRate, loadDuration, loadRamp }: IntegrationTestInputs): string {
  if (loadRate === undefined) return '';
  const { count } = scheduleLoad({ rate: loadRate, rampMs: loadRamp, durationMs: loadDuration });
  return `, then ${count} requests at up to ${loadRate} a second`;
}

/** The latencies of an endpoint that was asked nothing yet, in ms. */
async function warmUp(
  suite: readonly SuiteCase[],
  payload: readonly Json[],
  target: Target,
  { warmupRequests, requestTimeout }: IntegrationTestInputs,
  context: StepContext,
): Promise<readonly number[]> {
  const instance = firstInstance(suite) ?? payload[0];
  if (instance === undefined) return [];
  const asker = new Asker({ ...target, timeoutMs: requestTimeout }, context);
  for (let sent = 0; sent < warmupRequests; sent += 1) await asker.ask([instance]);
  return asker.latencies;
}

function firstInstance(suite: readonly SuiteCase[]): Json | undefined {
  const golden = suite.find(isKind('golden'));
  if (golden !== undefined) return golden.instance;
  return suite.flatMap((one) => ('instance' in one ? [one.instance] : []))[0];
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
  { ports: { host } }: StepContext,
): void {
  for (const [kind, counts] of Object.entries(countByKind(results))) {
    const { cases, passed } = counts as { cases: number; passed: number };
    host.say(`${passed} of ${cases} ${kind} cases as expected`);
  }
  if (load !== undefined) host.say(`${load.throughput.toFixed(1)} predictions a second under load`);
  for (const { name, verdict, said } of limits) host.say(`${name} ${said}: ${verdict}`);
}

function resultOf(
  { load }: Measured,
  { verdict, counted, limits, quantile }: Judgement,
  evidence: JsonObject,
): StepResult {
  const passed = counted.filter(hasVerdict('pass')).length;
  const wrong = counted.filter(hasVerdict('fail')).length;
  const broken = limits.filter((limit) => limit.verdict === 'fail').map(({ name }) => name);
  const [p50, p99] = [quantile(0.5), quantile(0.99)];
  return {
    verdict,
    state: 'done',
    summary:
      verdict === 'pass'
        ? `${passed} cases passed`
        : [
            `${wrong} wrong and ${counted.length - passed - wrong} unanswered of ${counted.length} cases`,
            ...(broken.length === 0 ? [] : [`beyond the limit: ${broken.join(', ')}`]),
          ].join('; '),
    outputs: {
      passed,
      failed: counted.length - passed,
      ...(p50 === undefined || p99 === undefined ? {} : { p50_ms: p50, p99_ms: p99 }),
      ...(load === undefined ? {} : { throughput: load.throughput }),
    },
    evidence,
    ...(verdict === 'fail' ? { outcome: 'rejected' as const } : {}),
  };
}

function evidenceOf(
  { results, load, asker }: Measured,
  { counted, errorRate, latency }: Judgement,
  suite: string,
): JsonObject {
  const bad = counted.filter(hasVerdict('fail', 'error'));
  return {
    cases: counted.length,
    kinds: countByKind(results),
    requests: asker.requests,
    errorRate,
    latency: latency.map((check) => ({ ...check })),
    failures: bad.slice(0, failuresKept).map((result) => failureOf(result, suite)),
    ...details('slices', 'slice', results),
    ...details('offline', 'offline', results),
    ...(load === undefined ? {} : { load: loadEvidence(load) }),
  };
}

/** `where` is written from the folder of the suite: records are read on other machines. */
function failureOf({ one, finding }: CaseResult, suite: string): JsonObject {
  const place = { ...one.place, file: relative(dirname(suite), one.place.file) };
  return {
    name: one.name,
    kind: one.kind,
    verdict: finding.verdict,
    where: placeText(place),
    misses: [...finding.misses],
  };
}

/** The numbers of one kind of case; nothing where there is none. */
function details(key: string, kind: SuiteCase['kind'], results: readonly CaseResult[]): JsonObject {
  const found = results.flatMap(({ one, finding }) =>
    one.kind === kind && finding.evidence !== undefined
      ? [{ name: one.name, verdict: finding.verdict, ...finding.evidence }]
      : [],
  );
  return found.length === 0 ? {} : { [key]: found };
}
