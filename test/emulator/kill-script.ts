import { expect } from '@jest/globals';
import type { DurableEmulator, PlainAnswer } from './durable-emulator.ts';
import { type Json, parent, serverImage, trainerImage } from './harness.ts';

/** One write of the client. */
export interface ScriptStep {
  name: string;
  /** Whether it was applied, asked when its answer was lost. */
  wasDone: () => Promise<boolean>;
  perform: () => Promise<void>;
  /** What must hold from its answer on, until a later step with the same subject. */
  subject: string;
  holds: () => Promise<void>;
}

const model = `${parent}/models/m`;
const endpoint = `${parent}/endpoints/e`;
const half = 256 * 1024;
const metric = 'custom.googleapis.com/done';
const content = Buffer.alloc(2 * half, 'resumable ');

/** A client that does a bit of everything, each write once, and can tell what of it was applied. */
export function killScript(emulator: DurableEmulator): ScriptStep[] {
  const get = async (path: string): Promise<Json> => ok(await emulator.call('GET', path)).body;
  const object = (name: string): Promise<PlainAnswer> =>
    emulator.call('GET', `/storage/v1/b/bucket/o/${name}`);
  const write = async (name: string, text: string, generation: string): Promise<void> => {
    const query = `uploadType=media&name=${name}&ifGenerationMatch=${generation}`;
    ok(
      await emulator.send(`/upload/storage/v1/b/bucket/o?${query}`, { method: 'POST', body: text }),
    );
  };
  const textOf = async (name: string): Promise<string> =>
    ok(await emulator.call('GET', `/storage/v1/b/bucket/o/${name}?alt=media`)).text;
  const reads = async (name: string, text: string): Promise<void> =>
    expect(await textOf(name)).toBe(text);
  const versions = async (): Promise<{ id: string; aliases: string[] }[]> =>
    listed((await get(`${model}:listVersions`))['models']).map((version) => ({
      id: String(version['versionId']),
      aliases: listed(version['versionAliases']).map(String).toSorted(),
    }));
  const upload = async (request: object): Promise<void> => {
    const containerSpec = { imageUri: serverImage };
    const artifactUri = 'gs://bucket/artifacts';
    const body = { ...request, model: { displayName: 'm', containerSpec, artifactUri } };
    ok(await emulator.call('POST', `${parent}/models:upload`, body));
  };
  const alias = async (version: string): Promise<void> => {
    const body = { versionAliases: ['champion'] };
    ok(await emulator.call('POST', `${model}@${version}:mergeVersionAliases`, body));
  };
  const operations = async (what: string): Promise<Json[]> =>
    listed((await get(`${endpoint}/operations`))['operations']).filter((operation) =>
      String(operation['metadata']?.['@type']).endsWith(`.${what}OperationMetadata`),
    );
  const deployedIds = async (): Promise<string[]> =>
    listed((await get(endpoint))['deployedModels']).map(({ id }) => String(id));
  /** All have ended well. */
  const ended = async (what: string): Promise<void> => {
    for (const { name } of await operations(what)) {
      const operation = ok(await emulator.call('POST', `/v1/${String(name)}:wait`, {})).body;
      expect(operation).toMatchObject({ done: true, response: {} });
    }
  };
  const deploy = (id: string, trafficSplit: object): ScriptStep => ({
    name: `deploy ${id}`,
    subject: `deployed ${id}`,
    wasDone: async () => (await operations('DeployModel')).length >= Number(id),
    perform: async () => {
      const machineSpec = { machineType: 'n1-standard-2' };
      const dedicatedResources = { machineSpec, minReplicaCount: 1, maxReplicaCount: 1 };
      const deployedModel = { id, model: `${model.slice(4)}@${id}`, dedicatedResources };
      const answer = await emulator.call('POST', `${endpoint}:deployModel`, {
        deployedModel,
        trafficSplit,
      });
      ok(answer);
    },
    holds: async () => {
      await ended('DeployModel');
      expect(await deployedIds()).toContain(id);
      expect(new Set(await deployedIds()).size).toBe((await deployedIds()).length);
    },
  });
  const split = (trafficSplit: Record<string, number>): ScriptStep => ({
    name: `split ${JSON.stringify(trafficSplit)}`,
    subject: 'split',
    wasDone: async () => sameJson((await get(endpoint))['trafficSplit'], trafficSplit),
    perform: async () => {
      await ended('DeployModel');
      const { etag } = await get(endpoint);
      const body = { etag, trafficSplit };
      ok(await emulator.call('PATCH', `${endpoint}?updateMask=trafficSplit`, body));
    },
    holds: async () => expect((await get(endpoint))['trafficSplit']).toEqual(trafficSplit),
  });
  const jobs = async (): Promise<Json[]> =>
    listed((await get(`${parent}/customJobs`))['customJobs']);
  const points = async (): Promise<string[]> => {
    const query = new URLSearchParams({
      filter: `metric.type = "${metric}"`,
      'interval.startTime': '2000-01-01T00:00:00Z',
      'interval.endTime': new Date(Date.now() + 60_000).toISOString(),
    });
    const { timeSeries } = await get(`/v3/projects/demo-project/timeSeries?${query.toString()}`);
    return listed(timeSeries).flatMap((series) =>
      listed(series['points']).map((point) => String(point['value']?.['int64Value'])),
    );
  };
  let session = '';
  /** First byte that is missing; `content.length` when the object is there. */
  const progress = async (): Promise<number> => {
    const headers = { 'content-range': `bytes */${content.length}` };
    const answer = await emulator.send(session, { method: 'PUT', headers });
    if (answer.status === 200) return content.length;
    expect(answer.status).toBe(308);
    return Number(answer.headers.get('range')?.split('-')[1] ?? -1) + 1;
  };
  const sendBytes = async (from: number, to: number): Promise<void> => {
    const headers = { 'content-range': `bytes ${from}-${to - 1}/${content.length}` };
    const body = content.subarray(from, to);
    const answer = await emulator.send(session, { method: 'PUT', headers, body });
    expect(answer.status).toBe(to === content.length ? 200 : 308);
  };
  const chunk = (to: number): ScriptStep => ({
    name: `upload ${to} bytes`,
    subject: 'resumable',
    wasDone: async () => (await progress()) >= to,
    perform: async () => sendBytes(await progress(), to),
    holds: async () => {
      if (to < content.length) expect(await progress()).toBeGreaterThanOrEqual(to);
      else await reads('resumable', String(content));
    },
  });
  let first = '';

  return [
    {
      name: 'write artifacts',
      subject: 'artifacts',
      wasDone: async () => (await object('artifacts%2Fmodel')).status === 200,
      perform: () => write('artifacts/model', 'weights', '0'),
      holds: () => reads('artifacts%2Fmodel', 'weights'),
    },
    {
      name: 'upload version 1',
      subject: 'versions',
      wasDone: async () => (await emulator.call('GET', model)).status === 200,
      perform: () => upload({ modelId: 'm' }),
      holds: async () => expect(await versions()).toEqual([{ id: '1', aliases: ['default'] }]),
    },
    {
      name: 'upload version 2',
      subject: 'versions',
      wasDone: async () => (await versions()).length === 2,
      perform: () => upload({ parentModel: model.slice(4) }),
      holds: async () =>
        expect(await versions()).toEqual([
          { id: '1', aliases: ['default'] },
          { id: '2', aliases: [] },
        ]),
    },
    {
      name: 'set the alias',
      subject: 'versions',
      wasDone: async () => (await versions())[1]?.aliases[0] === 'champion',
      perform: () => alias('2'),
      holds: async () =>
        expect(await versions()).toEqual([
          { id: '1', aliases: ['default'] },
          { id: '2', aliases: ['champion'] },
        ]),
    },
    {
      name: 'move the alias',
      subject: 'versions',
      wasDone: async () => (await versions())[0]?.aliases[0] === 'champion',
      perform: () => alias('1'),
      holds: async () =>
        expect(await versions()).toEqual([
          { id: '1', aliases: ['champion', 'default'] },
          { id: '2', aliases: [] },
        ]),
    },
    {
      name: 'create the endpoint',
      subject: 'endpoint',
      wasDone: async () => (await emulator.call('GET', endpoint)).status === 200,
      perform: async () => {
        const body = { displayName: 'e' };
        ok(await emulator.call('POST', `${parent}/endpoints?endpointId=e`, body));
      },
      holds: async () => expect((await get(endpoint))['displayName']).toBe('e'),
    },
    deploy('1', { 0: 100 }),
    {
      name: 'write an object',
      subject: 'object',
      wasDone: async () => (await object('o')).status === 200,
      perform: () => write('o', 'first', '0'),
      holds: async () => {
        await reads('o', 'first');
        const { generation } = ok(await object('o')).body;
        if (first === '') first = String(generation);
        expect(generation).toBe(first);
      },
    },
    {
      name: 'write it again',
      subject: 'object',
      wasDone: async () => (await textOf('o')) === 'second',
      perform: async () => write('o', 'second', String(ok(await object('o')).body['generation'])),
      holds: () => reads('o', 'second'),
    },
    split({ 1: 100 }),
    deploy('2', {}),
    split({ 1: 50, 2: 50 }),
    {
      name: 'create a job',
      subject: 'job',
      wasDone: async () => (await jobs()).length > 0,
      perform: async () => {
        const machineSpec = { machineType: 'n1-standard-4' };
        const containerSpec = { imageUri: trainerImage, args: ['--sleep=50'] };
        const baseOutputDirectory = { outputUriPrefix: 'gs://bucket/job' };
        const jobSpec = { workerPoolSpecs: [{ machineSpec, containerSpec }], baseOutputDirectory };
        const body = { displayName: 'job', jobSpec };
        ok(await emulator.call('POST', `${parent}/customJobs`, body));
      },
      holds: async () => {
        expect(await jobs()).toHaveLength(1);
        for (;;) {
          const state = String((await jobs())[0]?.['state']);
          if (state === 'JOB_STATE_SUCCEEDED') break;
          expect(state).toMatch(/QUEUED|PENDING|RUNNING/);
        }
        expect((await object('job%2Fmodel%2Fmodel.json')).status).toBe(200);
      },
    },
    {
      name: 'begin a resumable upload',
      subject: 'resumable',
      wasDone: async () => session !== '',
      perform: async () => {
        const path = '/upload/storage/v1/b/bucket/o?uploadType=resumable&name=resumable';
        const answer = ok(await emulator.call('POST', path, {}));
        const location = new URL(answer.headers.get('location') ?? '');
        // The next process listens on another port.
        session = location.pathname + location.search;
      },
      holds: async () => expect(await progress()).toBeGreaterThanOrEqual(0),
    },
    chunk(half),
    chunk(content.length),
    {
      name: 'write a metric',
      subject: 'metric',
      wasDone: async () => (await points()).length > 0,
      perform: async () => {
        const point = {
          interval: { endTime: new Date().toISOString() },
          value: { int64Value: '7' },
        };
        const resource = { type: 'global', labels: { project_id: 'demo-project' } };
        const series = { metric: { type: metric }, resource, points: [point] };
        const body = { timeSeries: [series] };
        ok(await emulator.call('POST', '/v3/projects/demo-project/timeSeries', body));
      },
      holds: async () => expect(await points()).toEqual(['7']),
    },
    split({ 2: 100 }),
    {
      name: 'undeploy 1',
      subject: 'deployed 1',
      wasDone: async () => (await operations('UndeployModel')).length > 0,
      perform: async () => {
        const body = { deployedModelId: '1' };
        ok(await emulator.call('POST', `${endpoint}:undeployModel`, body));
      },
      holds: async () => {
        await ended('UndeployModel');
        expect(await deployedIds()).toEqual(['2']);
      },
    },
  ];
}

function ok(answer: PlainAnswer): PlainAnswer {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
}

function listed(list: Json | undefined): Json[] {
  return [...(list ?? [])];
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
