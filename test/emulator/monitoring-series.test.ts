import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { google as protos } from '@google-cloud/monitoring/build/protos/protos.js';
import { MonitoringBench, name, global } from './monitoring-clients.ts';

jest.setTimeout(60_000);

let google: MonitoringBench;

beforeAll(async () => {
  google = await MonitoringBench.start();
});

afterAll(async () => {
  await google.bench.stop();
});

describe('series of users', () => {
  it('are written, described by themselves, and read newest first', async () => {
    for (const value of [1, 2, 4]) {
      google.clock.time += 10_000;
      await google.metrics.createTimeSeries({
        name,
        timeSeries: [
          { ...google.gauge('team/score', { doubleValue: value }, { model: 'a' }), unit: 'By' },
        ],
      });
    }
    const [[series, ...others]] = await google.read('team/score');
    expect(others).toEqual([]);
    expect(series?.points?.map(({ value }) => value?.doubleValue)).toEqual([4, 2, 1]);
    expect(series).toMatchObject({
      metric: { labels: { model: 'a' } },
      resource: global,
      metricKind: 'GAUGE',
      valueType: 'DOUBLE',
    });
    const [descriptor] = await google.metrics.getMetricDescriptor({
      name: `${name}/metricDescriptors/custom.googleapis.com/team/score`,
    });
    expect(descriptor).toMatchObject({
      type: 'custom.googleapis.com/team/score',
      metricKind: 'GAUGE',
      valueType: 'DOUBLE',
      unit: 'By',
      labels: [{ key: 'model' }],
    });
    const [[summed]] = await google.read('team/score', {
      aggregation: {
        alignmentPeriod: { seconds: 60 },
        perSeriesAligner: 'ALIGN_SUM',
        crossSeriesReducer: 'REDUCE_SUM',
      },
      secondaryAggregation: {
        alignmentPeriod: { seconds: 60 },
        perSeriesAligner: 'ALIGN_COUNT',
      },
    });
    expect(summed?.points?.[0]?.value).toMatchObject({ int64Value: '1' });
  });

  it('keep what can be written when something else cannot', async () => {
    google.clock.time += 10_000;
    const good = google.gauge('partial/good', { int64Value: 1 });
    const bad = google.gauge('partial/bad', { stringValue: 'text' });
    await expect(
      google.metrics.createTimeSeries({ name, timeSeries: [good, bad, good] }),
    ).rejects.toMatchObject({
      code: 3,
      // The wording of google/go-metrics-stackdriver#5.
      message: expect.stringMatching(
        /One or more TimeSeries could not be written: .*: timeSeries\[1\]; Field timeSeries\[2\] had an invalid value: Duplicate TimeSeries encountered\. Only one point can be written per TimeSeries per request\.: timeSeries\[2\]/,
      ),
    });
    expect((await google.read('partial/good'))[0]).toHaveLength(1);
    expect((await google.read('partial/bad'))[0]).toEqual([]);
    const raw = await google.bench.call('POST', `/v3/${name}/timeSeries`, {
      timeSeries: [{ ...good, points: [] }],
    });
    expect(raw.body['error']?.['details']?.[0 as unknown as string]).toMatchObject({
      '@type': 'type.googleapis.com/google.monitoring.v3.CreateTimeSeriesSummary',
      totalPointCount: 1,
      errors: [{ pointCount: 1 }],
    });
  });

  it('take points in order, five seconds apart', async () => {
    google.clock.time += 10_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: [google.gauge('order', { int64Value: 1 })],
    });
    // The wordings of googleapis/python-monitoring#57 and googleapis/google-cloud-node#5348.
    await expect(
      google.metrics.createTimeSeries({
        name,
        timeSeries: [google.gauge('order', { int64Value: 2 })],
      }),
    ).rejects.toThrow(
      /Points must be written in order\. One or more of the points specified had an older end time than the most recent point\./,
    );
    google.clock.time += 4_000;
    await expect(
      google.metrics.createTimeSeries({
        name,
        timeSeries: [google.gauge('order', { int64Value: 2 })],
      }),
    ).rejects.toThrow(
      /One or more points were written more frequently than the maximum sampling period configured for the metric\. \{Metric: custom\.googleapis\.com\/order, Timestamps: \{Youngest Existing: '\d{4}\/\d\d\/\d\d-\d\d:\d\d:\d\d\.\d{3}', New: /,
    );
    google.clock.time += 1_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: [google.gauge('order', { int64Value: 2 })],
    });
  });

  it('have the kind and type of their descriptor', async () => {
    google.clock.time += 10_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: [google.gauge('kinds', { int64Value: 1 })],
    });
    google.clock.time += 10_000;
    await expect(
      google.metrics.createTimeSeries({
        name,
        timeSeries: [google.gauge('kinds', { doubleValue: 1 })],
      }),
    ).rejects.toThrow(
      /Value type for metric custom\.googleapis\.com\/kinds must be INT64, but is DOUBLE\./,
    );
    // The wording of Stackdriver/stackdriver-prometheus-sidecar#86.
    await expect(
      google.metrics.createTimeSeries({
        name,
        timeSeries: [{ ...google.gauge('kinds', { int64Value: 1 }), metricKind: 'CUMULATIVE' }],
      }),
    ).rejects.toThrow(
      /Metric kind for metric custom\.googleapis\.com\/kinds must be GAUGE, but is CUMULATIVE\./,
    );
  });

  it('come at most 200 at a time', async () => {
    const timeSeries = Array.from({ length: 201 }, (_unused, index) =>
      google.gauge('many', { int64Value: 1 }, { index: String(index) }),
    );
    await expect(google.metrics.createTimeSeries({ name, timeSeries })).rejects.toThrow(/is 200/);
    google.clock.time += 10_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: timeSeries.slice(0, 200).map((series) => ({
        ...series,
        points: [{ interval: { endTime: google.seconds() }, value: { int64Value: 1 } }],
      })),
    });
    const page = await google.bench.call(
      'GET',
      `/v3/${name}/timeSeries?filter=${encodeURIComponent('metric.type = "custom.googleapis.com/many"')}&interval.endTime=${new Date(google.clock.time).toISOString()}&view=HEADERS&pageSize=150`,
    );
    expect([...(page.body['timeSeries'] ?? [])]).toHaveLength(150);
    expect(page.body['nextPageToken']).toBeDefined();
    const [all] = await google.read('many', { view: 'HEADERS' });
    expect(all).toHaveLength(200);
    expect(all.every(({ points }) => points?.length === 0)).toBe(true);
  });

  it('may be distributions, whose percentiles use their own buckets', async () => {
    google.clock.time += 10_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: [
        google.gauge('spread', {
          distributionValue: {
            count: 4,
            mean: 15,
            bucketOptions: { linearBuckets: { numFiniteBuckets: 2, width: 10, offset: 0 } },
            bucketCounts: [0, 0, 4],
          },
        }),
      ],
    });
    const [[series]] = await google.read('spread', {
      aggregation: {
        alignmentPeriod: { seconds: 60 },
        perSeriesAligner: 'ALIGN_PERCENTILE_50',
      },
    });
    expect(series?.points?.[0]?.value?.doubleValue).toBe(15);
    const [[raw]] = await google.read('spread');
    expect(raw?.points?.[0]?.value?.distributionValue?.bucketOptions).toMatchObject({
      linearBuckets: { numFiniteBuckets: 2, width: 10 },
    });
  });

  it('refuse an order, and a second aggregation without a first', async () => {
    await expect(google.read('order', { orderBy: 'points' })).rejects.toThrow(/must be left blank/);
    await expect(
      google.read('order', {
        secondaryAggregation: {
          alignmentPeriod: { seconds: 60 },
          perSeriesAligner: 'ALIGN_SUM',
        },
      }),
    ).rejects.toThrow(/needs an aggregation/);
  });
});

describe('descriptors', () => {
  const descriptor: protos.api.IMetricDescriptor = {
    type: 'custom.googleapis.com/described/by/hand',
    metricKind: 'CUMULATIVE',
    valueType: 'INT64',
    labels: [{ key: 'zone', description: 'where' }],
  };
  const path = `${name}/metricDescriptors/${descriptor.type}`;

  it('of metrics are made, widened, listed and deleted with their series', async () => {
    await google.metrics.createMetricDescriptor({ name, metricDescriptor: descriptor });
    const [widened] = await google.metrics.createMetricDescriptor({
      name,
      metricDescriptor: { ...descriptor, labels: [{ key: 'rack' }] },
    });
    expect(widened.labels?.map(({ key }) => key)).toEqual(['zone', 'rack']);
    await expect(
      google.metrics.createMetricDescriptor({
        name,
        metricDescriptor: { ...descriptor, metricKind: 'GAUGE' },
      }),
    ).rejects.toMatchObject({ code: 3 });
    const [listed] = await google.metrics.listMetricDescriptors({
      name,
      filter: 'metric.type = starts_with("custom.googleapis.com/described/")',
    });
    expect(listed.map(({ type }) => type)).toEqual([descriptor.type]);
    google.clock.time += 10_000;
    await google.metrics.createTimeSeries({
      name,
      timeSeries: [
        {
          metric: { type: descriptor.type ?? '', labels: { zone: 'a' } },
          resource: global,
          points: [
            {
              interval: { startTime: google.seconds(-60), endTime: google.seconds() },
              value: { int64Value: 60 },
            },
          ],
        },
      ],
    });
    const rate = { alignmentPeriod: { seconds: 60 }, perSeriesAligner: 'ALIGN_RATE' };
    const [[series]] = await google.read('described/by/hand', { aggregation: rate });
    expect(series?.points?.[0]?.value?.doubleValue).toBe(1);
    await google.metrics.deleteMetricDescriptor({ name: path });
    await expect(google.metrics.getMetricDescriptor({ name: path })).rejects.toMatchObject({
      code: 5,
    });
    expect((await google.read('described/by/hand'))[0]).toEqual([]);
  });

  // Google's list of metrics (docs.cloud.google.com/monitoring/api/metrics_gcp_a_b), aiplatform, of 2026-04-10
  it('of online prediction have kinds, types, units and labels as Google lists them', async () => {
    const prefix = 'aiplatform.googleapis.com/prediction/online/';
    const [listed] = await google.metrics.listMetricDescriptors({
      name,
      filter: `metric.type = starts_with("${prefix}")`,
    });
    const common = ['deployed_model_id', 'endpoint_display_name', 'model_display_name', 'spot'];
    const shown = listed.map((each) => [
      each.type?.slice(prefix.length),
      each.metricKind,
      each.valueType,
      each.unit,
      each.labels
        ?.map(({ key }) => key ?? '')
        .filter((key) => !common.includes(key))
        .join(),
    ]);
    expect(shown).toEqual([
      ['response_count', 'DELTA', 'INT64', '1', 'response_code'],
      ['error_count', 'DELTA', 'INT64', '1', ''],
      ['prediction_count', 'DELTA', 'INT64', '1', ''],
      ['prediction_latencies', 'DELTA', 'DISTRIBUTION', 'ms', 'latency_type'],
      ['replicas', 'GAUGE', 'INT64', '1', ''],
      ['target_replicas', 'GAUGE', 'INT64', '1', ''],
    ]);
    expect(listed[0]?.metadata).toMatchObject({
      samplePeriod: { seconds: '1' },
      ingestDelay: { seconds: '0' },
    });
    await expect(
      google.metrics.deleteMetricDescriptor({
        name: `${name}/metricDescriptors/${prefix}response_count`,
      }),
    ).rejects.toThrow(/Only user-defined metrics/);
  });

  it('of monitored resources are listed by type and label', async () => {
    const [generic] = await google.metrics.listMonitoredResourceDescriptors({
      name,
      filter: 'resource.type = starts_with("generic_") AND resource.label:task_id',
    });
    expect(generic.map(({ type }) => type)).toEqual(['generic_task']);
    const [endpoint] = await google.metrics.getMonitoredResourceDescriptor({
      name: `${name}/monitoredResourceDescriptors/aiplatform.googleapis.com/Endpoint`,
    });
    expect(endpoint.labels?.map(({ key }) => key)).toEqual([
      'resource_container',
      'location',
      'endpoint_id',
    ]);
  });
});

it('says of other services that they are not emulated', async () => {
  await expect(google.groups.listGroups({ name })).rejects.toMatchObject({ code: 12 });
  await expect(google.uptime.listUptimeCheckConfigs({ parent: name })).rejects.toMatchObject({
    code: 12,
  });
});
