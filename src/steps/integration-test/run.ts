import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { gravest, type Verdict } from '../../release/verdict.ts';
import { formatDuration } from '../../units/duration.ts';
import { formatShare } from '../../units/percent.ts';
import type { integrationTest } from './contract.ts';
import { misses } from './expectation.ts';
import { checkLatency, type LatencyCheck, percentile } from './latency.ts';
import { type GoldenCase, parseSuite } from './suite.ts';

type IntegrationTestInputs = InputsOf<typeof integrationTest>;

interface CaseResult {
  name: string;
  verdict: Verdict;
  /** What was not as expected; empty when the case passed. */
  misses: string[];
  latencyMs: number;
}

/** Asks the staging endpoint every golden case and judges answers, latency and errors. */
export async function runIntegrationTest(
  inputs: IntegrationTestInputs,
  context: StepContext,
): Promise<StepResult> {
  const { host, files } = context.ports;
  host.phase('Integration test');
  const text = await files.read(inputs.suite);
  if (text === undefined) {
    throw new ReleaseError(
      'FILE_UNREADABLE',
      `integration_test.suite: ${inputs.suite} does not exist`,
    );
  }
  const suite = parseSuite(text, inputs.suite);
  const endpoint = stagingEndpoint(inputs, context);
  if (inputs.dryRun) {
    const summary = `would ask ${endpoint} ${suite.length * inputs.repeat} golden cases`;
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
  }
  const results = await askAll(suite, endpoint, inputs, context);
  return judge(results, endpoint, inputs, context);
}

function stagingEndpoint(inputs: IntegrationTestInputs, { journal }: StepContext): string {
  const deployed = journal.record.steps['deploy-staging']?.outputs['endpoint'];
  const endpoint = inputs.endpoint ?? deployed;
  if (typeof endpoint === 'string') {
    return endpoint.startsWith('projects/')
      ? endpoint
      : `projects/${inputs.projectId}/locations/${inputs.region}/endpoints/${endpoint}`;
  }
  throw new ReleaseError('INPUT_INVALID', 'there is no staging endpoint to test', {
    mend: 'Run deploy-staging first, or give integration_test.endpoint.',
  });
}

async function askAll(
  suite: readonly GoldenCase[],
  endpoint: string,
  inputs: IntegrationTestInputs,
  context: StepContext,
): Promise<CaseResult[]> {
  const { host } = context.ports;
  for (const golden of suite.slice(0, 1)) {
    for (let sent = 0; sent < inputs.warmupRequests; sent += 1) {
      await ask(golden, endpoint, inputs.requestTimeout, context);
    }
  }
  const results: CaseResult[] = [];
  for (let round = 0; round < inputs.repeat; round += 1) {
    for (const golden of suite) {
      const result = await ask(golden, endpoint, inputs.requestTimeout, context);
      results.push(result);
      if (result.verdict !== 'pass') host.warn(`${golden.name}: ${result.misses.join('; ')}`);
      host.progress(`${results.length} of ${suite.length * inputs.repeat} cases`);
    }
  }
  return results;
}

async function ask(
  golden: GoldenCase,
  endpoint: string,
  timeoutMs: number,
  { ports, signal }: StepContext,
): Promise<CaseResult> {
  const sentAt = ports.clock.now();
  const answer = await ports.predictions.predict(endpoint, [golden.instance], {
    timeoutMs,
    signal,
  });
  const latencyMs = ports.clock.now() - sentAt;
  if (answer.kind === 'refused') {
    const refusal = `refused with ${answer.status}: ${answer.message}`;
    return { name: golden.name, verdict: 'error', misses: [refusal], latencyMs };
  }
  const found = misses(answer.predictions[0], golden.expect);
  const verdict = found.length === 0 ? 'pass' : 'fail';
  return { name: golden.name, verdict, misses: found, latencyMs };
}

function judge(
  results: readonly CaseResult[],
  endpoint: string,
  inputs: IntegrationTestInputs,
  { ports: { host } }: StepContext,
): StepResult {
  const refused = results.filter((result) => result.verdict === 'error');
  const wrong = results.filter((result) => result.verdict === 'fail');
  // Of answers alone: a refusal, quick as it may be, makes no model fast.
  const answered = results.filter((result) => result.verdict !== 'error');
  const latencies = answered.map((result) => result.latencyMs);
  const latency = checkLatency(latencies, inputs.maxLatency);
  const errorRate = refused.length / results.length;
  const errors: Verdict = errorRate <= inputs.maxErrorRate ? 'pass' : 'fail';
  const right: Verdict = answered.length === 0 ? 'inconclusive' : 'pass';
  const answers: Verdict = wrong.length === 0 ? right : 'fail';
  const verdict = gravest([answers, errors, ...latency.map((check) => check.verdict)]);

  const passed = answered.length - wrong.length;
  host.say(`${passed} of ${results.length} golden cases as expected`);
  host.say(
    `errors ${formatShare(errorRate)} of at most ${formatShare(inputs.maxErrorRate)}: ${errors}`,
  );
  for (const check of latency) host.say(describeLatency(check));
  return {
    verdict,
    state: 'done',
    summary:
      verdict === 'pass'
        ? `${passed} golden cases passed`
        : `${wrong.length} wrong and ${refused.length} refused of ${results.length} golden cases`,
    outputs: {
      passed,
      failed: results.length - passed,
      ...(answered.length === 0
        ? {}
        : { p50_ms: percentile(latencies, 50), p99_ms: percentile(latencies, 99) }),
    },
    evidence: {
      endpoint,
      cases: results.length,
      errorRate,
      latency: latency.map((check) => ({ ...check })),
      failures: [...wrong, ...refused].slice(0, 20).map(({ name, misses: found }) => ({
        name,
        misses: found,
      })),
    },
    ...(verdict === 'fail' || verdict === 'error' ? { outcome: 'rejected' as const } : {}),
  };
}

function describeLatency({ percentile: name, value, limit, verdict }: LatencyCheck): string {
  return `${name} ${formatDuration(value)} of at most ${formatDuration(limit)}: ${verdict}`;
}
