import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench, type Json, parent, trainerImage, until } from './harness.ts';
import { Folder } from './store/folder.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(120_000);

describe('an emulator that was stopped, over the same folder', () => {
  let folder: Folder;
  let bench: Bench;

  beforeEach(async () => {
    folder = new Folder();
    bench = await Bench.start({ dataDir: folder.path });
  });

  afterEach(async () => {
    await bench.stop();
    folder[Symbol.dispose]();
  });

  async function restart(): Promise<void> {
    await bench.stop();
    bench = await Bench.start({ dataDir: folder.path });
  }

  async function predicts(endpoint: string): Promise<Json> {
    return until(async () => {
      const { status, body } = await bench.predict(endpoint);
      return status === 200 ? body : undefined;
    });
  }

  async function responses(endpointId: string): Promise<number> {
    const query = new URLSearchParams({
      filter: `metric.type = "aiplatform.googleapis.com/prediction/online/response_count" AND resource.labels.endpoint_id = "${endpointId}" AND metric.labels.response_code = "2xx"`,
      'interval.startTime': new Date(Date.now() - 3_600_000).toISOString(),
      'interval.endTime': new Date(Date.now() + 60_000).toISOString(),
    });
    const { body } = await bench.call('GET', `/v3/projects/demo-project/timeSeries?${query}`);
    const points = [...(body['timeSeries'] ?? [])].flatMap(({ points: own }) => [...(own ?? [])]);
    return points.reduce((sum, { value }) => sum + Number(value?.['int64Value']), 0);
  }

  it('has its resources as they were, down to times and etags', async () => {
    const endpoint = await bench.createEndpoint('e');
    const model = await bench.upload();
    const paths = [`/v1/${endpoint}`, `/v1/${model}`, `/v1/${endpoint}/operations`];
    const read = async (): Promise<unknown> =>
      Promise.all(paths.map(async (path) => (await bench.call('GET', path)).body));
    const before = await read();
    await restart();
    expect(await read()).toEqual(before);
    const again = await bench.call('POST', `${parent}/endpoints?endpointId=e`, {
      displayName: 'e',
    });
    expect(again.status).toBe(409);
  });

  it('serves what was deployed, by the same split, and goes on counting', async () => {
    const endpoint = await bench.createEndpoint('e');
    const model = await bench.upload();
    await bench.deploy(endpoint, model, { trafficSplit: { 0: 100 } }, '1');
    await predicts(endpoint);
    const before = await until(async () => (await responses('e')) || undefined);
    await restart();
    expect(await responses('e')).toBe(before);
    expect((await predicts(endpoint))['deployedModelId']).toBe('1');
    await until(async () => ((await responses('e')) > before ? true : undefined));
    const state = await bench.call('GET', '/emulator/v1/state');
    expect([...(state.body['processes'] ?? [])]).toHaveLength(1);
  });

  it('says what is missing when an image is no longer configured', async () => {
    const endpoint = await bench.createEndpoint('e');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } }, '1');
    await bench.stop();
    bench = await Bench.start({ dataDir: folder.path, images: {} });
    const answer = await bench.predict(endpoint);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    const texts = await until(async () => {
      const { body } = await bench.call('POST', '/v2/entries:list', {
        resourceNames: ['projects/demo-project'],
        filter: 'severity = ERROR',
      });
      return body['entries'];
    });
    expect([...texts].map((entry) => String(entry['textPayload'])).join()).toContain('`images:`');
  });

  it('ends a deployment that was under way', async () => {
    const endpoint = await bench.createEndpoint('e');
    const model = await bench.upload({ env: { NEVER_READY: '1' } });
    const { body: begun } = await bench.deployModel(endpoint, model, {}, '1');
    await until(async () => {
      const { body } = await bench.call('GET', '/emulator/v1/state');
      return [...(body['processes'] ?? [])].length === 1 ? true : undefined;
    });
    await bench.stop();
    bench = await Bench.start({ dataDir: folder.path, timing: { readyTimeoutMs: 200 } });
    const operation = await bench.call('POST', `/v1/${String(begun['name'])}:wait`, {});
    expect(operation.body).toMatchObject({ done: true, error: { code: 9 } });
    expect((await bench.call('GET', `/v1/${endpoint}`)).body['deployedModels']).toBeUndefined();
  });

  it('has what programs logged', async () => {
    await bench.call('POST', `${parent}/customJobs`, {
      displayName: 'job',
      jobSpec: {
        workerPoolSpecs: [
          {
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: trainerImage, args: ['--epochs=3'] },
          },
        ],
      },
    });
    const entries = async (): Promise<unknown[]> => {
      const resourceNames = ['projects/demo-project'];
      const { body } = await bench.call('POST', '/v2/entries:list', { resourceNames });
      return [...(body['entries'] ?? [])];
    };
    await until(async () => {
      const { body } = await bench.call('GET', `${parent}/customJobs`);
      return String(body['customJobs']?.[0]?.['state']) === 'JOB_STATE_SUCCEEDED' || undefined;
    });
    const before = await entries();
    expect(before).toHaveLength(3);
    await restart();
    expect(await entries()).toEqual(before);
  });

  it('is empty after a reset, but for its buckets', async () => {
    await bench.createEndpoint('e');
    await bench.call('POST', '/storage/v1/b?project=p', { name: 'other' });
    expect((await bench.call('POST', '/emulator/v1/reset', {})).status).toBe(200);
    await restart();
    expect((await bench.call('GET', `${parent}/endpoints`)).body['endpoints']).toBeUndefined();
    const { body } = await bench.call('GET', '/storage/v1/b?project=p');
    expect([...(body['items'] ?? [])].map(({ name }) => name)).toEqual(['bucket']);
  });
});

describe('a resumable upload', () => {
  let folder: Folder;
  let bench: Bench;

  beforeEach(async () => {
    folder = new Folder();
    bench = await Bench.start({ dataDir: folder.path });
  });

  afterEach(async () => {
    await bench.stop();
    folder[Symbol.dispose]();
  });

  it('whose last answer was lost is answered again', async () => {
    const begin = '/upload/storage/v1/b/bucket/o?uploadType=resumable&name=o';
    const session = (await bench.call('POST', begin, {})).headers.get('location') ?? '';
    const put = await fetch(session, { method: 'PUT', body: 'content' });
    const stored = (await put.json()) as object;
    const headers = { 'content-range': 'bytes */7' };
    const asked = await fetch(session, { method: 'PUT', headers });
    expect([asked.status, await asked.json()]).toEqual([200, stored]);
  });

  it('goes on after its client broke off in the middle of a request', async () => {
    const begin = '/upload/storage/v1/b/bucket/o?uploadType=resumable&name=o';
    const session = (await bench.call('POST', begin, {})).headers.get('location') ?? '';
    const broken = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(Buffer.from('first '));
        controller.error(new Error('broken off'));
      },
    });
    const init = { method: 'PUT', body: broken, duplex: 'half' } as RequestInit;
    const outcome = await fetch(session, init).then(
      () => 'answered',
      () => 'broken',
    );
    expect(outcome).toBe('broken');
    const ask = async (): Promise<number> => {
      const headers = { 'content-range': 'bytes */11' };
      const { status, headers: told } = await fetch(session, { method: 'PUT', headers });
      expect(status).toBe(308);
      return Number(told.get('range')?.split('-')[1] ?? -1) + 1;
    };
    const from = await ask();
    const rest = 'first bytes'.slice(from);
    const headers = { 'content-range': `bytes ${from}-10/11` };
    const answer = await fetch(session, { method: 'PUT', headers, body: rest });
    expect(answer.status).toBe(200);
    const media = await bench.call('GET', '/storage/v1/b/bucket/o/o?alt=media');
    expect(media.body).toBe('first bytes');
  });
});
