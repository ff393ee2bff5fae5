import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Answer, Bench, type Json } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

describe('Cloud Storage', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.start();
  });

  afterEach(async () => {
    await bench.stop();
  });

  async function put(name: string, text: string, query = ''): Promise<Answer> {
    const path = `/upload/storage/v1/b/bucket/o?uploadType=media&name=${encodeURIComponent(name)}${query}`;
    const response = await fetch(bench.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: text,
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Json,
    };
  }

  it('keeps what a simple upload sends, with its hashes', async () => {
    const { body } = await put('dir/a b.txt', '123456789');
    expect(body).toMatchObject({
      kind: 'storage#object',
      bucket: 'bucket',
      name: 'dir/a b.txt',
      contentType: 'text/plain',
      size: '9',
      metageneration: '1',
      md5Hash: createHash('md5').update('123456789').digest('base64'),
      // The check value of CRC-32C is e3069283.
      crc32c: Buffer.from('e3069283', 'hex').toString('base64'),
    });
    for (const prefix of ['/storage/v1', '']) {
      const path = `${prefix}/b/bucket/o/dir%2Fa%20b.txt`;
      expect((await bench.call('GET', path)).body['generation']).toBe(body['generation']);
      expect((await bench.call('GET', `${path}?alt=media`)).body).toBe('123456789');
    }
    const media = await fetch(String(body['mediaLink']));
    expect(await media.text()).toBe('123456789');
    expect(media.headers.get('x-goog-hash')).toContain(`md5=${String(body['md5Hash'])}`);
  });

  const boundaries: { header: string; line: string; eol: string }[] = [
    { header: 'multipart/related; boundary="xyz"', line: 'xyz', eol: '\r\n' },
    { header: "multipart/related; boundary='=='", line: '==', eol: '\n' },
    { header: 'multipart/related; boundary=xyz', line: 'xyz', eol: '\r\n' },
  ];

  it.each(boundaries)('reads a multipart upload with $header', async ({ header, line, eol }) => {
    const content = `first\n--not-it\r\nlast\r\n`;
    const body = [
      `--${line}`,
      'content-type: application/json',
      '',
      JSON.stringify({ name: 'multi', metadata: { a: 'b' } }),
      `--${line}`,
      'content-type: text/csv',
      '',
      content,
      `--${line}--`,
      '',
    ].join(eol);
    const response = await fetch(
      `${bench.origin}/upload/storage/v1/b/bucket/o?uploadType=multipart`,
      {
        method: 'POST',
        headers: { 'content-type': header },
        body,
      },
    );
    expect(response.status).toBe(200);
    const object = await bench.call('GET', '/b/bucket/o/multi');
    expect(object.body).toMatchObject({ contentType: 'text/csv', metadata: { a: 'b' } });
    expect((await bench.call('GET', '/b/bucket/o/multi?alt=media')).body).toBe(content);
  });

  it('takes a resumable upload in pieces and answers how far it is', async () => {
    const start = await bench.call(
      'POST',
      '/resumable/upload/storage/v1/b/bucket/o?uploadType=resumable&name=big',
      {},
      { 'x-upload-content-type': 'application/x-model' },
    );
    const session = String(start.headers.get('location'));
    const send = async (range: string, body: string) => {
      const response = await fetch(session, {
        method: 'PUT',
        headers: { 'content-range': range },
        body,
      });
      return [response.status, response.headers.get('range')];
    };
    expect(await send('bytes 0-3/*', 'abcd')).toEqual([308, 'bytes=0-3']);
    expect(await send('bytes */10', '')).toEqual([308, 'bytes=0-3']);
    expect(await send('bytes 8-9/10', 'ij')).toEqual([400, null]);
    expect(await send('bytes 4-9/10', 'efghij')).toEqual([200, null]);
    expect((await bench.call('GET', '/b/bucket/o/big?alt=media')).body).toBe('abcdefghij');
    expect((await bench.call('GET', '/b/bucket/o/big')).body['contentType']).toBe(
      'application/x-model',
    );
  });

  it('refuses content that does not have the hash it should have', async () => {
    await put('kept', 'old');
    const body = [
      '--x',
      'content-type: application/json',
      '',
      JSON.stringify({ name: 'kept', md5Hash: 'AAAAAAAAAAAAAAAAAAAAAA==' }),
      '--x',
      'content-type: text/plain',
      '',
      'new',
      '--x--',
    ].join('\r\n');
    const response = await fetch(
      `${bench.origin}/upload/storage/v1/b/bucket/o?uploadType=multipart`,
      {
        method: 'POST',
        headers: { 'content-type': 'multipart/related; boundary=x' },
        body,
      },
    );
    expect(response.status).toBe(400);
    expect((await bench.call('GET', '/b/bucket/o/kept?alt=media')).body).toBe('old');
  });

  it('creates only when absent under ifGenerationMatch=0', async () => {
    expect((await put('lock', 'mine', '&ifGenerationMatch=0')).status).toBe(200);
    const second = await put('lock', 'theirs', '&ifGenerationMatch=0');
    expect([second.status, second.body['error']?.['errors']?.[0]?.['reason']]).toEqual([
      412,
      'conditionNotMet',
    ]);
    expect((await bench.call('GET', '/b/bucket/o/lock?alt=media')).body).toBe('mine');
  });

  it('lets exactly one of many concurrent writers win a generation', async () => {
    const { body } = await put('ledger', 'start');
    const query = `&ifGenerationMatch=${String(body['generation'])}`;
    const writers = Array.from({ length: 8 }, async (_unused, index) =>
      put('ledger', `${index}`, query),
    );
    const statuses = (await Promise.all(writers)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
  });

  const conditions: { method: string; query: string; status: number }[] = [
    { method: 'GET', query: 'ifGenerationMatch=GEN', status: 200 },
    { method: 'GET', query: 'ifGenerationMatch=1', status: 412 },
    { method: 'GET', query: 'ifGenerationNotMatch=GEN', status: 304 },
    { method: 'GET', query: 'ifMetagenerationMatch=1', status: 200 },
    { method: 'GET', query: 'ifMetagenerationMatch=2', status: 412 },
    { method: 'GET', query: 'generation=1', status: 404 },
    { method: 'GET', query: 'ifGenerationMatch=x', status: 400 },
    { method: 'DELETE', query: 'ifGenerationMatch=1', status: 412 },
    { method: 'DELETE', query: 'ifGenerationMatch=GEN', status: 204 },
    { method: 'DELETE', query: 'ifMetagenerationNotMatch=1', status: 412 },
    { method: 'PATCH', query: 'ifMetagenerationMatch=1', status: 200 },
    { method: 'PATCH', query: 'ifMetagenerationMatch=4', status: 412 },
  ];

  it.each(conditions)(
    'answers $method with $query by $status',
    async ({ method, query, status }) => {
      const { body } = await put('object', 'text');
      const path = `/b/bucket/o/object?${query.replace('GEN', String(body['generation']))}`;
      const change = method === 'PATCH' ? { metadata: { a: 'b' } } : undefined;
      expect((await bench.call(method, path, change)).status).toBe(status);
    },
  );

  it('gives every write a larger generation and every patch the next metageneration', async () => {
    const generations: bigint[] = [];
    for (let index = 0; index < 5; index += 1) {
      generations.push(BigInt(String((await put('o', 'x')).body['generation'])));
    }
    expect(
      generations.every((each, index) => index === 0 || each > (generations[index - 1] ?? each)),
    ).toBe(true);
    const patched = await bench.call('PATCH', '/b/bucket/o/o', { contentType: 'text/html' });
    expect(patched.body).toMatchObject({ metageneration: '2', contentType: 'text/html' });
    expect(patched.body['generation']).toBe(String(generations.at(-1)));
  });

  const ranges: { range: string; status: number; text: string; contentRange: string | null }[] = [
    { range: 'bytes=0-3', status: 206, text: '0123', contentRange: 'bytes 0-3/10' },
    { range: 'bytes=7-', status: 206, text: '789', contentRange: 'bytes 7-9/10' },
    { range: 'bytes=-2', status: 206, text: '89', contentRange: 'bytes 8-9/10' },
    { range: 'bytes=8-100', status: 206, text: '89', contentRange: 'bytes 8-9/10' },
    { range: 'lines=1-2', status: 200, text: '0123456789', contentRange: null },
  ];

  it.each(ranges)(
    'answers $range by $contentRange',
    async ({ range, status, text, contentRange }) => {
      await put('digits', '0123456789');
      const response = await fetch(`${bench.origin}/b/bucket/o/digits?alt=media`, {
        headers: { range },
      });
      expect([response.status, await response.text()]).toEqual([status, text]);
      expect(response.headers.get('content-range')).toBe(contentRange);
    },
  );

  it('says 416 for a range after the end', async () => {
    await put('digits', '0123456789');
    const headers = { range: 'bytes=10-' };
    expect(
      (await bench.call('GET', '/b/bucket/o/digits?alt=media', undefined, headers)).status,
    ).toBe(416);
  });

  async function list(
    query: string,
  ): Promise<{ items: string[]; prefixes: string[]; token: unknown }> {
    const { body } = await bench.call('GET', `/storage/v1/b/bucket/o?${query}`);
    return {
      items: [...(body['items'] ?? [])].map((item) => String(item['name'])),
      prefixes: [...(body['prefixes'] ?? [])].map(String),
      token: body['nextPageToken'],
    };
  }

  it('lists by prefix, delimiter and page', async () => {
    for (const name of ['a/1', 'a/2', 'a/b/3', 'c']) await put(name, name);
    expect(await list('')).toMatchObject({ items: ['a/1', 'a/2', 'a/b/3', 'c'], prefixes: [] });
    expect(await list('delimiter=/')).toMatchObject({ items: ['c'], prefixes: ['a/'] });
    expect(await list('delimiter=/&prefix=a')).toMatchObject({ items: [], prefixes: ['a/'] });
    expect(await list('delimiter=/&prefix=a/')).toMatchObject({
      items: ['a/1', 'a/2'],
      prefixes: ['a/b/'],
    });
    const first = await list('maxResults=3');
    expect(first.items).toEqual(['a/1', 'a/2', 'a/b/3']);
    expect(await list(`maxResults=3&pageToken=${String(first.token)}`)).toEqual({
      items: ['c'],
      prefixes: [],
      token: undefined,
    });
  });

  it('knows only buckets that were created', async () => {
    expect((await bench.call('GET', '/b/other')).status).toBe(404);
    const upload = '/upload/storage/v1/b/other/o?uploadType=media&name=x';
    expect((await bench.call('POST', upload, {})).status).toBe(404);
    expect((await bench.call('GET', '/b/other/o')).status).toBe(404);
    expect((await bench.call('POST', '/storage/v1/b?project=p', { name: 'other' })).status).toBe(
      200,
    );
    expect((await bench.call('POST', '/storage/v1/b?project=p', { name: 'other' })).status).toBe(
      409,
    );
    expect(
      (await bench.call('POST', '/storage/v1/b?project=p', { name: 'Not A Name' })).status,
    ).toBe(400);
    expect((await bench.call('POST', upload, {})).status).toBe(200);
    const buckets = await bench.call('GET', '/storage/v1/b?project=p');
    expect([...(buckets.body['items'] ?? [])].map((item) => item['name'])).toEqual([
      'bucket',
      'other',
    ]);
    expect((await bench.call('DELETE', '/b/other')).status).toBe(409);
    expect((await bench.call('DELETE', '/b/other/o/x')).status).toBe(204);
    expect((await bench.call('DELETE', '/b/other')).status).toBe(204);
  });

  it('copies an object', async () => {
    await put('from', 'text');
    const path = '/storage/v1/b/bucket/o/from/rewriteTo/b/bucket/o/to%2Fthere';
    const answer = await bench.call('POST', path, {});
    expect(answer.body).toMatchObject({ done: true, resource: { name: 'to/there' } });
    expect((await bench.call('GET', '/b/bucket/o/to%2Fthere?alt=media')).body).toBe('text');
  });
});
