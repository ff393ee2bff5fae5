import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googlePredictions } from '../../src/google/predictions.ts';
import type { LoadEnd, LoadPlan } from '../../src/ports/predictions.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { type Answer, googleError, scriptedServer } from '../support/scripted-server.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/staging';
const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const credentials = makeCredentials(server.origins);
const http = makeAuthorisedFetch(credentials, {
  clock: recordingClock(),
  random: { next: () => 0.5 },
});
const predictions = googlePredictions(http, server.origins, credentials);
const never = new AbortController().signal;

describe('a body that is sent as it is', () => {
  const send = (body = '{', change: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
    predictions.send(endpoint, body, { timeoutMs: 5_000, signal: never, ...change });

  it('comes back with whatever is answered', async () => {
    server.answer({ status: 400, body: { error: { message: 'not JSON' } } });
    expect(await send()).toEqual({
      kind: 'answered',
      status: 400,
      body: '{"error":{"message":"not JSON"}}',
      latencyMs: expect.any(Number),
    });
    expect(server.asked.at(-1)).toMatchObject({
      verb: 'POST',
      url: `/v1/${endpoint}:predict`,
      body: '{',
    });
  });

  it('may be long, and so may its answer, in characters of any length', async () => {
    const long = '🐦'.repeat(100_000);
    server.answer({ body: long });
    expect(await send(JSON.stringify(long))).toMatchObject({ status: 200, body: long });
    expect(server.asked.at(-1)?.body).toBe(JSON.stringify(long));
  });

  it.each<[string, Answer, RegExp]>([
    ['a reset', 'drop', /reset before an answer/],
    ['half an answer', 'cut', /broke off after 4 bytes/],
    ['silence', 'hang', /no answer within 50 ms/],
    ['an answer that stops', 'stall', /no answer within 50 ms/],
  ])('that meets %s is lost, and it is told how', async (_, answer, why) => {
    server.answer(answer);
    const timeoutMs = answer === 'hang' || answer === 'stall' ? 50 : 5_000;
    expect(await send('{}', { timeoutMs })).toMatchObject({
      kind: 'lost',
      why: expect.stringMatching(why),
    });
  });

  it('is answered by a fresh connection when the kept one was closed meanwhile', async () => {
    server.answer({ body: {} });
    await send('{}');
    server.answer('drop', { body: {} });
    expect(await send('{}')).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('is refused by Vertex for want of a permission', async () => {
    server.answer(googleError(403, 'PERMISSION_DENIED', 'aiplatform.endpoints.predict denied'));
    await expect(send()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('that the model forbids is an answer', async () => {
    server.answer({ status: 403, headers: { 'x-vertex-ai-deployed-model-id': '7' }, body: 'no' });
    expect(await send()).toMatchObject({ kind: 'answered', status: 403, body: 'no' });
  });

  it('ends with the run', async () => {
    server.answer('hang');
    const controller = new AbortController();
    server.onAsked(() => setImmediate(() => controller.abort()));
    await expect(send('{}', { signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    server.onAsked(undefined);
  });

  it('cannot be sent where nobody listens', async () => {
    const gone = await scriptedServer();
    await gone.stop();
    const there = googlePredictions(http, gone.origins, credentials);
    await expect(
      there.send(endpoint, '{}', { timeoutMs: 5_000, signal: never }),
    ).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
  });
});

describe('a load', () => {
  const run = async (change: Partial<LoadPlan> = {}) => {
    const ends: LoadEnd[] = [];
    const plan: LoadPlan = {
      endpoint,
      count: 20,
      bodyOf: (index) => String(index),
      dueMs: () => 0,
      timeoutMs: 5_000,
      signal: never,
      ...change,
    };
    await predictions.load(plan, (end) => ends.push(end));
    return ends;
  };

  it('sends every request once and tells how each ended', async () => {
    server.answer({ body: { predictions: [1] } });
    const before = server.asked.length;
    const ends = await run();
    const bodies = server.asked.slice(before).map(({ body }) => Number(body));
    expect(bodies.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(new Set(ends.map(({ index }) => index)).size).toBe(20);
    expect(ends.every(({ exchange }) => exchange.kind === 'answered')).toBe(true);
  });

  it('goes on while nothing is answered, and counts from when each request was due', async () => {
    server.answer('hang');
    const before = server.asked.length;
    const ends = await run({ count: 5, dueMs: (index) => index * 10, timeoutMs: 200 });
    expect(server.asked.length - before).toBe(5);
    expect(ends.every(({ exchange }) => exchange.kind === 'lost')).toBe(true);
    expect(Math.min(...ends.map(({ latencyMs }) => latencyMs))).toBeGreaterThanOrEqual(190);
  });

  it('does not hide that the sender was late', async () => {
    server.answer({ body: {} });
    const [end] = await run({ count: 1, dueMs: () => -300 });
    expect(end?.lateMs).toBeGreaterThanOrEqual(300);
    expect(end?.latencyMs).toBeGreaterThanOrEqual(300);
  });

  it('stops at once when nobody may ask', async () => {
    server.answer(googleError(403, 'PERMISSION_DENIED', 'denied'));
    const ends = run({ count: 1_000_000, dueMs: (index) => index });
    await expect(ends).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('ends with the run', async () => {
    server.answer({ body: {} });
    const controller = new AbortController();
    const before = server.asked.length;
    server.onAsked(() => {
      if (server.asked.length - before >= 3) controller.abort();
    });
    const ended = run({ count: 1_000_000, dueMs: (index) => index, signal: controller.signal });
    await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
    server.onAsked(undefined);
  });
});
