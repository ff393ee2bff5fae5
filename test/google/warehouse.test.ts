import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googleWarehouse } from '../../src/google/warehouse.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { type Answer, googleError, scriptedServer } from '../support/scripted-server.ts';

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };
const http = makeAuthorisedFetch(makeCredentials(server.origins), retrier);
const warehouse = googleWarehouse(http, server.origin);

/** Requests since this was called. */
function watchRequests() {
  const before = server.asked.length;
  return () => server.asked.slice(before);
}

// As the REST reference of BigQuery has QueryResponse and GetQueryResultsResponse.
const jobReference = { projectId: 'acme', jobId: 'job_1', location: 'EU' };
const schema = { fields: [{ name: 'label' }, { name: 'predictions' }] };
const page = (rows: (string | null)[][], rest: object = {}): Answer => ({
  body: {
    jobComplete: true,
    jobReference,
    schema,
    rows: rows.map((row) => ({ f: row.map((v) => ({ v })) })),
    ...rest,
  },
});
const running: Answer = { body: { jobComplete: false, jobReference } };

const ask = async () =>
  await warehouse.query({ projectId: 'acme', sql: 'SELECT 1', parameters: {} });

describe('a query', () => {
  it('is sent in GoogleSQL, with its parameters and a limit of what it may cost', async () => {
    server.answer(page([]));
    const requests = watchRequests();
    const parameters = {
      from_ms: { type: 'INT64', value: 5 },
      known: { type: 'FLOAT64', values: [0.5, 1] },
      models: { type: 'STRING', values: ['71'] },
    } as const;
    expect(
      await warehouse.query({ projectId: 'acme', sql: 'SELECT @from_ms', parameters }),
    ).toEqual([]);
    const [request, ...others] = requests();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ verb: 'POST', url: '/bigquery/v2/projects/acme/queries' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      query: 'SELECT @from_ms',
      useLegacySql: false,
      parameterMode: 'NAMED',
      queryParameters: [
        { name: 'from_ms', parameterType: { type: 'INT64' }, parameterValue: { value: '5' } },
        {
          name: 'known',
          parameterType: { type: 'ARRAY', arrayType: { type: 'FLOAT64' } },
          parameterValue: { arrayValues: [{ value: '0.5' }, { value: '1' }] },
        },
        {
          name: 'models',
          parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
          parameterValue: { arrayValues: [{ value: '71' }] },
        },
      ],
      maxResults: 10_000,
      timeoutMs: 20_000,
      maximumBytesBilled: '1073741824',
    });
  });

  it('is waited for, and all its pages are read', async () => {
    server.answer(
      running,
      running,
      page([['a', '1']], { pageToken: 'next' }),
      page([[null, '2']], { schema: undefined }),
    );
    const requests = watchRequests();
    expect(await ask()).toEqual([
      { label: 'a', predictions: '1' },
      { label: null, predictions: '2' },
    ]);
    const results = '/bigquery/v2/projects/acme/queries/job_1?maxResults=10000&timeoutMs=20000';
    expect(requests().map(({ url }) => url)).toEqual([
      '/bigquery/v2/projects/acme/queries',
      `${results}&location=EU`,
      `${results}&location=EU`,
      `${results}&location=EU&pageToken=next`,
    ]);
  });

  it('gives its pages one by one, and no more than are asked for', async () => {
    server.answer(
      running,
      page([['a', '1']], { pageToken: 'next' }),
      page([['b', '2']], { schema: undefined, pageToken: 'more' }),
    );
    const requests = watchRequests();
    const labels: unknown[] = [];
    for await (const rows of warehouse.pages({
      projectId: 'acme',
      sql: 'SELECT 1',
      parameters: {},
    })) {
      labels.push(rows.map(({ label }) => label));
      if (labels.length === 2) break;
    }
    expect(labels).toEqual([['a'], ['b']]);
    expect(requests()).toHaveLength(3);
  });

  it('of which a page cannot be read is unreadable', async () => {
    server.answer(
      page([['a', '1']], { pageToken: 'next' }),
      googleError(403, 'PERMISSION_DENIED', 'gone'),
    );
    const reading = (async () => {
      for await (const rows of warehouse.pages({
        projectId: 'acme',
        sql: 'SELECT 1',
        parameters: {},
      })) {
        expect(rows).toHaveLength(1);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'EVIDENCE_UNREADABLE' });
  });

  it('is sent again when BigQuery was not there for a moment', async () => {
    server.answer(googleError(503, 'UNAVAILABLE', 'later'), page([['a', '1']]));
    expect(await ask()).toHaveLength(1);
  });

  it('that does not end is unreadable', async () => {
    server.answer(running);
    await expect(ask()).rejects.toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      message: expect.stringContaining('took too long'),
    });
  });

  it('that is not answered is unreadable', async () => {
    server.answer('hang');
    const impatient = googleWarehouse(http, server.origin, 50);
    const asked = impatient.query({ projectId: 'acme', sql: 'SELECT 1', parameters: {} });
    await expect(asked).rejects.toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      message: expect.stringContaining('took too long'),
    });
  });

  it.each([
    [400, 'INVALID_ARGUMENT', 'Query exceeded limit for bytes billed'],
    [403, 'PERMISSION_DENIED', 'Access Denied: Table acme:logs.log'],
    [404, 'NOT_FOUND', 'Not found: Table acme:logs.log'],
  ])('that is refused with %i is unreadable, with the reason', async (status, name, message) => {
    server.answer(googleError(status, name, message));
    await expect(ask()).rejects.toMatchObject({
      code: 'EVIDENCE_UNREADABLE',
      message: expect.stringContaining(message),
    });
  });
});
