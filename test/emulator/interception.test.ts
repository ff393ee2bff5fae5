import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError } from '../../src/emulator/wire/api-error.ts';
import type { Call, HeldAnswer, Interceptor } from '../../src/emulator/wire/handler.ts';
import { Bench, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const created = 'google.cloud.aiplatform.v1.EndpointService.CreateEndpoint';
const listed = 'google.cloud.aiplatform.v1.EndpointService.ListEndpoints';
const predicted = 'google.cloud.aiplatform.v1.PredictionService.Predict';

describe('an interceptor', () => {
  let bench: Bench;
  const calls: Call[] = [];

  afterEach(async () => {
    await bench.stop();
  });

  /** An emulator of which one method is intercepted. */
  async function intercepting(method: string, interceptor: Interceptor): Promise<void> {
    calls.length = 0;
    bench = await Bench.start({
      intercept: (call) => {
        calls.push(call);
        return call.method === method ? interceptor : undefined;
      },
    });
  }

  const endpointNames = async (): Promise<unknown[]> => {
    const { body } = await bench.call('GET', `${parent}/endpoints`);
    return [...(body['endpoints'] ?? [])].map((endpoint) => endpoint['displayName']);
  };
  const createEndpoint = (displayName: string) =>
    bench.call('POST', `${parent}/endpoints`, { displayName });

  it('is asked for every call: methods by full name, other routes by verb and path', async () => {
    await intercepting('', async (_call, serve) => serve());
    await bench.call('GET', `${parent}/endpoints?pageSize=1`);
    await bench.call('POST', '/v2/entries:list', { resourceNames: ['projects/p'] });
    await bench.call('GET', '/storage/v1/b/bucket');
    expect(calls).toEqual([
      { method: listed, path: `${parent}/endpoints` },
      { method: 'POST /v2/entries:list', path: '/v2/entries:list' },
      { method: 'GET /storage/v1/b/bucket', path: '/storage/v1/b/bucket' },
    ]);
  });

  it('may pass a call on; the answer is the same as without it', async () => {
    await intercepting(listed, async (_call, serve) => serve());
    const held = await bench.call('GET', `${parent}/endpoints?pageSize=x`);
    await bench.stop();
    bench = await Bench.start();
    const direct = await bench.call('GET', `${parent}/endpoints?pageSize=x`);
    expect([held.status, held.body]).toEqual([direct.status, direct.body]);
    expect(held.status).toBe(400);
    const names = ({ headers }: typeof held) => [...headers.keys()].filter((key) => key !== 'date');
    expect(names(held)).toEqual(names(direct));
  });

  it('may refuse before anything is done', async () => {
    await intercepting(created, async () => {
      throw new ApiError('UNAVAILABLE', 'try again');
    });
    const answer = await createEndpoint('e');
    expect(answer.status).toBe(503);
    expect(answer.body['error']).toEqual({
      code: 503,
      message: 'try again',
      status: 'UNAVAILABLE',
    });
    expect(await endpointNames()).toEqual([]);
  });

  it('may serve twice', async () => {
    await intercepting(created, async (_call, serve) => {
      await serve();
      return serve();
    });
    expect((await createEndpoint('twice')).status).toBe(200);
    expect(await endpointNames()).toEqual(['twice', 'twice']);
  });

  it('may lose the answer of what was done', async () => {
    await intercepting(created, async (_call, serve) => {
      await serve();
      return 'lost';
    });
    await expect(createEndpoint('done')).rejects.toThrow('fetch failed');
    expect(await endpointNames()).toEqual(['done']);
  });

  it('may answer what it held of an earlier call, an error too', async () => {
    const held: HeldAnswer[] = [];
    await intercepting(listed, async (_call, serve) => {
      held.push(await serve());
      return held[0] ?? 'lost';
    });
    expect((await bench.call('GET', `${parent}/endpoints?pageSize=x`)).status).toBe(400);
    await createEndpoint('e');
    expect((await bench.call('GET', `${parent}/endpoints`)).status).toBe(400);
    held.length = 0;
    expect(await endpointNames()).toEqual(['e']);
    await createEndpoint('later');
    expect(await endpointNames()).toEqual(['e']);
  });

  it('may hold a prediction, which then reaches the model twice with the same body', async () => {
    await intercepting(predicted, async (_call, serve) => {
      const first = await serve();
      const second = await serve();
      expect(second).toEqual(first);
      return second;
    });
    const endpoint = await bench.createEndpoint('production');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } }, '1');
    const answer = await bench.predict(endpoint, { instances: [4] });
    expect(answer.body['predictions']).toEqual([{ doubled: 8, version: '' }]);
    expect(answer.headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
  });

  it('may hold uploads and downloads of any bytes', async () => {
    bench = await Bench.start({
      intercept: () => async (_call, serve) => {
        await serve();
        return serve();
      },
    });
    const bytes = Buffer.from([0, 255, 128, 10]);
    const upload = await fetch(
      `${bench.origin}/upload/storage/v1/b/bucket/o?uploadType=media&name=x`,
      { method: 'POST', headers: { 'content-type': 'image/png' }, body: bytes },
    );
    expect(upload.status).toBe(200);
    const download = await fetch(`${bench.origin}/b/bucket/o/x?alt=media`);
    expect(download.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes);
    expect((await bench.call('DELETE', '/b/bucket/o/x')).status).toBe(404);
  });
});
