import { afterAll, describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../src/errors/error.ts';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { originsFrom } from '../../src/google/origin.ts';
import { googlePredictions } from '../../src/google/predictions.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { type Answer, googleError, scriptedServer } from '../support/scripted-server.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/staging';
const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };
const credentials = makeCredentials(server.origins);
const http = makeAuthorisedFetch(credentials, retrier);

/** Requests since this was called. */
function watchRequests() {
  const before = server.asked.length;
  return () => server.asked.slice(before);
}

describe('a prediction', () => {
  const options = { timeoutMs: 5_000, signal: new AbortController().signal };
  const predict = (change: Partial<typeof options> = {}) =>
    googlePredictions(http, server.origins, credentials).predict(endpoint, [{ speed: 140 }], {
      ...options,
      ...change,
    });

  it('is asked for with the instances as given and answered with who answered', async () => {
    server.answer({ body: { predictions: [{ p: 0.25 }], deployedModelId: '7002', model: 'm' } });
    const requests = watchRequests();
    expect(await predict()).toEqual({
      kind: 'answered',
      predictions: [{ p: 0.25 }],
      deployedModelId: '7002',
    });
    expect(requests()[0]).toMatchObject({
      verb: 'POST',
      url: `/v1/${endpoint}:predict`,
      body: '{"instances":[{"speed":140}]}',
    });
  });

  it('asks an emulator by its own name, whatever name the endpoint has', async () => {
    server.answer({ body: { predictions: [1], deployedModelId: '7002' } });
    const host = 'staging.us-central1-1.prediction.vertexai.goog';
    const sent = googlePredictions(http, server.origins, credentials);
    const answer = await sent.predict(endpoint, [1], { ...options, host });
    expect(answer).toMatchObject({ kind: 'answered' });
  });

  it('goes to the host name of a dedicated endpoint, and to none that is not Google’s', async () => {
    const urls: string[] = [];
    const asking = {
      auth: {},
      async headersFor(url: string) {
        urls.push(url);
        throw new ReleaseError('INTERNAL', 'no credentials in a test');
      },
    };
    const real = googlePredictions(http, originsFrom({}), asking);
    const host = 'staging.us-central1-1.prediction.vertexai.goog';
    for (const change of [{}, { host }]) {
      await expect(real.send(endpoint, '{}', { ...options, ...change })).rejects.toThrow(
        /in a test/,
      );
    }
    expect(urls).toEqual([
      `https://us-central1-aiplatform.googleapis.com/v1/${endpoint}:predict`,
      `https://${host}/v1/${endpoint}:predict`,
    ]);
  });

  it.each([400, 429, 500, 503])(
    'refused with %i is told with the model that refused, not retried',
    async (status) => {
      server.answer({
        status,
        headers: { 'x-vertex-ai-deployed-model-id': '7002' },
        body: { error: { code: status, message: 'the model broke', status: 'X' } },
      });
      const requests = watchRequests();
      expect(await predict()).toEqual({
        kind: 'refused',
        status,
        message: 'the model broke',
        deployedModelId: '7002',
      });
      expect(requests()).toHaveLength(1);
    },
  );

  it('refused by nobody in particular names no model', async () => {
    server.answer(googleError(400, 'FAILED_PRECONDITION', "Endpoint doesn't have traffic_split."));
    expect(await predict()).toEqual({
      kind: 'refused',
      status: 400,
      message: "Endpoint doesn't have traffic_split.",
    });
  });

  it.each([401, 403])(
    'that the caller may not ask for says nothing about the model: %i',
    async (status) => {
      server.answer(
        googleError(status, 'PERMISSION_DENIED', 'aiplatform.endpoints.predict denied'),
      );
      await expect(predict()).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining('aiplatform.endpoints.predict'),
      });
    },
  );

  it('that the model itself forbids is an answer of the model', async () => {
    server.answer({ status: 403, headers: { 'x-vertex-ai-deployed-model-id': '7' }, body: 'no' });
    expect(await predict()).toMatchObject({ kind: 'refused', status: 403, deployedModelId: '7' });
  });

  it.each<[string, Answer]>([
    ['an answer', 'hang'],
    ['the rest of an answer', 'stall'],
  ])('without %s in time counts as refused', async (_, answer) => {
    server.answer(answer);
    expect(await predict({ timeoutMs: 30 })).toEqual({
      kind: 'refused',
      status: 504,
      message: 'no answer within 30 ms',
    });
  });

  it.each<[string, Answer]>([
    ['for an answer', 'hang'],
    ['for the rest of an answer', 'stall'],
  ])('ends with the run that waits %s', async (_, answer) => {
    server.answer(answer);
    const controller = new AbortController();
    server.onAsked(() => setImmediate(() => controller.abort()));
    await expect(predict({ signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    server.onAsked(undefined);
  });

  it('cannot be had from a host that does not answer', async () => {
    server.answer('drop');
    await expect(predict()).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
  });

  it('that is no JSON is an answer that nobody can read, not a defect of ours', async () => {
    server.answer({ body: '<html>hello</html>' });
    expect(await predict()).toMatchObject({ kind: 'refused', status: 200 });
  });
});
