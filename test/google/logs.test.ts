import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googleLogs } from '../../src/google/logs.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { scriptedServer } from '../support/scripted-server.ts';

const location = 'projects/acme/locations/us-central1';
const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };
const http = makeAuthorisedFetch(makeCredentials(server.origins), retrier);
const logs = googleLogs(http, server.origin);

/** Requests since this was called. */
function watchRequests() {
  const before = server.asked.length;
  return () => server.asked.slice(before);
}

const entry = (second: number, rest: object) => ({
  insertId: `i${second}`,
  timestamp: `2026-01-05T09:00:0${second}.000Z`,
  severity: 'INFO',
  ...rest,
});

describe('the log of a deployed model', () => {
  const endpoint = `${location}/endpoints/staging`;
  const since = Date.UTC(2026, 0, 5, 9);

  it('is its last lines, oldest first, without those of its neighbours', async () => {
    const of = (id: string) => ({ labels: { deployed_model_id: id } });
    server.answer({
      body: {
        entries: [
          entry(5, { textPayload: 'last', ...of('7002') }),
          entry(4, { textPayload: 'champion', ...of('7001') }),
          entry(3, { textPayload: 'unlabelled' }),
          entry(2, { textPayload: 'first', ...of('7002') }),
        ],
      },
    });
    const requests = watchRequests();
    const asked = { endpoint, deployedModelId: '7002', since };
    const lines = await logs.ofDeployedModel({ ...asked, count: 5 });
    expect(lines.map(({ text }) => text)).toEqual(['first', 'unlabelled', 'last']);
    expect((await logs.ofDeployedModel({ ...asked, count: 1 })).map(({ text }) => text)).toEqual([
      'last',
    ]);
    expect(JSON.parse(requests()[0]?.body ?? '')).toMatchObject({
      resourceNames: ['projects/acme'],
      filter:
        'resource.type="aiplatform.googleapis.com/Endpoint" AND resource.labels.endpoint_id="staging" AND resource.labels.location="us-central1" AND timestamp>="2026-01-05T09:00:00.000Z"',
      orderBy: 'timestamp desc',
    });
  });
});

describe('the log of a job', () => {
  const job = `${location}/customJobs/123`;
  it('is asked for by project, job and time, oldest first', async () => {
    server.answer({ body: {} });
    const requests = watchRequests();
    const since = Date.UTC(2026, 0, 5, 9);
    expect(await logs.ofJob(job, since)).toEqual([]);
    const [request] = requests();
    expect(request).toMatchObject({ verb: 'POST', url: '/v2/entries:list' });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      resourceNames: ['projects/acme'],
      filter: expect.stringMatching(/job_id="123" .*timestamp>="2026-01-05T09:00:00.000Z"/),
      orderBy: 'timestamp asc',
    });
  });

  it('has text whatever kind of payload a line has', async () => {
    server.answer({
      body: {
        entries: [
          entry(1, { textPayload: 'plain' }),
          entry(2, { jsonPayload: { message: 'structured' } }),
          entry(3, { jsonPayload: { message: { loss: 0.5 } } }),
          entry(4, { severity: 'ERROR' }),
        ],
      },
    });
    const lines = await logs.ofJob(job, 0);
    expect(lines.map((line) => line.text)).toEqual(['plain', 'structured', '{"loss":0.5}', '']);
    expect(lines[3]).toMatchObject({
      severity: 'ERROR',
      id: 'i4',
      at: Date.UTC(2026, 0, 5, 9, 0, 4),
    });
  });

  it('goes on over its pages, the empty ones too', async () => {
    server.answer(
      { body: { entries: [entry(1, { textPayload: 'one' })], nextPageToken: 'two' } },
      { body: { nextPageToken: 'three' } },
      { body: { entries: [entry(2, { textPayload: 'two' })] } },
    );
    const requests = watchRequests();
    const lines = await logs.ofJob(job, 0);
    expect(lines.map((line) => line.text)).toEqual(['one', 'two']);
    expect(requests().map(({ body }) => JSON.parse(body).pageToken)).toEqual([
      undefined,
      'two',
      'three',
    ]);
  });

  it('is bounded although a job never stops writing', async () => {
    server.answer({
      body: { entries: [entry(1, { textPayload: 'again' })], nextPageToken: 'more' },
    });
    const lines = await logs.ofJob(job, 0);
    expect(lines.length).toBeLessThan(1_000);
  });
});
