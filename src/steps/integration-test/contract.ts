import { z } from 'zod';
import { duration, durationForm } from '../../contract/kinds/duration.ts';
import { integer, number } from '../../contract/kinds/number.ts';
import { path } from '../../contract/kinds/path.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { text } from '../../contract/kinds/text.ts';
import { numberOutput } from '../../contract/output.ts';
import { endpointForm } from '../../contract/serving-inputs.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';

const limit = durationForm(false).schema.optional();

const latencyLimits = z.strictObject({
  p50: limit.describe('Half of the answers come within this time.'),
  p95: limit.describe('95 of 100 answers come within this time.'),
  p99: limit.describe('99 of 100 answers come within this time.'),
});

export const integrationTest = step({
  name: 'integration-test',
  summary: 'Ask the staging endpoint what the suite asks and compare the answers.',
  environment: 'staging',
  inputs: {
    ...shared,
    suite: path({
      about: 'JSON Lines file with one case per line: an instance and what the answer must be.',
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
        'Longest times within which answers must come, by percentile. Without it, times are reported and not judged.',
      expected: 'durations for p50, p95 or p99',
      default: {},
      example: { p50: '80ms', p99: '300ms' },
    }),
    max_error_rate: number({
      about: 'Share of requests that may fail, from 0 (none) to 1 (all).',
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
      about: 'Requests that are sent first and not counted.',
      unit: 'requests',
      min: 0,
      max: 100_000,
      default: 5,
      example: 50,
    }),
  },
  outputs: {
    ...sharedOutputs,
    passed: numberOutput('Cases whose answer was right.'),
    failed: numberOutput('Cases whose answer was wrong or missing.'),
    p50_ms: numberOutput('Median latency, in milliseconds.'),
    p99_ms: numberOutput('99th percentile of latency, in milliseconds.'),
  },
});
