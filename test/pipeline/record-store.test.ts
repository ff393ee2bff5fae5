import { describe, expect, it } from '@jest/globals';
import { type RecordStore, recordStore } from '../../src/pipeline/record-store.ts';
import { formatRecord } from '../../src/release/record.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeRecord } from '../support/fake-journal.ts';
import { fakeObjects } from '../support/fake-objects.ts';

const objectUri = 'gs://releases/vertex-release/birds/birds-1a2b3c4d-1/record.json';
const filePath = '/project/.vertex-release/birds/birds-1a2b3c4d-1/record.json';

function storeWith(bucket: string | undefined) {
  const objects = fakeObjects();
  const files = fakeFiles();
  const folder = '/project/.vertex-release';
  return {
    objects,
    files,
    store: recordStore({ objects, files, bucket, model: 'birds', folder }),
  };
}

const pointer = {
  apiVersion: 'vertex-release/v1' as const,
  kind: 'CommitPointer' as const,
  releases: [{ releaseId: 'birds-1a2b3c4d-1' }, { releaseId: 'birds-1a2b3c4d-2', key: 'nightly' }],
};

describe.each([['a bucket', 'releases'] as const, ['files alone', undefined] as const])(
  'records in %s',
  (_, bucket) => {
    it('are read as they were written', async () => {
      const { store } = storeWith(bucket);
      expect(await store.readRecord('birds-1a2b3c4d-1')).toBeUndefined();
      const generation = await store.writeRecord(fakeRecord(), 'if_absent');
      expect(await store.readRecord('birds-1a2b3c4d-1')).toEqual({
        value: fakeRecord(),
        generation,
      });
    });

    it('are written only over what the writer has read', async () => {
      const { store } = storeWith(bucket);
      const first = await store.writeRecord(fakeRecord(), 'if_absent');
      const second = await store.writeRecord(fakeRecord({ outcome: 'held' }), {
        ifGeneration: first,
      });
      await expect(
        store.writeRecord(fakeRecord({ outcome: 'failed' }), { ifGeneration: first }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await store.readRecord('birds-1a2b3c4d-1')).toMatchObject({
        value: { outcome: 'held' },
        generation: second,
      });
    });

    it('are not created twice', async () => {
      const { store } = storeWith(bucket);
      await store.writeRecord(fakeRecord(), 'if_absent');
      await expect(store.writeRecord(fakeRecord(), 'if_absent')).rejects.toMatchObject({
        code: 'CONFLICT',
        exitCode: 5,
      });
    });

    it('come with pointers from commits, guarded alike', async () => {
      const { store } = storeWith(bucket);
      expect(await store.readPointer('1a2b3c4d5e6f')).toBeUndefined();
      const generation = await store.writePointer('1a2b3c4d5e6f', pointer, 'if_absent');
      expect(await store.readPointer('1a2b3c4d5e6f')).toEqual({ value: pointer, generation });
      await expect(store.writePointer('1a2b3c4d5e6f', pointer, 'if_absent')).rejects.toMatchObject({
        code: 'CONFLICT',
      });
    });
  },
);

describe('records', () => {
  it('stand in the bucket with a copy on this machine', async () => {
    const { store, objects, files } = storeWith('releases');
    await store.writeRecord(fakeRecord(), 'if_absent');
    expect(store.durable).toBe(true);
    expect([...objects.stored.keys()]).toEqual([objectUri]);
    expect(files.stored.get(filePath)).toBe(objects.stored.get(objectUri)?.text);
  });

  it('are read from the bucket, whatever the copy says', async () => {
    const { store, files } = storeWith('releases');
    await store.writeRecord(fakeRecord({ outcome: 'held' }), 'if_absent');
    files.put(filePath, formatRecord(fakeRecord({ outcome: 'promoted' })));
    expect(await store.readRecord('birds-1a2b3c4d-1')).toMatchObject({
      value: { outcome: 'held' },
    });
  });

  it('have no copy of what could not be written', async () => {
    const { store, files } = storeWith('releases');
    await expect(store.writeRecord(fakeRecord(), { ifGeneration: '99' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(files.stored.size).toBe(0);
  });

  it('stand on this machine alone without a bucket', async () => {
    const { store, objects, files } = storeWith(undefined);
    await store.writeRecord(fakeRecord(), 'if_absent');
    expect(store.durable).toBe(false);
    expect([...files.stored.keys()]).toEqual([filePath]);
    expect(objects.stored.size).toBe(0);
  });

  it.each<[string, (store: RecordStore) => Promise<unknown>, string]>([
    [
      'a record',
      (store) => store.readRecord('r'),
      'gs://releases/vertex-release/birds/r/record.json',
    ],
    [
      'a pointer',
      (store) => store.readPointer('c'),
      'gs://releases/vertex-release/birds/commits/c.json',
    ],
  ])('that are damaged are told with their place: %s', async (_, read, uri) => {
    const { store, objects } = storeWith('releases');
    await objects.write(uri, '{"kind":"Other"}', 'any');
    await expect(read(store)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
      message: expect.stringContaining(uri),
    });
  });
});
