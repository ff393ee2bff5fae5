import { beforeEach, describe, expect, it } from '@jest/globals';
import { TensorboardService } from '../../src/emulator/services/tensorboard/tensorboard.ts';
import type { Json } from './harness.ts';
import { ServiceCaller } from './service-caller.ts';

// Rules: comments of tensorboard_service.proto and of the messages it names.

const parent = 'projects/1/locations/us-central1';
let real: ServiceCaller;
let board: string;
let experiment: string;
let run: string;

beforeEach(async () => {
  real = new ServiceCaller(
    'google.cloud.aiplatform.v1.TensorboardService',
    (tables, clock) => new TensorboardService(tables, clock),
  );
  board = await createBoard('first');
  const made = await real.call('CreateTensorboardExperiment', {
    parent: board,
    tensorboardExperimentId: 'exp',
    tensorboardExperiment: { source: 'notebook', labels: { team: 'a' } },
  });
  experiment = String(made['name']);
  run = await createRun('run-1');
});

async function createBoard(displayName: string, more: object = {}): Promise<string> {
  const tensorboard = { displayName, ...more };
  const operation = await real.call('CreateTensorboard', { parent, tensorboard });
  return String(operation['response']?.['name']);
}

async function createRun(id: string): Promise<string> {
  const made = await real.call('CreateTensorboardRun', {
    parent: experiment,
    tensorboardRunId: id,
    tensorboardRun: { displayName: id },
  });
  return String(made['name']);
}

async function createSeries(displayName: string, more: object = {}): Promise<string> {
  const made = await real.call('CreateTensorboardTimeSeries', {
    parent: run,
    tensorboardTimeSeries: { displayName, valueType: 'SCALAR', ...more },
  });
  return String(made['name']);
}

function idOf(name: string): string {
  return name.split('/').at(-1) ?? '';
}

function scalars(values: Readonly<Record<number, number>>): object[] {
  return Object.entries(values).map(([step, value]) => ({
    step,
    wallTime: `2026-01-01T00:00:0${step}Z`,
    scalar: { value },
  }));
}

async function write(series: string, values: object[], valueType = 'SCALAR'): Promise<unknown> {
  return real.refusal('WriteTensorboardRunData', {
    tensorboardRun: run,
    timeSeriesData: [{ tensorboardTimeSeriesId: idOf(series), valueType, values }],
  });
}

function valuesOf(points: Json | undefined): string[] {
  return [...(points ?? [])].map((point) => {
    return `${String(point['step'] ?? '0')}:${String(point['scalar']?.['value'])}`;
  });
}

async function read(series: string, more: object = {}): Promise<string[]> {
  const request = { tensorboardTimeSeries: series, ...more };
  const answer = await real.call('ReadTensorboardTimeSeriesData', request);
  return valuesOf(answer['timeSeriesData']?.['values']);
}

describe('Tensorboards', () => {
  it('are default one at a time in a location', async () => {
    const [a, b] = [
      await createBoard('a', { isDefault: true }),
      await createBoard('b', { isDefault: true }),
    ];
    const defaults = async (): Promise<unknown[]> => {
      const answer = await real.call('ListTensorboards', { parent, filter: 'is_default=true' });
      return [...(answer['tensorboards'] ?? [])].map(({ name }) => name);
    };
    expect(await defaults()).toEqual([b]);
    const update = { tensorboard: { name: a, isDefault: true }, updateMask: 'isDefault' };
    expect(await real.call('UpdateTensorboard', update)).toMatchObject({
      done: true,
      response: { name: a, isDefault: true },
    });
    expect(await defaults()).toEqual([a]);
  });

  it('count their runs and know how large their data is', async () => {
    await createRun('run-2');
    expect((await real.call('GetTensorboard', { name: board }))['runCount']).toBe(2);
    const sizeOf = async (): Promise<number> => {
      const answer = await real.call('ReadTensorboardSize', { tensorboard: board });
      return Number(answer['storageSizeByte']);
    };
    expect(await sizeOf()).toBe(0);
    await write(await createSeries('loss'), scalars({ 1: 1, 2: 0.5 }));
    expect(await sizeOf()).toBeGreaterThan(0);
  });

  it('go with everything in them', async () => {
    const series = await createSeries('loss');
    await write(series, scalars({ 1: 1 }));
    await real.call('DeleteTensorboard', { name: board });
    expect(await real.refusal('GetTensorboardRun', { name: run })).toBe('NOT_FOUND');
    expect(await real.refusal('GetTensorboardTimeSeries', { name: series })).toBe('NOT_FOUND');
  });

  it('refuse what they cannot do, saying why', async () => {
    for (const [method, request] of [
      ['ReadTensorboardUsage', { tensorboard: board }],
      ['ReadTensorboardBlobData', { timeSeries: run }],
    ] as const) {
      expect(await real.refusal(method, request)).toBe('UNIMPLEMENTED');
    }
    const series = await createSeries('images', { valueType: 'BLOB_SEQUENCE' });
    expect(await write(series, [{ blobs: { values: [] } }], 'BLOB_SEQUENCE')).toBe('UNIMPLEMENTED');
  });
});

describe('experiments, runs and time series', () => {
  const wrong: { method: string; request: () => object; status: string }[] = [
    {
      method: 'CreateTensorboardExperiment',
      request: () => ({ parent: board, tensorboardExperimentId: 'Exp' }),
      status: 'INVALID_ARGUMENT',
    },
    {
      method: 'CreateTensorboardExperiment',
      request: () => ({ parent: board, tensorboardExperimentId: 'exp' }),
      status: 'ALREADY_EXISTS',
    },
    {
      method: 'CreateTensorboardRun',
      request: () => ({ parent: experiment, tensorboardRunId: 'run-2', tensorboardRun: {} }),
      status: 'INVALID_ARGUMENT',
    },
    {
      method: 'CreateTensorboardRun',
      request: () => ({
        parent: experiment,
        tensorboardRunId: 'run-2',
        tensorboardRun: { displayName: 'run-1' },
      }),
      status: 'ALREADY_EXISTS',
    },
    {
      method: 'CreateTensorboardTimeSeries',
      request: () => ({ parent: run, tensorboardTimeSeries: { displayName: 'loss' } }),
      status: 'INVALID_ARGUMENT',
    },
    {
      method: 'CreateTensorboardTimeSeries',
      request: () => ({
        parent: run,
        tensorboardTimeSeriesId: '-a',
        tensorboardTimeSeries: { displayName: 'loss', valueType: 'SCALAR' },
      }),
      status: 'INVALID_ARGUMENT',
    },
    { method: 'GetTensorboardRun', request: () => ({ name: board }), status: 'INVALID_ARGUMENT' },
    {
      method: 'ListTensorboardRuns',
      request: () => ({ parent: `${board}/experiments/none` }),
      status: 'NOT_FOUND',
    },
    {
      method: 'UpdateTensorboardExperiment',
      request: () => ({ tensorboardExperiment: { name: experiment }, updateMask: 'source' }),
      status: 'INVALID_ARGUMENT',
    },
    {
      method: 'UpdateTensorboardRun',
      request: () => ({ tensorboardRun: { name: run, etag: 'stale', description: 'x' } }),
      status: 'ABORTED',
    },
    {
      method: 'BatchCreateTensorboardTimeSeries',
      request: () => ({ parent: experiment, requests: [] }),
      status: 'INVALID_ARGUMENT',
    },
  ];

  it.each(wrong)('$method is refused with $status', async ({ method, request, status }) => {
    expect(await real.refusal(method, request())).toBe(status);
  });

  it('are changed by mask, or as far as the request says', async () => {
    const masked = await real.call('UpdateTensorboardExperiment', {
      tensorboardExperiment: { name: experiment, description: 'd', displayName: 'x' },
      updateMask: 'description,labels',
    });
    expect(masked).toMatchObject({ description: 'd', source: 'notebook' });
    expect(masked['labels']).toBeUndefined();
    expect(masked['displayName']).toBeUndefined();
    const free = await real.call('UpdateTensorboardExperiment', {
      tensorboardExperiment: { name: experiment, displayName: 'x' },
    });
    expect(free).toMatchObject({ description: 'd', displayName: 'x' });
  });

  it('are created in batches, all or none', async () => {
    const request = (displayName: string, parentRun = run): object => ({
      parent: parentRun,
      tensorboardTimeSeries: { displayName, valueType: 'SCALAR' },
    });
    const batch = (requests: object[]): Promise<Json> =>
      real.call('BatchCreateTensorboardTimeSeries', { parent: experiment, requests });
    const made = await batch([request('loss'), request('auc')]);
    expect([...(made['tensorboardTimeSeries'] ?? [])]).toHaveLength(2);
    const twice = await batch([request('f1'), request('loss')]);
    expect(twice['error']?.['status']).toBe('ALREADY_EXISTS');
    const listed = await real.call('ListTensorboardTimeSeries', { parent: run });
    const names = [...(listed['tensorboardTimeSeries'] ?? [])].map((each) => each['displayName']);
    expect(names).toEqual(['loss', 'auc']);
    const runs = await real.call('BatchCreateTensorboardRuns', {
      parent: experiment,
      requests: ['run-2', 'run-3'].map((id) => ({
        parent: experiment,
        tensorboardRunId: id,
        tensorboardRun: { displayName: id },
      })),
    });
    expect([...(runs['tensorboardRuns'] ?? [])]).toHaveLength(2);
  });

  it('are listed by 50, filtered and ordered', async () => {
    for (let index = 2; index < 53; index += 1) await createRun(`run-${index}`);
    const page = await real.call('ListTensorboardRuns', { parent: experiment });
    expect([...(page['tensorboardRuns'] ?? [])]).toHaveLength(50);
    const found = await real.call('ListTensorboardRuns', {
      parent: experiment,
      filter: 'display_name="run-9" OR display_name="run-8"',
      orderBy: 'display_name desc',
    });
    const names = [...(found['tensorboardRuns'] ?? [])].map((each) => each['displayName']);
    expect(names).toEqual(['run-9', 'run-8']);
  });
});

describe('points of a time series', () => {
  it('are one per step, the last one written, in order of step', async () => {
    const series = await createSeries('loss');
    expect(await write(series, scalars({ 2: 0.5, 1: 1 }))).toBeUndefined();
    expect(await write(series, scalars({ 1: 0.9, 3: 0.4 }))).toBeUndefined();
    expect(await read(series)).toEqual(['1:0.9', '2:0.5', '3:0.4']);
    expect(await real.call('GetTensorboardTimeSeries', { name: series })).toMatchObject({
      metadata: { maxStep: '3', maxWallTime: '2026-01-01T00:00:03Z' },
    });
  });

  it('are read in batches, of several runs at once', async () => {
    const [loss, auc] = [await createSeries('loss'), await createSeries('auc')];
    await real.call('WriteTensorboardExperimentData', {
      tensorboardExperiment: experiment,
      writeRunDataRequests: [
        {
          tensorboardRun: run,
          timeSeriesData: [loss, auc].map((name) => ({
            tensorboardTimeSeriesId: idOf(name),
            valueType: 'SCALAR',
            values: scalars({ 1: 1 }),
          })),
        },
      ],
    });
    const answer = await real.call('BatchReadTensorboardTimeSeriesData', {
      tensorboard: board,
      timeSeries: [auc, loss],
    });
    const data = [...(answer['timeSeriesData'] ?? [])];
    expect(data.map((each) => each['tensorboardTimeSeriesId'])).toEqual([idOf(auc), idOf(loss)]);
    expect(data.map((each) => valuesOf(each['values']))).toEqual([['1:1'], ['1:1']]);
  });

  it('are thinned out to what is asked for', async () => {
    const series = await createSeries('loss');
    await write(series, scalars({ 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 }));
    expect(await read(series, { maxDataPoints: 3 })).toEqual(['1:1', '3:3', '5:5']);
    expect(await read(series, { maxDataPoints: -1 })).toHaveLength(5);
    expect(await read(series, { filter: 'step >= 4' })).toEqual(['4:4', '5:5']);
    const request = { tensorboardTimeSeries: series, maxDataPoints: -2 };
    expect(await real.refusal('ReadTensorboardTimeSeriesData', request)).toBe('INVALID_ARGUMENT');
  });

  it('are exported page by page', async () => {
    const series = await createSeries('loss');
    await write(series, scalars({ 1: 3, 2: 1, 3: 2 }));
    const request = { tensorboardTimeSeries: series, pageSize: 2, orderBy: 'value' };
    const first = await real.call('ExportTensorboardTimeSeriesData', request);
    expect(valuesOf(first['timeSeriesDataPoints'])).toEqual(['2:1', '3:2']);
    const pageToken = first['nextPageToken'];
    const second = await real.call('ExportTensorboardTimeSeriesData', { ...request, pageToken });
    expect(valuesOf(second['timeSeriesDataPoints'])).toEqual(['1:3']);
    expect(second['nextPageToken']).toBeUndefined();
  });

  it('are of the type of their series, at most 5000 at once', async () => {
    const series = await createSeries('loss');
    expect(await write(series, scalars({ 1: 1 }), 'TENSOR')).toBe('INVALID_ARGUMENT');
    expect(await write(series, [{ step: '1', tensor: { value: 'AA==' } }])).toBe(
      'INVALID_ARGUMENT',
    );
    const many = Array.from({ length: 5001 }, (_, step) => ({
      step: `${step}`,
      scalar: { value: 1 },
    }));
    expect(await write(series, many)).toBe('INVALID_ARGUMENT');
    expect(await write(series, many.slice(1))).toBeUndefined();
    expect(await write(`${run}/timeSeries/none`, [])).toBe('NOT_FOUND');
    const tensors = await createSeries('weights', { valueType: 'TENSOR' });
    const point = { step: '7', tensor: { value: 'AAEC', versionNumber: 1 } };
    expect(await write(tensors, [point], 'TENSOR')).toBeUndefined();
    const answer = await real.call('ReadTensorboardTimeSeriesData', {
      tensorboardTimeSeries: tensors,
    });
    expect(answer['timeSeriesData']).toMatchObject({ valueType: 'TENSOR', values: [point] });
  });
});
