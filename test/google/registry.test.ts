import { afterAll, describe, expect, it } from '@jest/globals';
import { googlePorts } from '../../src/google/ports.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { type Answer, googleError, scriptedServer } from '../support/scripted-server.ts';

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const ports = () => googlePorts(server.origins, recordingClock(), { next: () => 0.5 });
const digest = `sha256:${'c'.repeat(64)}`;
const location = { projectId: 'acme', region: 'us-central1' };
const parent = 'projects/acme/locations/us-central1';

/** Paths and verbs of what was asked since. */
function watch() {
  const before = server.asked.length;
  return () => server.asked.slice(before).map(({ verb, url }) => `${verb} ${url}`);
}

describe('an image of Artifact Registry', () => {
  const repository = '/v1/projects/acme-ml/locations/us/repositories/ml';

  it.each([
    [
      `us-docker.pkg.dev/acme-ml/ml/server@${digest}`,
      `${repository}/dockerImages/server@${digest}`,
    ],
    [
      `us-docker.pkg.dev/acme-ml/ml/team/server:7@${digest}`,
      `${repository}/dockerImages/team%2Fserver@${digest}`,
    ],
    ['us-docker.pkg.dev/acme-ml/ml/server:7', `${repository}/packages/server/tags/7`],
    ['us-docker.pkg.dev/acme-ml/ml/server', `${repository}/packages/server/tags/latest`],
    [
      'us-docker.pkg.dev/example.com/acme/ml/server:7',
      '/v1/projects/example.com:acme/locations/us/repositories/ml/packages/server/tags/7',
    ],
  ])('%s is asked for by its name', async (reference, path) => {
    server.answer({ body: { version: `projects/x/versions/${digest}` } });
    const asked = watch();
    expect(await ports().images.find(reference)).toEqual({ kind: 'found', digest });
    expect(asked()).toEqual([`GET ${path}`]);
  });

  it.each<[string, Answer, object]>([
    ['is absent on 404', googleError(404, 'NOT_FOUND', 'no'), { kind: 'absent' }],
    [
      'is unknown without permission',
      googleError(403, 'PERMISSION_DENIED', 'not allowed'),
      { kind: 'unknown', why: expect.stringContaining('not allowed') },
    ],
    [
      'is unknown when a tag tells no digest',
      { body: {} },
      { kind: 'unknown', why: expect.any(String) },
    ],
  ])('%s', async (_, answer, expected) => {
    server.answer(answer);
    expect(await ports().images.find('us-docker.pkg.dev/acme-ml/ml/server:7')).toEqual(expected);
  });

  it.each(['gcr.io/acme-ml/server:1', 'evil.example/acme-ml/ml/server:1', 'server'])(
    '%s is not one',
    async (reference) => {
      const asked = watch();
      expect(await ports().images.find(reference)).toMatchObject({ kind: 'unknown' });
      expect(asked()).toEqual([]);
    },
  );
});

describe('objects with their checksums', () => {
  it('are listed over all pages', async () => {
    const item = (name: string, more: object = {}) => ({
      name,
      generation: '5',
      size: '12',
      crc32c: 'AAAAAA==',
      ...more,
    });
    server.answer(
      { body: { items: [item('m/b', { md5Hash: 'x' })], nextPageToken: 'two' } },
      { body: { items: [item('m/a')] } },
    );
    const facts = { generation: '5', bytes: 12, crc32c: 'AAAAAA==' };
    expect(await ports().objects.describe('gs://b/m/')).toEqual([
      { uri: 'gs://b/m/a', ...facts },
      { uri: 'gs://b/m/b', ...facts, md5: 'x' },
    ]);
  });

  it('without any are refused', async () => {
    server.answer({ body: { items: [{ name: 'm/a', generation: '1', size: '1' }] } });
    await expect(ports().objects.describe('gs://b/m/')).rejects.toMatchObject({
      code: 'API_FAILED',
    });
  });
});

describe('evaluations', () => {
  const version = `${parent}/models/birds@3`;

  it('are listed over all pages', async () => {
    server.answer(
      { body: { modelEvaluations: [{ name: 'a', metadata: { k: 1 } }], nextPageToken: 'p' } },
      { body: { modelEvaluations: [{ name: 'b', displayName: 'B' }] } },
    );
    const asked = watch();
    expect(await ports().evaluations.list(version)).toEqual([
      { name: 'a', displayName: '', metadata: { k: 1 } },
      { name: 'b', displayName: 'B', metadata: {} },
    ]);
    expect(asked()).toEqual([
      `GET /v1/${version}/evaluations?pageSize=100`,
      `GET /v1/${version}/evaluations?pageSize=100&pageToken=p`,
    ]);
  });

  it('are not sent again when the answer was lost', async () => {
    server.answer('drop');
    const asked = watch();
    await expect(ports().evaluations.add(version, {})).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
    });
    expect(asked()).toEqual([`POST /v1/${version}/evaluations:import`]);
  });
});

describe('lineage', () => {
  const node = { kind: 'artifacts', id: 'vertex-release-x', content: {} } as const;
  const store = `${parent}/metadataStores/default`;

  it('takes a node that is there for the one that was wanted', async () => {
    server.answer(googleError(409, 'ALREADY_EXISTS', 'there is one'));
    expect(await ports().lineage.ensure(location, node)).toBe(`${store}/artifacts/${node.id}`);
  });

  it('makes the store when there is none, and waits for it', async () => {
    server.answer(
      googleError(404, 'NOT_FOUND', 'no store'),
      { body: { name: `${store}/operations/1` } },
      { body: { name: `${store}/operations/1`, done: true, response: {} } },
      { body: {} },
    );
    const asked = watch();
    await ports().lineage.ensure(location, node);
    const create = `POST /v1/${store}/artifacts?artifactId=${node.id}`;
    expect(asked()).toEqual([
      create,
      `POST /v1/${parent}/metadataStores?metadataStoreId=default`,
      `GET /v1/${store}/operations/1`,
      create,
    ]);
  });
});

describe('batch predictions', () => {
  it('are read as far as a release needs them', async () => {
    server.answer({
      body: {
        name: `${parent}/batchPredictionJobs/1`,
        state: 'JOB_STATE_SUCCEEDED',
        createTime: '2026-01-05T09:00:00Z',
        endTime: '2026-01-05T09:10:00Z',
        labels: { team: 'ml' },
        outputInfo: { gcsOutputDirectory: 'gs://b/out' },
        completionStats: { failedCount: '3' },
        error: {},
      },
    });
    expect(await ports().batchPredictions.get(`${parent}/batchPredictionJobs/1`)).toEqual({
      name: `${parent}/batchPredictionJobs/1`,
      state: 'SUCCEEDED',
      createdAt: Date.UTC(2026, 0, 5, 9),
      endedAt: Date.UTC(2026, 0, 5, 9, 10),
      labels: { team: 'ml' },
      outputFolder: 'gs://b/out',
      failed: 3,
    });
  });

  it('in a state that nobody knows are not over', async () => {
    server.answer({ body: { name: 'x', state: 'JOB_STATE_DREAMING' } });
    expect(await ports().batchPredictions.get(`${parent}/batchPredictionJobs/1`)).toMatchObject({
      state: 'UNSPECIFIED',
    });
  });
});
