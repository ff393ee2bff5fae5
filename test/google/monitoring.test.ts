import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { googleAlerting } from '../../src/google/alerting.ts';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { type Clients, makeClients } from '../../src/google/clients.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googleMeasurements } from '../../src/google/measurements.ts';
import { googleMetrics } from '../../src/google/metrics.ts';
import { originsFrom } from '../../src/google/origin.ts';
import type { Alerting, AlertPolicy } from '../../src/ports/alerting.ts';
import type { Measurements } from '../../src/ports/measurements.ts';
import { MonitoringBench, name } from '../emulator/monitoring-clients.ts';
import { recordingClock } from '../support/recording-clock.ts';

jest.setTimeout(60_000);

let google: MonitoringBench;
let alerting: Alerting;
let measurements: Measurements;
let clients: Clients;

const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };

beforeAll(async () => {
  google = await MonitoringBench.start();
  const origins = originsFrom({ VERTEX_EMULATOR_HOST: google.bench.emulator.http });
  const credentials = makeCredentials(origins);
  const http = makeAuthorisedFetch(credentials, retrier);
  clients = makeClients(origins, credentials);
  alerting = googleAlerting(http, origins.monitoring);
  measurements = googleMeasurements(http, origins.monitoring);
});

afterAll(async () => {
  await google.bench.stop();
});

const project = 'demo-project';
const labels = { 'managed-by': 'vertex-release', 'vertex-release-endpoint': 'birds' };
const policy: AlertPolicy = {
  displayName: 'birds is worse than before',
  documentation: 'Roll back.',
  endpoint: 'projects/demo-project/locations/us-central1/endpoints/birds',
  deployedModelId: '7002',
  conditions: [
    { kind: 'error_rate', above: 0.01 },
    { kind: 'latency_p95', aboveMs: 250 },
  ],
  channels: [],
  labels,
};

describe('alert policies', () => {
  it('are made, found by all of their labels, replaced and deleted', async () => {
    const made = await alerting.create(project, policy);
    const other = await alerting.create(project, { ...policy, labels: { team: 'birds' } });
    expect(await alerting.find(project, labels)).toEqual([{ name: made, labels }]);
    await alerting.replace(made, { ...policy, deployedModelId: '7003' });
    const [stored] = await google.policies.getAlertPolicy({ name: made });
    expect(stored).toMatchObject({
      displayName: policy.displayName,
      userLabels: labels,
      combiner: 'OR',
      enabled: { value: true },
      conditions: [
        {
          displayName: 'Error rate above 0.01',
          conditionThreshold: {
            filter:
              'metric.type = "aiplatform.googleapis.com/prediction/online/response_count" AND resource.type = "aiplatform.googleapis.com/Endpoint" AND resource.labels.endpoint_id = "birds" AND metric.labels.deployed_model_id = "7003" AND metric.labels.response_code = "5xx"',
            denominatorFilter: expect.not.stringContaining('response_code'),
            thresholdValue: 0.01,
          },
        },
        { conditionThreshold: { thresholdValue: 250 } },
      ],
    });
    await alerting.delete(made);
    await alerting.delete(made);
    expect(await alerting.find(project, labels)).toEqual([]);
    await alerting.delete(other);
  });

  it('ask what Cloud Monitoring can answer', async () => {
    const made = await alerting.create(project, policy);
    const [{ conditions = [] }] = await google.policies.getAlertPolicy({ name: made });
    for (const { conditionThreshold } of conditions ?? []) {
      const { filter, aggregations } = conditionThreshold ?? {};
      // What a condition asks is a query that answers, here for nothing that was served.
      const [series] = await google.metrics.listTimeSeries({
        name,
        filter: filter ?? '',
        interval: { startTime: google.seconds(-600), endTime: google.seconds() },
        aggregation: aggregations?.[0] ?? {},
      });
      expect(series).toEqual([]);
    }
    await alerting.delete(made);
  });

  it('that the API refuses are errors', async () => {
    await expect(alerting.create(project, { ...policy, conditions: [] })).rejects.toMatchObject({
      code: 'API_FAILED',
    });
  });
});

describe('events of a counter that a service writes', () => {
  it('are counted by period and deployed model, whatever resource wrote them', async () => {
    const type = 'custom.googleapis.com/answers';
    const start = google.clock.time;
    const write = async (task: string, modelId: string, count: number) => {
      await google.metrics.createTimeSeries({
        name,
        timeSeries: [
          {
            metric: { type, labels: { deployed_model_id: modelId } },
            resource: {
              type: 'generic_task',
              labels: {
                project_id: project,
                location: 'us-central1',
                namespace: 'birds',
                job: 'server',
                task_id: task,
              },
            },
            metricKind: 'CUMULATIVE',
            points: [
              {
                interval: {
                  startTime: { seconds: start / 1_000 - 60 },
                  endTime: google.seconds(),
                },
                value: { int64Value: count },
              },
            ],
          },
        ],
      });
    };
    for (const minutes of [0, 1, 2]) {
      google.clock.time = start + minutes * 60_000;
      await write('a', '7001', 100 + 40 * minutes);
      await write('b', '7001', 10 + 2 * minutes);
      await write('a', '7002', 5 * (minutes + 1));
    }
    const metrics = googleMetrics(clients, retrier);
    const endpoint = policy.endpoint;
    expect(await metrics.describe(endpoint, type)).toEqual({
      kind: 'CUMULATIVE',
      valueType: 'INT64',
      labels: ['deployed_model_id'],
    });
    expect(await metrics.describe(endpoint, 'custom.googleapis.com/none')).toBeUndefined();
    const query = {
      metricType: type,
      filter: `metric.type = "${type}"`,
      label: 'deployed_model_id',
    };
    const interval = { start, end: start + 120_000, periodMs: 60_000 };
    const counts = await metrics.counts(endpoint, query, interval);
    expect(
      counts.toSorted(
        (a, b) => Number(a.deployedModelId) - Number(b.deployedModelId) || a.start - b.start,
      ),
    ).toEqual([
      { deployedModelId: '7001', start, count: 42 },
      { deployedModelId: '7001', start: start + 60_000, count: 42 },
      { deployedModelId: '7002', start, count: 5 },
      { deployedModelId: '7002', start: start + 60_000, count: 5 },
    ]);
  });
});

describe('a measurement', () => {
  it('is written once, and known by its labels from then on', async () => {
    const at = google.clock.time;
    const release = { release: 'birds-1a2b3c4d-1', outcome: 'promoted' };
    const one = { metricType: 'custom.googleapis.com/x/y', labels: release, value: 1204, at };
    expect(await measurements.isWritten(project, one, at - 60_000)).toBe(false);
    await measurements.write(project, one);
    expect(await measurements.isWritten(project, one, at - 60_000)).toBe(true);
    const another = { ...one, labels: { ...release, outcome: 'rolled_back' } };
    expect(await measurements.isWritten(project, another, at - 60_000)).toBe(false);
    const [series] = await google.metrics.listTimeSeries({
      name,
      filter: 'metric.type = "custom.googleapis.com/x/y"',
      interval: { endTime: google.seconds() },
    });
    expect(series).toMatchObject([
      { metric: { labels: release }, points: [{ value: { int64Value: '1204' } }] },
    ]);
  });
});
