import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('the wire', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(async () => {
    await bench.stop();
  });

  /** Sends headers that fetch would not let through. */
  function send(method: string, path: string, headers: Record<string, string>): Promise<number> {
    const [host, port] = bench.emulator.http.split(':');
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host, port, method, path, headers });
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.once('error', reject);
      request.end(method === 'GET' ? undefined : '{}');
    });
  }

  const own = (): string => bench.emulator.http;
  const port = (): string => own().split(':')[1] ?? '';

  const headers: { what: string; headers: () => Record<string, string>; status: number }[] = [
    { what: 'nothing unusual', headers: () => ({}), status: 200 },
    { what: 'Host localhost', headers: () => ({ host: `localhost:${port()}` }), status: 200 },
    { what: 'Host [::1]', headers: () => ({ host: `[::1]:${port()}` }), status: 200 },
    { what: 'Sec-Fetch-Site none', headers: () => ({ 'sec-fetch-site': 'none' }), status: 200 },
    { what: 'a foreign Host', headers: () => ({ host: `evil.test:${port()}` }), status: 403 },
    { what: 'a Host with another port', headers: () => ({ host: '127.0.0.1:1' }), status: 403 },
    { what: 'a Host without port', headers: () => ({ host: '127.0.0.1' }), status: 403 },
    { what: 'an Origin', headers: () => ({ origin: 'https://evil.test' }), status: 403 },
    { what: 'its own Origin', headers: () => ({ origin: `http://${own()}` }), status: 403 },
    { what: 'Origin null', headers: () => ({ origin: 'null' }), status: 403 },
    {
      what: 'a cross-site fetch',
      headers: () => ({ 'sec-fetch-site': 'cross-site' }),
      status: 403,
    },
    { what: 'a same-site fetch', headers: () => ({ 'sec-fetch-site': 'same-site' }), status: 403 },
  ];

  it.each(headers)('answers a request with $what by $status', async ({ headers: make, status }) => {
    expect(await send('GET', '/healthz', make())).toBe(status);
    expect(await send('GET', `${parent}/models`, make())).toBe(status);
  });

  it.each([
    { type: 'application/json', status: 200 },
    { type: 'application/json; charset=utf-8', status: 200 },
    { type: 'text/plain', status: 415 },
    { type: 'application/x-www-form-urlencoded', status: 415 },
    { type: 'multipart/form-data; boundary=x', status: 415 },
    { type: '', status: 415 },
  ])('answers writes of content type "$type" by $status', async ({ type, status }) => {
    const given: Record<string, string> = type === '' ? {} : { 'content-type': type };
    expect(await send('POST', '/emulator/v1/reset', { ...given, 'content-length': '2' })).toBe(
      status,
    );
  });

  it('refuses writes of the API that are not JSON', async () => {
    const given = { 'content-type': 'text/plain', 'content-length': '2' };
    for (const path of ['models:upload', 'endpoints', 'endpoints/1:predict', 'customJobs']) {
      expect(await send('POST', `${parent}/${path}`, given)).toBe(415);
    }
    expect(await send('POST', '/v2/entries:list', given)).toBe(415);
    expect(await send('POST', '/storage/v1/b?project=p', given)).toBe(415);
  });

  it('marks every answer as emulated', async () => {
    for (const path of ['/healthz', '/nowhere', `${parent}/models`, '/b/bucket']) {
      const answer = await bench.call('GET', path);
      expect(answer.headers.get('x-vertex-release-emulated')).toBe('true');
    }
  });

  it('keeps what anybody stored inert in a browser', async () => {
    const upload = '/upload/storage/v1/b/bucket/o?uploadType=media&name=page.html';
    const html = '<script>fetch("/emulator/v1/state")</script>';
    await fetch(bench.origin + upload, {
      method: 'POST',
      headers: { 'content-type': 'text/html' },
      body: html,
    });
    const answer = await fetch(`${bench.origin}/storage/v1/b/bucket/o/page.html?alt=media`);
    expect(await answer.text()).toBe(html);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('says UNIMPLEMENTED with the name for methods it does not serve', async () => {
    const methods = [
      ['GET', `${parent}/datasets`, 'DatasetService.ListDatasets'],
      ['POST', `${parent}/indexes`, 'IndexService.CreateIndex'],
      ['POST', `${parent}/endpoints/1:directPredict`, 'PredictionService.DirectPredict'],
      [
        'GET',
        '/v1beta1/projects/p/locations/l/modelMonitors',
        'v1beta1.ModelMonitoringService.ListModelMonitors',
      ],
      ['GET', '/v3/projects/p/uptimeCheckConfigs', 'UptimeCheckService.ListUptimeCheckConfigs'],
    ] as const;
    for (const [method, path, name] of methods) {
      const answer = await bench.call(method, path, method === 'POST' ? {} : undefined);
      expect([answer.status, answer.body['error']?.['status']]).toEqual([501, 'UNIMPLEMENTED']);
      expect(answer.body['error']?.['message']).toContain(name);
    }
  });

  it('says NOT_FOUND in the shape of Google for unknown paths and verbs', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['GET', `${parent}/models:nothing`],
      ['PUT', `${parent}/models`],
      ['GET', '/v1/projects/p'],
      ['GET', `/ui${parent.slice(3)}/models`],
    ] as const) {
      const answer = await bench.call(method, path, method === 'PUT' ? {} : undefined);
      expect(answer.body['error']).toMatchObject({ code: 404, status: 'NOT_FOUND' });
    }
  });

  it('serves v1beta1 from the same store', async () => {
    await bench.createEndpoint('both');
    const answer = await bench.call('GET', `${parent.replace('v1', 'v1beta1')}/endpoints/both`);
    expect(answer.body['displayName']).toBe('both');
  });

  it('says what is wrong with a body', async () => {
    const path = `${parent}/endpoints`;
    const message = async (body: unknown): Promise<unknown> =>
      (await bench.call('POST', path, body)).body['error']?.['message'];
    expect(await message({ colour: 1 })).toBe(
      `Invalid JSON payload received. Unknown name "colour" at 'endpoint': Cannot find field.`,
    );
    expect(await message({ displayName: 5 })).toBe(
      `Invalid value at 'endpoint.display_name' (TYPE_STRING), 5`,
    );
    expect(await message({ labels: ['a'] })).toContain("at 'endpoint.labels'");
  });

  it('answers enums as numbers when asked to, and reads them as both', async () => {
    const list = (state: string, query = '') =>
      bench.call('GET', `/v3/projects/p/timeSeries?view=${state}${query}`);
    const interval =
      '&interval.end_time=2026-01-01T00:00:00Z&filter=metric.type%3D%22aiplatform.googleapis.com/prediction/online/error_count%22';
    for (const view of ['FULL', 'HEADERS', '0', '1']) {
      expect((await list(view, interval)).status).toBe(200);
    }
    expect((await list('PART', interval)).status).toBe(400);
    const descriptor =
      '/v3/projects/p/metricDescriptors/aiplatform.googleapis.com/prediction/online/error_count';
    expect((await bench.call('GET', descriptor)).body).toMatchObject({
      metricKind: 'DELTA',
      valueType: 'INT64',
    });
    const numeric = await bench.call('GET', `${descriptor}?$alt=json;enum-encoding=int`);
    expect(numeric.body).toMatchObject({ metricKind: 2, valueType: 2 });
  });

  it('takes what clients send that is not quite JSON or not quite lower case', async () => {
    // google-gax in REST mode sends "" for a message without fields; gcloud writes booleans as Python does.
    const store = await bench.call('POST', `${parent}/metadataStores?metadataStoreId=default`, '');
    expect(store.status).toBe(200);
    const channels = '/v3/projects/demo-project/notificationChannels';
    const channel = await bench.call('POST', channels, {
      type: 'email',
      labels: { email_address: 'ml@example.test' },
    });
    const name = String(channel.body['name']);
    expect((await bench.call('DELETE', `/v3/${name}?force=False`)).status).toBe(200);
  });

  it('finds an operation by its id below any parent', async () => {
    const created = await bench.call('POST', `${parent}/endpoints`, { displayName: 'e' });
    const id = String(created.body['name']).split('/').at(-1);
    for (const path of [
      `${parent}/operations/${id}`,
      `/ui${parent.slice(3)}/endpoints/1/operations/${id}`,
    ]) {
      expect((await bench.call('GET', path)).body).toEqual(created.body);
    }
    expect((await bench.call('GET', `${parent}/operations/1`)).status).toBe(404);
    expect((await bench.call('DELETE', `${parent}/operations/${id}`)).body).toEqual({});
    expect((await bench.call('GET', `${parent}/operations/${id}`)).status).toBe(404);
  });

  it('forgets everything on reset', async () => {
    await bench.upload();
    await bench.call('POST', '/upload/storage/v1/b/bucket/o?uploadType=media&name=x', {});
    await bench.call('POST', '/emulator/v1/reset', {});
    const { body } = await bench.call('GET', '/emulator/v1/state');
    expect(body).toEqual({ models: [], endpoints: [], customJobs: [], processes: [] });
    expect((await bench.call('GET', '/b/bucket/o')).body['items']).toBeUndefined();
  });
});
