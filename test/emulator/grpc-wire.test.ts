import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError } from '../../src/emulator/wire/api-error.ts';
import type { Call, HeldAnswer, Interceptor } from '../../src/emulator/wire/handler.ts';
import { Bench, parent as path, until } from './harness.ts';
import { RpcCaller } from './rpc-caller.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = path.slice('/v1/'.length);
const v1 = 'google.cloud.aiplatform.v1.';
const listEndpoints = `${v1}EndpointService.ListEndpoints`;
const createEndpoint = `${v1}EndpointService.CreateEndpoint`;

describe('the gRPC port', () => {
  let bench: Bench;
  let rpc: RpcCaller;
  const lines: string[] = [];
  const calls: Call[] = [];
  let interceptor: { method: string; run: Interceptor } | undefined;

  beforeAll(async () => {
    bench = await Bench.start({
      log: ({ text }) => lines.push(text),
      intercept: (call) => {
        calls.push(call);
        return interceptor?.method === call.method ? interceptor.run : undefined;
      },
    });
    rpc = new RpcCaller(bench.emulator.grpc);
  });

  beforeEach(async () => {
    interceptor = undefined;
    await bench.call('POST', '/emulator/v1/reset', {});
    lines.length = 0;
    calls.length = 0;
  });

  afterAll(async () => {
    rpc.close();
    await bench.stop();
  });

  const create = (displayName: string) =>
    rpc.call(createEndpoint, { parent, endpoint: { displayName } });
  const names = async (): Promise<unknown[]> => {
    const { body } = await bench.call('GET', `${path}/endpoints`);
    return [...(body['endpoints'] ?? [])].map((endpoint) => endpoint['displayName']);
  };

  it('is on the loopback interface and marks every answer', async () => {
    expect(bench.emulator.grpc).toMatch(/^127\.0\.0\.1:\d+$/);
    const good = await rpc.call(listEndpoints, { parent });
    expect(good.code).toBe(0);
    expect(good.headers['x-vertex-release-emulated']).toBe('true');
    expect(good.trailers['x-vertex-release-emulated']).toBe('true');
    const bad = await rpc.call(`${v1}EndpointService.GetEndpoint`, {
      name: `${parent}/endpoints/1`,
    });
    expect(bad.code).toBe(5);
    expect(bad.trailers['x-vertex-release-emulated']).toBe('true');
  });

  it('takes the port that is asked for', async () => {
    const first = await Bench.start();
    const free = first.emulator.grpc;
    await first.stop();
    const second = await Bench.start({ grpcPort: Number(free.split(':')[1]) });
    expect(second.emulator.grpc).toBe(free);
    await second.stop();
  });

  it.each([
    [
      'a method without handler',
      '/google.cloud.aiplatform.v1.DatasetService/ListDatasets',
      /DatasetService\.ListDatasets/,
    ],
    [
      'a bidirectional stream',
      '/google.cloud.aiplatform.v1.PredictionService/StreamingRawPredict',
      /StreamingRawPredict.*gRPC/,
    ],
    [
      'a service of v1beta1 alone',
      '/google.cloud.aiplatform.v1beta1.ModelMonitoringService/ListModelMonitors',
      /v1beta1\.ModelMonitoringService\.ListModelMonitors/,
    ],
    ['a service that nobody knows', '/a.b.C/D', /\/a\.b\.C\/D/],
  ])('says UNIMPLEMENTED with the name of %s', async (_what, method, message) => {
    const answer = await rpc.callBytes(method, Buffer.alloc(0));
    expect([answer.code, answer.message]).toEqual([12, expect.stringMatching(message)]);
  });

  it('refuses bytes that are no message, and goes on', async () => {
    const garbage = Buffer.from([0x18, 0xff]);
    const answer = await rpc.callBytes(`/${v1}EndpointService/ListEndpoints`, garbage);
    expect([answer.code, answer.message]).toEqual([
      3,
      expect.stringContaining('ListEndpointsRequest'),
    ]);
    expect((await rpc.call(listEndpoints, { parent })).code).toBe(0);
  });

  it('refuses messages over its limit and those that are nested too deep', async () => {
    const large = Buffer.alloc(33 * 1024 * 1024);
    const answer = await rpc.callBytes(`/${v1}EndpointService/ListEndpoints`, large);
    expect(answer.code).toBe(8);
    // PredictRequest.parameters (3) of nested Value.list_value (6) and ListValue.values (1).
    let value = Buffer.from([0x20, 0x01]);
    for (let depth = 0; depth < 1_000; depth += 1) {
      value = delimited(6, delimited(1, value));
    }
    const deep = await rpc.callBytes(`/${v1}PredictionService/Predict`, delimited(3, value));
    expect(deep.code).toBe(3);
    expect((await rpc.call(listEndpoints, { parent })).code).toBe(0);
  });

  it.each([
    '',
    'endpoints/1',
    `${parent}/endpoints/..`,
    `${parent}/endpoints/a/b`,
    `${parent}/endpoints/\u0000`,
  ])('refuses the resource name "%s"', async (name) => {
    const answer = await rpc.call(`${v1}EndpointService.GetEndpoint`, { name });
    expect([answer.code, answer.message]).toEqual([3, expect.stringContaining('"name"')]);
  });

  it('ends a call whose deadline is over, and tells its handler', async () => {
    const model = await bench.upload({ env: { NEVER_READY: '1' } });
    const endpoint = await bench.createEndpoint('slow');
    const { body } = await bench.deployModel(endpoint, model);
    const wait = { name: String(body['name']), timeout: '3600s' };
    let isServed = false;
    const method = 'google.longrunning.Operations.WaitOperation';
    const run: Interceptor = async (_call, serve) => {
      const answer = await serve();
      isServed = true;
      return answer;
    };
    // The first call of all takes longer, for it loads what speaks gRPC.
    await rpc.call(listEndpoints, { parent });
    interceptor = { method, run };
    const answer = await rpc.call(method, wait, 1_000);
    expect(answer.code).toBe(4);
    // It would hold the call for a minute, were it not told.
    await until(async () => (isServed ? true : undefined));
    await bench.call('POST', `/v1/${wait.name}:cancel`, {});
  });

  it('outlives connections that say nothing, nonsense or end early', async () => {
    const [host = '', port = ''] = bench.emulator.grpc.split(':');
    const sockets = [
      '',
      'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\0'.repeat(100),
    ].map((text) => {
      const socket = connect(Number(port), host);
      socket.on('error', () => undefined);
      if (text !== '') socket.write(text);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    sockets.at(-1)?.resetAndDestroy();
    expect((await rpc.call(listEndpoints, { parent })).code).toBe(0);
    for (const socket of sockets) socket.destroy();
  });

  it('is told to interceptors by method and resource name, of v1 for v1beta1 too', async () => {
    await rpc.call(listEndpoints, { parent });
    await rpc.call('google.cloud.aiplatform.v1beta1.EndpointService.UpdateEndpoint', {
      endpoint: { name: `${parent}/endpoints/7` },
    });
    expect(calls).toEqual([
      { method: listEndpoints, path: parent },
      { method: `${v1}EndpointService.UpdateEndpoint`, path: `${parent}/endpoints/7` },
    ]);
  });

  it('lets an interceptor refuse, serve twice, replay and lose answers', async () => {
    interceptor = {
      method: createEndpoint,
      run: async () => {
        throw new ApiError('UNAVAILABLE', 'try again');
      },
    };
    expect(await create('no')).toMatchObject({ code: 14, message: 'try again' });
    interceptor.run = async (_call, serve) => {
      await serve();
      return serve();
    };
    expect((await create('twice')).code).toBe(0);
    interceptor.run = async (_call, serve) => {
      await serve();
      return 'lost';
    };
    expect((await create('lost')).code).toBe(14);
    expect(await names()).toEqual(['twice', 'twice', 'lost']);
    let held: HeldAnswer | undefined;
    interceptor = {
      method: listEndpoints,
      run: async (_call, serve) => (held ??= await serve()),
    };
    const first = await rpc.call(listEndpoints, { parent: 'projects/p/locations/l', filter: '!' });
    expect(first.code).toBe(3);
    expect(await rpc.call(listEndpoints, { parent })).toMatchObject({
      code: 3,
      message: first.message,
    });
  });

  it('tells its own log of changes and failures', async () => {
    await create('e');
    await rpc.call(listEndpoints, { parent });
    await rpc.call(listEndpoints, { parent: 'x' });
    await until(async () => (lines.length >= 2 ? true : undefined));
    expect(lines).toEqual([
      `200 gRPC /${v1}EndpointService/CreateEndpoint`,
      `400 gRPC /${v1}EndpointService/ListEndpoints`,
    ]);
  });
});

/** A length-delimited field of a protobuf message. */
function delimited(field: number, bytes: Buffer): Buffer<ArrayBuffer> {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...length, rest]), bytes]);
}
