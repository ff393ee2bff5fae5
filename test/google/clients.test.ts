import { afterAll, describe, expect, it } from '@jest/globals';
import { googlePorts } from '../../src/google/ports.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { googleError, scriptedServer } from '../support/scripted-server.ts';

const location = { projectId: 'acme', region: 'us-central1' };
const parent = 'projects/acme/locations/us-central1';
const endpoint = `${parent}/endpoints/prod`;

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const ports = () => googlePorts(server.origins, recordingClock(), { next: () => 0.5 });
const lastRequest = () => {
  const request = server.asked.at(-1);
  return { ...request, url: new URL(request?.url ?? '', 'http://x') };
};

const series = (id: string, code: string, points: [endMs: number, count: string][]) => ({
  metric: { type: 'x', labels: { deployed_model_id: id, response_code: code } },
  metricKind: 'DELTA',
  valueType: 'INT64',
  points: points.map(([endMs, int64Value]) => ({
    interval: {
      startTime: new Date(endMs - 60_000).toISOString(),
      endTime: new Date(endMs).toISOString(),
    },
    value: { int64Value },
  })),
});

describe('metrics', () => {
  const start = Date.UTC(2026, 0, 5, 9);
  const interval = { start, end: start + 120_000, periodMs: 60_000 };
  it('are asked for once for all models, summed by model and class of response', async () => {
    server.answer({ body: { timeSeries: [] } });
    expect(await ports().metrics.responses(endpoint, interval)).toEqual([]);
    const { searchParams, pathname } = lastRequest().url;
    expect(pathname).toBe('/v3/projects/acme/timeSeries');
    expect(searchParams.get('filter')).toContain('resource.labels.endpoint_id="prod"');
    expect(searchParams.get('aggregation.perSeriesAligner')).toMatch(/ALIGN_SUM|^14$/);
    expect(searchParams.getAll('aggregation.groupByFields')).toEqual([
      'metric.labels.deployed_model_id',
      'metric.labels.response_code',
    ]);
  });

  it('give each count the start of its period, over all pages', async () => {
    server.answer(
      {
        body: {
          timeSeries: [
            series('7001', '2xx', [
              [start + 120_000, '40'],
              [start + 60_000, '38'],
            ]),
          ],
          nextPageToken: 'two',
        },
      },
      { body: { timeSeries: [series('7002', '5xx', [[start + 60_000, '2']])] } },
    );
    const counts = await ports().metrics.responses(endpoint, interval);
    expect(counts).toEqual([
      { deployedModelId: '7001', responseClass: '2xx', start: start + 60_000, count: 40 },
      { deployedModelId: '7001', responseClass: '2xx', start, count: 38 },
      { deployedModelId: '7002', responseClass: '5xx', start, count: 2 },
    ]);
  });

  it.each([
    [
      'an outage, which may pass',
      googleError(503, 'UNAVAILABLE', 'try later'),
      'EVIDENCE_UNREADABLE',
    ],
    [
      'a permission, which somebody must grant',
      googleError(403, 'PERMISSION_DENIED', 'monitoring.timeSeries.list denied'),
      'PERMISSION_DENIED',
    ],
  ])('that cannot be read are not taken for no traffic: %s', async (_, answer, code) => {
    server.answer(answer);
    await expect(ports().metrics.responses(endpoint, interval)).rejects.toMatchObject({ code });
  });

  it('give latencies as counts between edges, missing buckets as 0', async () => {
    const distributionValue = {
      count: '5',
      bucketCounts: ['1', '0', '3', '1'],
      bucketOptions: { exponentialBuckets: { numFiniteBuckets: 4, growthFactor: 2, scale: 1 } },
    };
    const endTime = new Date(start + 60_000).toISOString();
    server.answer({
      body: {
        timeSeries: [
          {
            metric: { labels: { deployed_model_id: '7001' } },
            points: [{ interval: { endTime }, value: { distributionValue } }],
          },
        ],
      },
    });
    expect(await ports().metrics.latencies(endpoint, interval)).toEqual([
      { deployedModelId: '7001', start, edges: [1, 2, 4, 8, 16], counts: [1, 0, 3, 1, 0, 0] },
    ]);
    expect(lastRequest().url.searchParams.get('filter')).toContain('latency_type="total"');
  });

  it.each([
    // Numbers of google/monitoring/v3/common.proto.
    ['DELTA', 'ALIGN_SUM', '14'],
    ['CUMULATIVE', 'ALIGN_DELTA', '1'],
  ])('count events of any metric of kind %s by %s', async (metricKind, _, aligner) => {
    const type = 'custom.googleapis.com/answers';
    const labels = [{ key: 'model_id' }, { key: 'kind' }];
    const end = new Date(start + 60_000).toISOString();
    server.answer(
      { body: { type, metricKind, valueType: 'INT64', labels } },
      {
        body: {
          timeSeries: [
            {
              metric: { labels: { model_id: '7001' } },
              points: [{ interval: { endTime: end }, value: { doubleValue: 12.4 } }],
            },
          ],
        },
      },
    );
    const query = { metricType: type, filter: `metric.type = "${type}"`, label: 'model_id' };
    expect(await ports().metrics.counts(endpoint, query, interval)).toEqual([
      { deployedModelId: '7001', start, count: 12 },
    ]);
    const asked = Object.fromEntries(lastRequest().url.searchParams);
    expect(asked).toMatchObject({
      filter: query.filter,
      'aggregation.perSeriesAligner': aligner,
      'aggregation.crossSeriesReducer': '4',
      'aggregation.groupByFields': 'metric.labels.model_id',
    });
  });

  it('describe a metric, or say that there is none', async () => {
    const type = 'custom.googleapis.com/answers';
    server.answer({
      body: { type, metricKind: 'DELTA', valueType: 'INT64', labels: [{ key: 'kind' }] },
    });
    const { metrics } = ports();
    expect(await metrics.describe(endpoint, type)).toEqual({
      kind: 'DELTA',
      valueType: 'INT64',
      labels: ['kind'],
    });
    expect(lastRequest().url.pathname).toBe(`/v3/projects/acme/metricDescriptors/${type}`);
    server.answer(googleError(404, 'NOT_FOUND', 'Could not find descriptor'));
    expect(await metrics.describe(endpoint, type)).toBeUndefined();
  });

  it('give the newest samples of replicas and of their target', async () => {
    const points = (values: readonly number[]) =>
      values.map((value, i) => ({
        interval: { endTime: new Date(start - i * 60_000).toISOString() },
        value: { int64Value: String(value) },
      }));
    const seriesOf = (id: string, values: readonly number[]) => ({
      metric: { labels: { deployed_model_id: id } },
      points: points(values),
    });
    server.answer(
      { body: { timeSeries: [seriesOf('7001', [2, 1]), seriesOf('7002', [1])] } },
      { body: { timeSeries: [seriesOf('7001', [2, 2])] } },
    );
    expect(await ports().metrics.replicas(endpoint, interval)).toEqual([
      { deployedModelId: '7001', replicas: 2, target: 2 },
      { deployedModelId: '7002', replicas: 1, target: undefined },
    ]);
  });

  it('give all samples of replicas, those of one moment added up', async () => {
    const point = (minute: number, value: number) => ({
      interval: { endTime: new Date(start + minute * 60_000).toISOString() },
      value: { int64Value: String(value) },
    });
    const seriesOf = (spot: string, ...points: object[]) => ({
      metric: { labels: { deployed_model_id: '7001', spot } },
      points,
    });
    server.answer(
      // Newest first, as the API has it.
      {
        body: {
          timeSeries: [seriesOf('false', point(2, 3), point(1, 1)), seriesOf('true', point(2, 1))],
        },
      },
      { body: { timeSeries: [seriesOf('false', point(1, 4))] } },
    );
    expect(await ports().metrics.replicaHistory(endpoint, interval)).toEqual([
      { deployedModelId: '7001', at: start + 60_000, replicas: 1, target: 4 },
      { deployedModelId: '7001', at: start + 120_000, replicas: 4, target: undefined },
    ]);
  });
});

describe('endpoints', () => {
  const stored = {
    name: endpoint,
    displayName: 'prod',
    etag: 'AMEw9y',
    labels: { 'managed-by': 'vertex-release' },
    trafficSplit: { '7001': 100 },
    deployedModels: [
      {
        id: '7001',
        model: `${parent}/models/birds@3`,
        modelVersionId: '3',
        displayName: 'birds-1a2b3c4d-1',
        dedicatedResources: {
          machineSpec: { machineType: 'n1-standard-2' },
          minReplicaCount: 1,
          maxReplicaCount: 2,
        },
      },
    ],
  };

  it('are read as values', async () => {
    server.answer({ body: stored });
    expect(await ports().endpoints.get(endpoint)).toEqual({
      name: endpoint,
      displayName: 'prod',
      etag: 'AMEw9y',
      labels: { 'managed-by': 'vertex-release' },
      split: { '7001': 100 },
      deployed: [
        {
          id: '7001',
          model: `${parent}/models/birds`,
          modelVersionId: '3',
          displayName: 'birds-1a2b3c4d-1',
          machineType: 'n1-standard-2',
          minReplicaCount: 1,
          maxReplicaCount: 2,
        },
      ],
    });
  });

  it('that do not exist are undefined', async () => {
    server.answer(googleError(404, 'NOT_FOUND', 'not found'));
    expect(await ports().endpoints.get(endpoint)).toBeUndefined();
  });

  it('are looked for by id, then by name; several of one name are refused', async () => {
    server.answer(googleError(404, 'NOT_FOUND', 'x'), {
      body: { endpoints: [stored, { ...stored, name: `${parent}/endpoints/9` }] },
    });
    await expect(ports().endpoints.find(location, 'prod')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(lastRequest().url.searchParams.get('filter')).toBe('display_name="prod"');
  });

  it('change their split under their etag, and a stale one is a conflict', async () => {
    server.answer({ body: stored });
    const found = await ports().endpoints.get(endpoint);
    if (found === undefined) throw new Error('the endpoint is there');
    server.answer(googleError(409, 'ABORTED', 'etag mismatch'));
    await expect(ports().endpoints.update(found, { split: { '7001': 100 } })).rejects.toMatchObject(
      {
        code: 'CONFLICT',
      },
    );
    expect(lastRequest()).toMatchObject({ verb: 'PATCH' });
    expect(JSON.parse(lastRequest().body ?? '')).toMatchObject({ etag: 'AMEw9y' });
    expect(lastRequest().url.searchParams.get('updateMask')).toMatch(/^traffic_?[sS]plit$/);
  });

  it.each([
    ['all' as const, { '0': 100 }],
    ['none' as const, {}],
  ])('take a model with traffic: %s', async (traffic, trafficSplit) => {
    server.answer({ body: { name: `${endpoint}/operations/1` } });
    const operation = await ports().endpoints.startDeploy(endpoint, {
      deployedModelId: '7002',
      modelVersion: `${parent}/models/birds@4`,
      displayName: 'd',
      resources: {
        kind: 'dedicated',
        machineType: 'n1-standard-2',
        minReplicaCount: 1,
        maxReplicaCount: 1,
      },
      traffic,
    });
    expect(operation).toBe(`${endpoint}/operations/1`);
    const body = JSON.parse(lastRequest().body ?? '');
    expect(body.deployedModel).toMatchObject({ id: '7002', model: `${parent}/models/birds@4` });
    expect(body.trafficSplit ?? {}).toEqual(trafficSplit);
  });
});

describe('jobs', () => {
  const job = {
    name: `${parent}/customJobs/123`,
    state: 'JOB_STATE_RUNNING',
    createTime: '2026-01-05T09:00:00.500Z',
    labels: { a: 'b' },
  };

  it('are made with the durations of their spec understood', async () => {
    server.answer({ body: job });
    const created = await ports().jobs.create({
      location,
      displayName: 'd',
      jobSpec: { workerPoolSpecs: [{ replicaCount: 1 }], scheduling: { timeout: '7200s' } },
      labels: { a: 'b' },
    });
    expect(created).toMatchObject({
      name: job.name,
      state: 'RUNNING',
      createdAt: Date.UTC(2026, 0, 5, 9) + 500,
    });
    expect(JSON.parse(lastRequest().body ?? '').jobSpec.scheduling).toEqual({ timeout: '7200s' });
  });

  it('in a state of the future are not taken for ended', async () => {
    server.answer({ body: { ...job, state: 'JOB_STATE_DREAMING' } });
    const found = await ports()
      .jobs.get(job.name)
      .catch((error: unknown) => error);
    expect(found).not.toMatchObject({ state: 'SUCCEEDED' });
  });

  it('are found by label, newest first', async () => {
    const older = { ...job, name: `${parent}/customJobs/122`, createTime: '2026-01-05T08:00:00Z' };
    server.answer({ body: { customJobs: [older, job] } });
    const found = await ports().jobs.findByLabel(location, 'vertex-release-id', 'r-1');
    expect(found.map(({ name }) => name)).toEqual([job.name, older.name]);
    expect(lastRequest().url.searchParams.get('filter')).toBe('labels.vertex-release-id=r-1');
  });
});
