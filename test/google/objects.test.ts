import { afterAll, describe, expect, it } from '@jest/globals';
import { makeAuthorisedFetch } from '../../src/google/authorised-fetch.ts';
import { makeCredentials } from '../../src/google/credentials.ts';
import { googleObjects } from '../../src/google/objects.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { googleError, scriptedServer } from '../support/scripted-server.ts';

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const retrier = { clock: recordingClock(), random: { next: () => 0.5 } };
const http = makeAuthorisedFetch(makeCredentials(server.origins), retrier);
const objects = googleObjects(http, server.origin);

/** Requests since this was called. */
function watchRequests() {
  const before = server.asked.length;
  return () => server.asked.slice(before);
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

describe('an authorised call', () => {
  const call = { method: 'M', resource: 'r', class: 'read' as const };

  it('is cut when the server does not answer in time, tried again and then given up', async () => {
    server.answer('hang');
    const requests = watchRequests();
    const sent = http.send({
      ...call,
      url: `http://127.0.0.1:${server.origin.port}/`,
      timeoutMs: 20,
    });
    await expect(sent).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', exitCode: 3 });
    expect(requests()).toHaveLength(8);
  });

  it('that makes something is not sent again after its answer was lost', async () => {
    server.answer('drop');
    const requests = watchRequests();
    const url = `http://127.0.0.1:${server.origin.port}/`;
    const sent = http.send({ ...call, class: 'once', url, verb: 'POST', body: '{}' });
    await expect(sent).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
    expect(requests()).toHaveLength(1);
  });

  it('does not follow a redirect, which could carry credentials elsewhere', async () => {
    server.answer({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    const sent = http.send({ ...call, url: `http://127.0.0.1:${server.origin.port}/` });
    await expect(sent).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
  });

  it('ends as cancelled when the run is, while the server is silent', async () => {
    server.answer('hang');
    const controller = new AbortController();
    server.onAsked(() => controller.abort());
    const url = `http://127.0.0.1:${server.origin.port}/`;
    const sent = http.send({ ...call, url, signal: controller.signal });
    await expect(sent).rejects.toMatchObject({ code: 'CANCELLED' });
    server.onAsked(undefined);
  });
});

describe('objects', () => {
  it('are read with their generation', async () => {
    server.answer({ headers: { 'x-goog-generation': '1700000000000001' }, body: 'text' });
    const requests = watchRequests();
    expect(await objects.read('gs://b/a folder/ü+?.json')).toEqual({
      text: 'text',
      generation: '1700000000000001',
    });
    expect(requests()[0]?.url).toBe('/storage/v1/b/b/o/a%20folder%2F%C3%BC%2B%3F.json?alt=media');
  });

  it('that do not exist are undefined, and an error only when somebody needs their bytes', async () => {
    server.answer(googleError(404, 'NOT_FOUND', 'No such object: b/x'));
    expect(await objects.read('gs://b/x')).toBeUndefined();
    expect(await objects.generationOf('gs://b/x')).toBeUndefined();
    await expect(textOf(objects.open('gs://b/x'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('gs://b/x'),
    });
  });

  it('that may not be read are not taken for absent', async () => {
    server.answer(
      googleError(403, 'PERMISSION_DENIED', 'x does not have storage.objects.get access'),
    );
    await expect(objects.read('gs://b/x')).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('storage.objects.get'),
    });
  });

  it('come in chunks', async () => {
    server.answer({ body: 'a,b\n1,2\n' });
    expect(await textOf(objects.open('gs://b/x'))).toBe('a,b\n1,2\n');
  });

  it('are read again when the connection breaks in the middle', async () => {
    server.answer('cut', { headers: { 'x-goog-generation': '17' }, body: 'whole' });
    expect(await objects.read('gs://b/x')).toEqual({ text: 'whole', generation: '17' });
  });

  it('that break off while they stream are not taken for whole', async () => {
    server.answer('cut');
    await expect(textOf(objects.open('gs://b/x'))).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
      message: expect.stringContaining('gs://b/x'),
    });
  });

  it('tell their generation without being read', async () => {
    server.answer({ body: { generation: '17' } });
    expect(await objects.generationOf('gs://b/x')).toBe('17');
  });

  it.each([
    ['if_absent' as const, '0'],
    [{ ifGeneration: '17' }, '17'],
    ['any' as const, null],
  ])('are written under the condition %j', async (condition, expected) => {
    server.answer({ body: { kind: 'storage#object', generation: '18' } });
    const requests = watchRequests();
    expect(await objects.write('gs://b/dir/x.json', '{}', condition)).toBe('18');
    const [request] = requests();
    const url = new URL(request?.url ?? '', 'http://x');
    expect(request).toMatchObject({ verb: 'POST', body: '{}' });
    expect(url.pathname).toBe('/upload/storage/v1/b/b/o');
    expect(url.searchParams.get('name')).toBe('dir/x.json');
    expect(url.searchParams.get('ifGenerationMatch')).toBe(expected);
  });

  it('that somebody else wrote meanwhile are a conflict', async () => {
    server.answer(
      googleError(
        412,
        'FAILED_PRECONDITION',
        'At least one of the pre-conditions you specified did not hold.',
      ),
    );
    await expect(objects.write('gs://b/x', '{}', 'if_absent')).rejects.toMatchObject({
      code: 'CONFLICT',
      exitCode: 5,
      message: expect.stringContaining('gs://b/x'),
    });
  });

  it('under a condition are written once: after a lost answer somebody must look', async () => {
    server.answer('drop');
    const requests = watchRequests();
    await expect(objects.write('gs://b/x', '{}', 'if_absent')).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
    });
    expect(requests()).toHaveLength(1);
  });

  it('are listed over all pages, sorted', async () => {
    server.answer(
      { body: { items: [{ name: 'p/c' }, { name: 'p/a' }], nextPageToken: 'two' } },
      { body: { nextPageToken: 'three' } },
      { body: { items: [{ name: 'p/b' }] } },
    );
    const requests = watchRequests();
    expect(await objects.list('gs://b/p/')).toEqual(['gs://b/p/a', 'gs://b/p/b', 'gs://b/p/c']);
    const tokens = requests().map(({ url }) =>
      new URL(url, 'http://x').searchParams.get('pageToken'),
    );
    expect(tokens).toEqual([null, 'two', 'three']);
  });

  it.each(['s3://b/x', 'gs://b', 'b/x'])('are not at %s', async (uri) => {
    await expect(objects.read(uri)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
