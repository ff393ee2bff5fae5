import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, Bench, parent as path, TestClock } from './harness.ts';
import { type RpcAnswer, RpcCaller } from './rpc-caller.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = path.slice('/v1/'.length);
const services = 'google.cloud.aiplatform.v1.';

interface Case {
  method: string;
  rpc: object;
  rest: [verb: string, path: string, body?: object];
}

/** Canonical codes of google/rpc/code.proto. */
const codes: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
};

describe('REST and gRPC', () => {
  let bench: Bench;
  let rpc: RpcCaller;
  const at: Record<string, string> = {};

  beforeAll(async () => {
    bench = await Bench.start({ clock: new TestClock() });
    rpc = new RpcCaller(bench.emulator.grpc);
    at['version'] = await bench.upload({
      model: { labels: { team: 'a' }, metadata: { deep: [1, null, { x: 'y' }] } },
    });
    at['model'] = String(at['version'].split('@')[0]);
    at['endpoint'] = await bench.createEndpoint('production');
    const operation = await bench.deploy(
      at['endpoint'],
      at['version'],
      { trafficSplit: { 0: 100 } },
      '1',
    );
    at['operation'] = String(operation['name']);
    const job = await bench.call('POST', `${path}/customJobs`, {
      displayName: 'job',
      jobSpec: {
        workerPoolSpecs: [
          {
            replicaCount: '1',
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: 'example.test/unknown:1' },
          },
        ],
      },
    });
    at['job'] = String(job.body['name']);
    const wait = async (): Promise<boolean> =>
      String((await bench.call('GET', `/v1/${at['job']}`)).body['state']) === 'JOB_STATE_FAILED';
    while (!(await wait()));
  });

  afterAll(async () => {
    rpc.close();
    await bench.stop();
  });

  const cases: { name: string; of: () => Case }[] = [
    [
      'ListModels',
      () => ({
        method: 'ModelService.ListModels',
        rpc: { parent, filter: 'labels.team=a', pageSize: 5 },
        rest: ['GET', `/v1/${parent}/models?filter=labels.team%3Da&pageSize=5`],
      }),
    ],
    [
      'ListModels of nothing',
      () => ({
        method: 'ModelService.ListModels',
        rpc: { parent, filter: 'labels.team=b' },
        rest: ['GET', `/v1/${parent}/models?filter=labels.team%3Db`],
      }),
    ],
    [
      'ListModels with a bad filter',
      () => ({
        method: 'ModelService.ListModels',
        rpc: { parent, filter: 'labels.team=' },
        rest: ['GET', `/v1/${parent}/models?filter=labels.team%3D`],
      }),
    ],
    [
      'GetModel',
      () => ({
        method: 'ModelService.GetModel',
        rpc: { name: at['version'] },
        rest: ['GET', `/v1/${at['version']}`],
      }),
    ],
    [
      'GetModel of none',
      () => ({
        method: 'ModelService.GetModel',
        rpc: { name: `${parent}/models/1` },
        rest: ['GET', `/v1/${parent}/models/1`],
      }),
    ],
    [
      'UpdateModel with a mask that mixes scopes',
      () => ({
        method: 'ModelService.UpdateModel',
        rpc: {
          model: { name: at['version'], displayName: 'x' },
          updateMask: 'display_name,version_description',
        },
        rest: [
          'PATCH',
          `/v1/${at['version']}?updateMask=display_name,version_description`,
          { displayName: 'x' },
        ],
      }),
    ],
    [
      'GetEndpoint',
      () => ({
        method: 'EndpointService.GetEndpoint',
        rpc: { name: at['endpoint'] },
        rest: ['GET', `/v1/${at['endpoint']}`],
      }),
    ],
    [
      'UpdateEndpoint with a stale etag',
      () => ({
        method: 'EndpointService.UpdateEndpoint',
        rpc: {
          endpoint: { name: at['endpoint'], etag: 'x', trafficSplit: { 1: 100 } },
          updateMask: 'traffic_split',
        },
        rest: [
          'PATCH',
          `/v1/${at['endpoint']}?updateMask=traffic_split`,
          { etag: 'x', trafficSplit: { 1: 100 } },
        ],
      }),
    ],
    [
      'DeleteEndpoint that is not empty',
      () => ({
        method: 'EndpointService.DeleteEndpoint',
        rpc: { name: at['endpoint'] },
        rest: ['DELETE', `/v1/${at['endpoint']}`],
      }),
    ],
    [
      'GetOperation',
      () => ({
        method: 'google.longrunning.Operations.GetOperation',
        rpc: { name: at['operation'] },
        rest: ['GET', `/v1/${at['operation']}`],
      }),
    ],
    [
      'ListOperations',
      () => ({
        method: 'google.longrunning.Operations.ListOperations',
        rpc: { name: at['endpoint'] },
        rest: ['GET', `/v1/${at['endpoint']}/operations`],
      }),
    ],
    [
      'GetCustomJob that failed',
      () => ({
        method: 'JobService.GetCustomJob',
        rpc: { name: at['job'] },
        rest: ['GET', `/v1/${at['job']}`],
      }),
    ],
    [
      'Predict',
      () => ({
        method: 'PredictionService.Predict',
        rpc: { endpoint: at['endpoint'], instances: [1, 2.5], parameters: {} },
        rest: ['POST', `/v1/${at['endpoint']}:predict`, { instances: [1, 2.5], parameters: {} }],
      }),
    ],
    [
      'Predict with an error of the model',
      () => ({
        method: 'PredictionService.Predict',
        rpc: { endpoint: at['endpoint'], instances: [1], parameters: { status: 503 } },
        rest: [
          'POST',
          `/v1/${at['endpoint']}:predict`,
          { instances: [1], parameters: { status: 503 } },
        ],
      }),
    ],
    [
      'Predict with too large a request',
      () => ({
        method: 'PredictionService.Predict',
        rpc: { endpoint: at['endpoint'], instances: ['x'.repeat(1_572_864)] },
        rest: ['POST', `/v1/${at['endpoint']}:predict`, { instances: ['x'.repeat(1_572_864)] }],
      }),
    ],
    [
      'Predict with too large an answer',
      () => ({
        method: 'PredictionService.Predict',
        rpc: { endpoint: at['endpoint'], instances: [1], parameters: { size: 1_600_000 } },
        rest: [
          'POST',
          `/v1/${at['endpoint']}:predict`,
          { instances: [1], parameters: { size: 1_600_000 } },
        ],
      }),
    ],
    [
      'Predict on a publisher model',
      () => ({
        method: 'PredictionService.Predict',
        rpc: { endpoint: `${parent}/publishers/google/models/gemini` },
        rest: ['POST', `${path}/publishers/google/models/gemini:predict`, { instances: [] }],
      }),
    ],
    [
      'Explain without a spec',
      () => ({
        method: 'PredictionService.Explain',
        rpc: { endpoint: at['endpoint'], instances: [1] },
        rest: ['POST', `/v1/${at['endpoint']}:explain`, { instances: [1] }],
      }),
    ],
    [
      'DirectPredict',
      () => ({
        method: 'PredictionService.DirectPredict',
        rpc: { endpoint: at['endpoint'] },
        rest: ['POST', `/v1/${at['endpoint']}:directPredict`, {}],
      }),
    ],
    [
      'a method that is not served',
      () => ({
        method: 'DatasetService.ListDatasets',
        rpc: { parent },
        rest: ['GET', `/v1/${parent}/datasets`],
      }),
    ],
    [
      'GetMetricDescriptor',
      () => ({
        method: 'google.monitoring.v3.MetricService.GetMetricDescriptor',
        rpc: {
          name: 'projects/p/metricDescriptors/aiplatform.googleapis.com/prediction/online/error_count',
        },
        rest: [
          'GET',
          '/v3/projects/p/metricDescriptors/aiplatform.googleapis.com/prediction/online/error_count',
        ],
      }),
    ],
    [
      'ListTimeSeries without an interval',
      () => ({
        method: 'google.monitoring.v3.MetricService.ListTimeSeries',
        rpc: {
          name: 'projects/p',
          filter: 'metric.type="aiplatform.googleapis.com/prediction/online/error_count"',
        },
        rest: [
          'GET',
          '/v3/projects/p/timeSeries?filter=metric.type%3D%22aiplatform.googleapis.com/prediction/online/error_count%22',
        ],
      }),
    ],
  ].map(([name, of]) => ({ name: name as string, of: of as () => Case }));

  const fullName = (method: string): string =>
    method.startsWith('google.') ? method : services + method;

  const inBeta = (text: string): string => text.replace(/([./])v1([./])/, '$1v1beta1$2');

  it.each(cases)('answer the same to $name', async ({ of }) => {
    const { method, rpc: request, rest } = of();
    const overRpc = await rpc.call(fullName(method), request);
    expect(ofRpc(overRpc)).toEqual(ofRest(await bench.call(...rest)));
    expect({ ...overRpc.headers, ...overRpc.trailers }).toMatchObject({
      'x-vertex-release-emulated': 'true',
    });
  });

  it.each(cases.filter(({ of }) => !of().method.startsWith('google.')))(
    'answer the same to $name of v1beta1',
    async ({ of }) => {
      const { method, rpc: request, rest } = of();
      const [verb, v1, body] = rest;
      const overRpc = await rpc.call(inBeta(fullName(method)), request);
      expect(ofRpc(overRpc)).toEqual(ofRest(await bench.call(verb, inBeta(v1), body)));
    },
  );
});

interface Outcome {
  code: number;
  message: string;
  results: unknown[];
}

function ofRpc({ code, message, results }: RpcAnswer): Outcome {
  const text = code === 0 ? '' : masked(message);
  return { code, message: text, results: results.map(withoutEmptyMaps) };
}

function ofRest({ status, body }: Answer): Outcome {
  if (status === 200) return { code: 0, message: '', results: [withoutEmptyMaps(body)] };
  const error = body['error'];
  const code = codes[String(error?.['status'])] ?? -1;
  return { code, message: masked(error?.['message']), results: [] };
}

/** How much was read of an answer that is too large depends on how it came. */
function masked(message: unknown): string {
  return String(message).replace(/at least \d+/, 'at least …');
}

/** The decoder of the test writes maps that are not on the wire. */
function withoutEmptyMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyMaps);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key, withoutEmptyMaps(item)] as const,
  );
  const isEmpty = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && Object.keys(item).length === 0;
  return Object.fromEntries(entries.filter(([, item]) => !isEmpty(item)));
}
