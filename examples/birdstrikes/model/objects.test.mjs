import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { CRC32C } from '@google-cloud/storage';
import { join, readText, writeText } from './objects.mjs';

test('a file on disk is read back as it was written', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'birdstrikes-'));
  t.after(() => rm(folder, { recursive: true }));
  const uri = join(folder, 'new/folder/model.json');
  await writeText(uri, '{"a":"é"}', 'application/json');
  assert.equal(await readText(uri), '{"a":"é"}');
});

test('an emulator of Cloud Storage is read and written without credentials', async (t) => {
  const storage = await fakeStorage(t);
  setEnv(t, { STORAGE_EMULATOR_HOST: storage.origin, GCE_METADATA_HOST: storage.host });

  await writeText('gs://bucket/run 1/model.json', '{"a":"é"}', 'application/json');
  assert.equal(await readText('gs://bucket/run 1/model.json'), '{"a":"é"}');

  assert.deepEqual(
    storage.requests.map(({ method, path }) => `${method} ${path}`),
    ['POST /upload/storage/v1/b/bucket/o', 'GET /storage/v1/b/bucket/o/run%201%2Fmodel.json'],
  );
  assert.ok(storage.requests.every(({ authorization }) => authorization === undefined));
});

test('names are joined on buckets and on disk', () => {
  assert.equal(join('gs://b/run/model/', 'model.json'), 'gs://b/run/model/model.json');
  assert.equal(join('gs://b/run/model/', '../predictions.jsonl'), 'gs://b/run/predictions.jsonl');
  assert.equal(join('model', '../predictions.jsonl'), './predictions.jsonl');
});

test('what cannot be read is named', async () => {
  await assert.rejects(readText('/no/such/file'), /cannot read \/no\/such\/file: ENOENT/);
});

test('a bucket without a name of an object is refused', async () => {
  await assert.rejects(readText('gs://bucket'), /names no object/);
});

/** Keeps the last upload and answers every download with it. */
async function fakeStorage(t) {
  const requests = [];
  let content;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://storage');
    const { authorization } = request.headers;
    requests.push({ method: request.method, path: pathname, authorization });
    if (request.method === 'GET') return response.end(content);
    content = mediaOf(await buffer(request));
    const crc32c = new CRC32C();
    crc32c.update(content);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: 'run 1/model.json', crc32c: crc32c.toString() }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const host = `127.0.0.1:${server.address().port}`;
  return { host, origin: `http://${host}`, requests };
}

/** The second part of a multipart/related body: metadata first, then the content. */
function mediaOf(body) {
  const text = body.toString('latin1');
  const boundary = text.slice(0, text.indexOf('\r\n'));
  const part = text.split(boundary)[2];
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n') + 4, -2), 'latin1');
}

function setEnv(t, values) {
  const before = { ...process.env };
  Object.assign(process.env, values);
  t.after(() => {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });
}
