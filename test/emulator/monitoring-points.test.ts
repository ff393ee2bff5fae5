import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unitAfter } from '../../src/emulator/services/monitoring/unit.ts';
import { Bench, TestClock } from './harness.ts';
import { MonitoringBench, name } from './monitoring-clients.ts';

jest.setTimeout(60_000);

let google: MonitoringBench;

beforeAll(async () => {
  google = await MonitoringBench.start();
});

afterAll(async () => {
  await google.bench.stop();
});

describe('points that may not be written', () => {
  // Each against a rule in google/monitoring/v3/common.proto, metric.proto or google/api/distribution.proto.
  const distribution = { count: 2, mean: 3, bucketCounts: [0, 2] };
  const explicit = { explicitBuckets: { bounds: [0, 10] } };
  const wrong: { what: string; series: () => object; message: RegExp }[] = [
    {
      what: 'metrics of Google',
      series: () => ({
        ...google.gauge('', { int64Value: 1 }),
        metric: { type: 'aiplatform.googleapis.com/prediction/online/replicas' },
      }),
      message: /must begin with "custom\.googleapis\.com\//,
    },
    {
      what: 'a type without a path',
      series: () => ({ ...google.gauge('', { int64Value: 1 }), metric: { type: 'custom' } }),
      message: /must be a URL-formatted string with a domain and non-empty path/,
    },
    {
      what: 'two points',
      series: () => {
        const one = google.gauge('wrong', { int64Value: 1 });
        return { ...one, points: [...one.points, ...one.points] };
      },
      message: /Exactly one point/,
    },
    {
      what: 'a gauge over time',
      series: () => ({
        ...google.gauge('wrong', {}),
        points: [
          {
            interval: { startTime: google.seconds(-1), endTime: google.seconds() },
            value: { int64Value: 1 },
          },
        ],
      }),
      message: /must be equal to the end time/,
    },
    {
      what: 'a cumulative point without time',
      series: () => ({ ...google.gauge('wrong', { int64Value: 1 }), metricKind: 'CUMULATIVE' }),
      message: /must be before the end time/,
    },
    {
      what: 'a delta metric',
      series: () => ({ ...google.gauge('wrong', { int64Value: 1 }), metricKind: 'DELTA' }),
      message: /must be GAUGE or CUMULATIVE/,
    },
    {
      what: 'a point older than 25 hours',
      series: () => ({
        ...google.gauge('wrong', {}),
        points: [
          { interval: { endTime: google.seconds(-25 * 3600 - 1) }, value: { int64Value: 1 } },
        ],
      }),
      message: /more than 25 hours in the past/,
    },
    {
      what: 'a point of the future',
      series: () => ({
        ...google.gauge('wrong', {}),
        points: [{ interval: { endTime: google.seconds(301) }, value: { int64Value: 1 } }],
      }),
      message: /5 minutes in the future/,
    },
    {
      what: 'an endpoint as resource',
      series: () => ({
        ...google.gauge('wrong', { int64Value: 1 }),
        resource: { type: 'aiplatform.googleapis.com/Endpoint' },
      }),
      message: /cannot be written against this monitored resource type/,
    },
    {
      what: 'a resource without its labels',
      series: () => ({
        ...google.gauge('wrong', { int64Value: 1 }),
        resource: { type: 'generic_task' },
      }),
      message: /resource\.labels\.location is required/,
    },
    {
      what: 'buckets that do not sum',
      series: () =>
        google.gauge('wrong', {
          distributionValue: { ...distribution, count: 3, bucketOptions: explicit },
        }),
      message: /must sum to the count/,
    },
    {
      what: 'bounds that do not increase',
      series: () =>
        google.gauge('wrong', {
          distributionValue: {
            ...distribution,
            bucketOptions: { explicitBuckets: { bounds: [1, 1] } },
          },
        }),
      message: /increasing bounds/,
    },
  ];

  it.each(wrong)('are refused: $what', async ({ series, message }) => {
    google.clock.time += 10_000;
    await expect(google.metrics.createTimeSeries({ name, timeSeries: [series()] })).rejects.toThrow(
      message,
    );
  });
});

describe('points of online prediction', () => {
  it('have the labels of Google, and latencies in exponential buckets', async () => {
    const { bench, clock, metrics } = google;
    const endpoint = await bench.createEndpoint('served');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } }, '7');
    expect((await bench.predict(endpoint)).status).toBe(200);
    clock.time += 1_000;
    const read = async (metric: string) => {
      const [found] = await metrics.listTimeSeries({
        name,
        filter: `metric.type = "aiplatform.googleapis.com/prediction/online/${metric}"`,
        interval: { startTime: google.seconds(-60), endTime: google.seconds() },
        view: 'FULL',
      });
      return found;
    };
    const common = {
      deployed_model_id: '7',
      model_display_name: 'model',
      endpoint_display_name: 'served',
      spot: 'false',
    };
    const [responses, ...others] = await read('response_count');
    expect(others).toEqual([]);
    expect(responses?.metric?.labels).toEqual({ ...common, response_code: '2xx' });
    expect(Object.keys(responses?.resource?.labels ?? {})).toEqual([
      'resource_container',
      'location',
      'endpoint_id',
    ]);
    const latencies = await read('prediction_latencies');
    expect(latencies.map(({ metric }) => metric?.labels?.['latency_type'])).toEqual([
      'total',
      'model',
    ]);
    for (const { points } of latencies) {
      const distribution = points?.[0]?.value?.distributionValue;
      expect(Number(distribution?.count)).toBe(1);
      expect(distribution?.bucketOptions?.exponentialBuckets).toEqual({
        numFiniteBuckets: 60,
        growthFactor: 1.4,
        scale: 0.1,
      });
    }
  });
});

describe('the unit of values', () => {
  it.each([
    { aligner: 'ALIGN_SUM', reducer: 'REDUCE_MEAN', unit: 'ms' },
    { aligner: 'ALIGN_RATE', reducer: 'REDUCE_SUM', unit: 'ms/s' },
    { aligner: 'ALIGN_COUNT', reducer: 'REDUCE_SUM', unit: '1' },
    { aligner: 'ALIGN_MEAN', reducer: 'REDUCE_COUNT', unit: '1' },
    { aligner: 'ALIGN_PERCENT_CHANGE', reducer: 'REDUCE_NONE', unit: '%' },
  ])('of ms after $aligner and $reducer is $unit', ({ aligner, reducer, unit }) => {
    expect(unitAfter('ms', { perSeriesAligner: aligner, crossSeriesReducer: reducer })).toBe(unit);
  });
});

describe('what Cloud Monitoring keeps', () => {
  it('is there again after a restart on the same folder', async () => {
    const clock = new TestClock();
    const dataDir = await mkdtemp(join(tmpdir(), 'monitoring-'));
    const query = new URLSearchParams({
      filter: 'metric.type = "custom.googleapis.com/kept"',
      'interval.startTime': new Date(clock.time - 1).toISOString(),
      'interval.endTime': new Date(clock.time + 60_000).toISOString(),
    });
    const seen = async (bench: Bench): Promise<unknown> => [
      (await bench.call('GET', `/v3/${name}/timeSeries?${query}`)).body,
      (await bench.call('GET', `/v3/${name}/notificationChannels`)).body,
      (await bench.call('GET', `/v3/${name}/metricDescriptors/custom.googleapis.com/kept`)).body,
    ];
    const first = await Bench.start({ clock, dataDir });
    for (const value of ['1', '2']) {
      clock.time += 10_000;
      const endTime = new Date(clock.time).toISOString();
      const points = [{ interval: { endTime }, value: { int64Value: value } }];
      const metric = { type: 'custom.googleapis.com/kept' };
      await first.call('POST', `/v3/${name}/timeSeries`, { timeSeries: [{ metric, points }] });
    }
    await first.call('POST', `/v3/${name}/notificationChannels`, {
      type: 'email',
      labels: { email_address: 'a@example.test' },
    });
    const before = await seen(first);
    await first.stop();
    const second = await Bench.start({ clock, dataDir });
    const after = await seen(second);
    await second.stop();
    await rm(dataDir, { recursive: true });
    expect(after).toEqual(before);
    expect(JSON.stringify(before)).toContain('"int64Value":"2"');
  });
});
