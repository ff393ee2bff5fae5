import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { operationWatch } from '../../src/google/operations.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { type Answer, googleError, scriptedServer } from '../support/scripted-server.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/staging';
const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

function awaiter(clock: Clock) {
  const retrier = { clock, random: { next: () => 0.5 } };
  const http = makeAuthorisedFetch(makeCredentials(server.origins), retrier);
  return operationWatch(http, server.origins, clock).awaitOperation;
}
const awaitOperation = awaiter(recordingClock());

/** Requests since this was called. */
function watchRequests() {
  const before = server.asked.length;
  return () => server.asked.slice(before);
}

describe('an operation', () => {
  const name = `${endpoint}/operations/77`;
  const watch = { timeoutMs: 60_000, signal: new AbortController().signal };

  it('is polled until it is done and answers its response', async () => {
    server.answer(
      { body: { name } },
      { body: { name, done: false } },
      { body: { name, done: true, response: { model: 'm' } } },
    );
    const requests = watchRequests();
    expect(await awaitOperation(name, watch)).toEqual({ model: 'm' });
    expect(requests().map(({ url }) => url)).toEqual(Array(3).fill(`/v1/${name}`));
  });

  it('answers nothing when it has no response', async () => {
    server.answer({ body: { name, done: true } });
    expect(await awaitOperation(name, watch)).toEqual({});
  });

  it('has failed when there is an error, even beside a response', async () => {
    server.answer({
      body: { name, done: true, error: { code: 9, message: 'Model server exited' }, response: {} },
    });
    await expect(awaitOperation(name, watch)).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: `${name} failed: Model server exited`,
    });
  });

  it('tells each stage once', async () => {
    const at = (deploymentStage: string): Answer => ({
      body: { name, metadata: { deploymentStage } },
    });
    server.answer(at('PREPARING'), at('PREPARING'), at('STARTING'), { body: { name, done: true } });
    const stages: string[] = [];
    await awaitOperation(name, { ...watch, onStage: (stage) => stages.push(stage) });
    expect(stages).toEqual(['PREPARING', 'STARTING']);
  });

  it('is given up after the time allowed, and polled less often the longer it takes', async () => {
    server.answer({ body: { name } });
    const clock = recordingClock();
    await expect(awaiter(clock)(name, watch)).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: expect.stringContaining('1m'),
    });
    const { sleeps } = clock;
    expect(sleeps.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(watch.timeoutMs);
    expect(sleeps.toSorted((a, b) => a - b)).toEqual(sleeps);
    expect(Math.max(...sleeps)).toBeLessThanOrEqual(20_000);
  });

  it('that is gone says so, which its caller can act on', async () => {
    server.answer(googleError(404, 'NOT_FOUND', 'not found'));
    await expect(awaitOperation(name, watch)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });

  it('is left alone when the run is cancelled', async () => {
    server.answer({ body: { name } });
    const controller = new AbortController();
    const clock = recordingClock((count) => count === 2 && controller.abort());
    const cancelled = { ...watch, signal: controller.signal };
    await expect(awaiter(clock)(name, cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('must have a name with a location', async () => {
    await expect(awaitOperation('operations/77', watch)).rejects.toMatchObject({
      code: 'API_FAILED',
    });
  });
});
