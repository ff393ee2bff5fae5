import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { officialDescriptors } from '../../src/emulator/wire/descriptors.ts';
import { TypeTable } from '../../src/emulator/wire/type-table.ts';
import { ApiServer } from '../../src/emulator/server.ts';
import { Bench, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('requests that no client would send', () => {
  let bench: Bench;
  let endpoint: string;

  beforeAll(async () => {
    bench = await Bench.start();
    endpoint = await bench.createEndpoint('production');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } });
  });

  afterAll(async () => {
    await bench.stop();
  });

  function open(): Socket {
    const [host = '', port = ''] = bench.emulator.http.split(':');
    const socket = connect(Number(port), host);
    socket.on('error', () => undefined);
    return socket;
  }

  /** Sends bytes as they are; answers the status and the JSON body. */
  async function send(text: string): Promise<{ status: number; error: Record<string, unknown> }> {
    const socket = open();
    socket.write(text);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks).toString();
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as Record<string, never>;
    return { status: Number(answer.split(' ')[1]), error: body['error'] ?? {} };
  }

  const get = (target: string, headers = ''): string =>
    `GET ${target} HTTP/1.1\r\nhost: ${bench.emulator.http}\r\nconnection: close\r\n${headers}\r\n`;

  async function servesOthers(): Promise<boolean> {
    const read = await bench.call('GET', `${parent}/endpoints/production`);
    const predicted = await bench.predict(endpoint);
    return read.status === 200 && predicted.status === 200;
  }

  it.each([
    ['a step up', `${parent}/endpoints/..`, 400],
    ['an encoded step up', `${parent}/endpoints/%2e%2e`, 400],
    ['steps up to another resource', `${parent}/models/../endpoints/production`, 404],
    ['an encoded slash', `${parent}/endpoints/a%2Foperations%2F1`, 400],
    ['an encoded NUL', `${parent}/endpoints/%00`, 400],
    ['an encoded line break', `${parent}/endpoints/a%0d%0ab`, 400],
    ['a broken escape', `${parent}/endpoints/%zz`, 404],
    ['an empty segment', '/v1/projects//locations/l/models', 404],
    ['two slashes first', `/${parent}/models`, 404],
    ['the form for proxies', `http://evil.test${parent}/models`, 404],
    ['an asterisk', '*', 404],
  ])('meets %s in a path with an error', async (_what, target, status) => {
    expect((await send(get(target))).status).toBe(status);
    expect(await servesOthers()).toBe(true);
  });

  it.each([
    ['a URL of 20 kB', () => get(`${parent}/models?filter=${'x'.repeat(20_000)}`), 431],
    ['a header of 20 kB', () => get(`${parent}/models`, `x: ${'x'.repeat(20_000)}\r\n`), 431],
    ['500 headers', () => get(`${parent}/models`, 'x: 1\r\n'.repeat(500)), 200],
    ['something that is not HTTP', () => 'HELO vertex\r\n\r\n', 400],
    ['bytes of TLS', () => '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 400],
    ['a preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    [
      'two lengths of a body',
      () => get('/healthz', 'content-length: 1\r\ncontent-length: 2\r\n'),
      400,
    ],
    [
      'a length beside chunks',
      () => get('/healthz', 'content-length: 1\r\ntransfer-encoding: chunked\r\n'),
      400,
    ],
    ['no Host', () => 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
  ])('answers %s', async (_what, text, status) => {
    expect((await send(text())).status).toBe(status);
    expect(await servesOthers()).toBe(true);
  });

  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const post = async (path: string, body: string): Promise<[number, string]> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(bench.origin + path, { method: 'POST', headers, body });
    return [answer.status, await answer.text()];
  };

  it.each([
    ['is cut off', '{"displayName": "x"'],
    ['has an unknown field', '{"displayname": "x"}'],
    ['has a wrong type', '{"displayName": {"a": 1}}'],
    ['is a list', '[]'],
    ['is a text', '"x"'],
    ['is not UTF-8', '{"displayName": \u0000}'],
    ['has a NUL byte only', '\u0000'],
    ['is nested 100000 deep', `{"labels": ${nested(100_000)}}`],
    ['is nested 200 deep', `{"labels": ${nested(200)}}`],
  ])('says INVALID_ARGUMENT to a body that %s', async (_what, body) => {
    const [status, text] = await post(`${parent}/endpoints`, body);
    expect([status, text]).toEqual([400, expect.stringContaining('INVALID_ARGUMENT')]);
    expect(await servesOthers()).toBe(true);
  });

  it('says INVALID_ARGUMENT to a value of any shape that is nested too deep', async () => {
    const body = `{"model": {"displayName": "x", "metadata": ${nested(50_000)}}}`;
    const [status, text] = await post(`${parent}/models:upload`, body);
    expect([status, text]).toEqual([400, expect.stringContaining('too deep')]);
  });

  it('says INVALID_ARGUMENT to instances that are nested too deep, brackets in texts aside', async () => {
    const predict = (instances: string) =>
      post(`/v1/${endpoint}:predict`, `{"instances": [${instances}]}`);
    const [status, text] = await predict(nested(50_000));
    expect([status, text]).toEqual([400, expect.stringContaining('too deep')]);
    const brackets = `"${'['.repeat(200)}", "\\\\", "\\"${'{'.repeat(200)}"`;
    expect((await predict(brackets))[0]).toBe(200);
    expect(await servesOthers()).toBe(true);
  });

  it('says INVALID_ARGUMENT to a filter that is nested too deep', async () => {
    const filter = `${'('.repeat(4_000)}display_name="x"${')'.repeat(4_000)}`;
    const answer = await bench.call('GET', `${parent}/models?filter=${encodeURIComponent(filter)}`);
    expect([200, 400]).toContain(answer.status);
    expect(await servesOthers()).toBe(true);
  });

  it('refuses names that would reach the prototype of things', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const [status] = await post(`${parent}/endpoints`, `{"${name}": {"x": 1}}`);
      expect(status).toBe(400);
      expect((await bench.call('GET', `${parent}/endpoints?${name}=1`)).status).toBe(400);
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('refuses a body of 2 MB for a model and takes it for a resource', async () => {
    const text = 'x'.repeat(2_000_000);
    const [status] = await post(`/v1/${endpoint}:predict`, `{"instances": ["${text}"]}`);
    expect(status).toBe(400);
    const body = `{"displayName": "large", "description": "${text}"}`;
    expect((await post(`${parent}/endpoints`, body))[0]).toBe(200);
  });

  it('serves others while connections stand half-open, and stops in spite of them', async () => {
    const head = `POST ${parent}/endpoints HTTP/1.1\r\nhost: ${bench.emulator.http}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"displ`;
    const texts = ['', 'GET /heal', 'GET /healthz HTTP/1.1\r\nx: ', head];
    const sockets = [...texts, ...texts].map((text) => {
      const socket = open();
      if (text !== '') socket.write(text);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets.slice(0, 4)) socket.destroy();
    expect(await servesOthers()).toBe(true);
  });
});

describe('patience', () => {
  // Whatever the server is slow to do, it must not be taken for a slow client.
  it('ends for requests that do not come to their end, not for answers that take long', async () => {
    let answer: () => void = () => undefined;
    const server = new ApiServer(
      {
        types: new TypeTable(officialDescriptors()),
        handlers: {},
        streamHandlers: {},
        rawHandlers: {},
        rawRoutes: [
          {
            httpMethod: 'GET',
            pattern: /^\/slow$/,
            handle: async ({ response }) => {
              await new Promise<void>((resolve) => (answer = resolve));
              response.end('late');
            },
          },
        ],
        begunInBeta: new Set<string>(),
        intercept: () => undefined,
        onCall: () => undefined,
        onAnswer: () => undefined,
      },
      { headersMs: 100, requestMs: 100, checkMs: 20 },
    );
    const port = await server.listen(0);
    const slow = fetch(`http://127.0.0.1:${port}/slow`);
    const received = async (text: string): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      socket.write(text);
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString();
    };
    const host = `host: 127.0.0.1:${port}`;
    const cut = await Promise.all([
      received(`GET /slow HTTP/1.1\r\n${host}\r\nx:`),
      received(`POST /v1/x HTTP/1.1\r\n${host}\r\ncontent-length: 9\r\n\r\n{`),
    ]);
    expect(cut[0]).toMatch(/^HTTP\/1\.1 408 [^]*DEADLINE_EXCEEDED/);
    expect(cut[1]).toMatch(/^HTTP\/1\.1 4/);
    answer();
    expect(await (await slow).text()).toBe('late');
    await server.close();
  });
});
