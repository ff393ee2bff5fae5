import { z } from 'zod';
import { duration, durationForm } from '../../contract/kinds/duration.ts';
import { integer, number } from '../../contract/kinds/number.ts';
import { path } from '../../contract/kinds/path.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { choice, text } from '../../contract/kinds/text.ts';
import { numberOutput } from '../../contract/output.ts';
import { endpointForm } from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import { shadowInputs, shadowNeedsSource } from './shadow-inputs.ts';

const limit = durationForm(false).schema.optional();

const latencyLimits = z.strictObject({
  p50: limit.describe('Half of the answers come within this time.'),
  p90: limit.describe('90 of 100 answers come within this time.'),
  p95: limit.describe('95 of 100 answers come within this time.'),
  p99: limit.describe('99 of 100 answers come within this time.'),
  'p99.9': limit.describe('999 of 1000 answers come within this time.'),
});

export const integrationTest = step({
  name: 'integration-test',
  summary: 'Ask the staging endpoint what the suite asks, judge the answers, and put load on it.',
  environment: 'staging',
  inputs: {
    ...shared,
    suite: path({
      about:
        'What to ask and what must come of it: JSON Lines with one case per line, or YAML (by its ending .yaml or .yml) with a list of cases.',
      example: 'tests/golden.jsonl',
      required: true,
    }),
    endpoint: text({
      about: 'Id of the endpoint to ask. Without it, the staging endpoint of this release.',
      ...endpointForm,
      example: 'birdstrike-staging',
    }),
    max_latency: structured(latencyLimits, {
      about:
        'Longest times within which answers must come, by percentile: under load, where load_rate is given, else of the suite. Without it, times are reported and not judged.',
      expected: 'durations for p50, p90, p95, p99 or p99.9',
      default: {},
      example: { p50: '80ms', p99: '300ms' },
    }),
    max_error_rate: number({
      about:
        'Share of requests that may fail, from 0 (none) to 1 (all); of the suite and of the load each. Under load the share is judged with its interval.',
      min: 0,
      max: 1,
      default: 0,
      example: 0.01,
    }),
    request_timeout: duration({
      about: 'How long one request may take before it counts as failed.',
      default: '30s',
      example: '5s',
    }),
    repeat: integer({
      about: 'How often the whole suite is asked: more gives steadier latencies.',
      unit: 'times',
      min: 1,
      max: 10_000,
      default: 1,
      example: 20,
    }),
    warmup_requests: integer({
      about:
        'Requests that are sent first: their latencies are told apart and nothing is judged by them.',
      unit: 'requests',
      min: 0,
      max: 100_000,
      default: 5,
      example: 50,
    }),
    load_rate: number({
      about:
        'Requests that are sent each second, whether or not earlier ones are answered. Without it, no load is put on the endpoint.',
      unit: 'requests per second',
      above: 0,
      max: 100_000,
      example: 50,
    }),
    load_duration: duration({
      about: 'How long the load lasts at its full rate: the time that limits are judged by.',
      default: '30s',
      example: '2m',
    }),
    load_ramp: duration({
      about: 'Time before that, in which the rate grows evenly from nothing.',
      zero: true,
      default: '5s',
      example: '30s',
    }),
    load_payload: path({
      about:
        'JSON Lines file with one instance per line, sent one after the other and again. Without it, the instances of the golden cases.',
      example: 'tests/requests.jsonl',
    }),
    replicas_wait: duration({
      about:
        'How long to wait after the load for what Cloud Monitoring shows late of the replicas that served under it: Vertex AI samples them once a minute and shows them some two minutes later.',
      zero: true,
      default: '0s',
      example: '3m',
    }),
    ...shadowInputs,
    on_inconclusive: choice(['pass', 'fail'], {
      about: 'Whether the release goes on when there were too few answers to judge a limit.',
      default: 'pass',
      example: 'fail',
    }),
    junit: path({
      about: 'File to write with the results as JUnit XML. Without it, none is written.',
      example: 'reports/integration-test.xml',
    }),
  },
  outputs: {
    ...sharedOutputs,
    passed: numberOutput('Cases that came out right.'),
    failed: numberOutput('Cases that came out wrong or were not answered.'),
    p50_ms: numberOutput('Median latency, in milliseconds: under load where there was some.'),
    p99_ms: numberOutput('99th percentile of the same latencies, in milliseconds.'),
    throughput: numberOutput('Predictions per second that the endpoint gave under load.'),
    shadow_difference: numberOutput(
      'Share of the logged requests that were answered otherwise than in production.',
    ),
  },
  rules: [shadowNeedsSource],
});
