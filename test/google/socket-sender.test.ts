import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AnswerReader, type HttpAnswer } from '../../src/google/answer-reader.ts';
import { makeSender } from '../../src/google/prediction-sender.ts';
import { makeSocketSender } from '../../src/google/socket-sender.ts';
import { type Answer, scriptedServer } from '../support/scripted-server.ts';

// Forms of an answer: RFC 9112, sections 6.3 and 7.1.
const answers: readonly (readonly [string, string, Partial<HttpAnswer>])[] = [
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', { body: 'hello', stays: true }],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, body: '', stays: true }],
  [
    'chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n',
    { body: 'hello', stays: true },
  ],
  [
    'trailers',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n',
    { body: 'hello', stays: true },
  ],
  [
    'a farewell',
    'HTTP/1.1 503 Busy\r\nconnection: close\r\ncontent-length: 2\r\n\r\nno',
    { status: 503, body: 'no', stays: false },
  ],
  [
    'the old protocol',
    'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok',
    { body: 'ok', stays: false },
  ],
  [
    'an answer to come',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\nX-Vertex-AI-Deployed-Model-Id: 7\r\n\r\n1',
    { body: '1', deployedModelId: '7', stays: true },
  ],
  [
    'more than was asked',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1?',
    { body: '1', stays: false },
  ],
];

/** What comes of bytes that arrive in these pieces. */
function readPieces(text: string, cuts: readonly number[]): HttpAnswer | undefined {
  const bytes = Buffer.from(text);
  const reader = new AnswerReader();
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length)), bytes.length];
  let start = 0;
  let answer: HttpAnswer | undefined;
  for (const end of ends.toSorted((a, b) => a - b)) {
    if (end > start) answer ??= reader.push(Buffer.from(bytes.subarray(start, end)));
    start = end;
  }
  return answer ?? reader.end();
}

describe('an answer on a connection', () => {
  it.each(answers)('with %s is read', (_, text, answer) => {
    expect(readPieces(text, [])).toMatchObject(answer);
  });

  it('is the same however it is cut', () => {
    const whole = answers.filter(([name]) => name !== 'more than was asked');
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.array(fc.nat(200)), ([, text, answer], cuts) => {
        expect(readPieces(text, cuts)).toMatchObject(answer);
      }),
    );
  });

  it('without a length ends with its connection', () => {
    const reader = new AnswerReader();
    expect(reader.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\nhel'))).toBeUndefined();
    expect(reader.push(Buffer.from('lo'))).toBeUndefined();
    expect(reader.end()).toMatchObject({ body: 'hello', stays: false });
  });

  it('is not whole before it is', () => {
    for (const [name, text] of answers) {
      if (name === 'more than was asked') continue;
      const reader = new AnswerReader();
      expect(reader.push(Buffer.from(text.slice(0, -1)))).toBeUndefined();
      expect(reader.end()).toBeUndefined();
    }
  });

  it.each([
    ['SSH-2.0-OpenSSH\r\n\r\n', /no HTTP\/1.1: "SSH-2.0-OpenSSH"/],
    ['HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', /length is no number/],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n', /encoded as gzip/],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n', /no size/],
    [`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}`, /no end/],
  ])('such as %s is refused', (text, message) => {
    expect(() => new AnswerReader().push(Buffer.from(text))).toThrow(message);
  });
});

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

describe.each([
  ['the agent of Node', makeSender],
  ['sockets', makeSocketSender],
] as const)('a sender over %s', (_, make) => {
  const sender = make();
  const { host, port } = server.origin;
  const send = (body = '{}', timeoutMs = 5_000, url = `http://${host}:${port}/v1/x:predict?a=b`) =>
    sender.send(url, body, {
      headers: { 'x-own': 'yes' },
      timeoutMs,
      signal: new AbortController().signal,
    });

  it('sends what it is given and gives what comes', async () => {
    const long = '🐦'.repeat(100_000);
    server.answer({ body: long, headers: { 'x-vertex-ai-deployed-model-id': '7' } });
    expect(await send(long)).toMatchObject({
      kind: 'answered',
      status: 200,
      body: long,
      deployedModelId: '7',
    });
    expect(server.asked.at(-1)).toMatchObject({
      verb: 'POST',
      url: '/v1/x:predict?a=b',
      headers: { 'content-type': 'application/json', 'x-own': 'yes', host: `${host}:${port}` },
      body: long,
    });
  });

  it.each<[string, Answer, RegExp]>([
    ['a reset', 'drop', /reset before an answer/],
    ['half an answer', 'cut', /broke off after 4 bytes/],
    ['silence', 'hang', /no answer within 50 ms/],
    ['an answer that stops', 'stall', /no answer within 50 ms/],
  ])('tells of %s', async (_name, answer, why) => {
    server.answer(answer);
    const timeoutMs = answer === 'hang' || answer === 'stall' ? 50 : 5_000;
    expect(await send('{}', timeoutMs)).toMatchObject({
      kind: 'lost',
      why: expect.stringMatching(why),
    });
  });

  it('tries again when a kept connection was closed meanwhile, and once only', async () => {
    server.answer({ body: {} });
    await send();
    server.answer('drop', { body: { second: true } });
    expect(await send()).toMatchObject({ kind: 'answered', body: '{"second":true}' });
    server.answer('drop');
    expect(await send()).toMatchObject({ kind: 'lost' });
  });

  it('keeps its connection', async () => {
    const sockets = new Set<Socket>();
    const counting = createServer((socket) => {
      sockets.add(socket);
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    });
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(counting.address() as AddressInfo).port}/`;
    for (let round = 0; round < 3; round += 1) await send('{}', 5_000, url);
    expect(sockets.size).toBe(1);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => counting.close(resolve));
  });

  it('tells when what answers speaks something else', async () => {
    const other = createServer((socket) => {
      socket.on('error', () => {}).resume();
      socket.end('SSH-2.0-OpenSSH\r\n\r\n');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    expect(await send('{}', 5_000, url)).toMatchObject({
      kind: 'lost',
      why: expect.stringMatching(/no HTTP|cannot be read/),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('tells that nobody is there', async () => {
    const gone = await scriptedServer();
    await gone.stop();
    const url = `http://127.0.0.1:${gone.origin.port}/`;
    expect(await send('{}', 5_000, url)).toMatchObject({
      kind: 'unreached',
      cause: { code: 'ECONNREFUSED' },
    });
  });
});
