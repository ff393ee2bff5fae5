import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readHostileRecord } from '../../../src/entry/action-comment.ts';
import { systemFiles } from '../../../src/hosts/system/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const record = {
  apiVersion: 'vertex-release/v1',
  kind: 'ReleaseRecord',
  releaseId: 'birds-1a2b3c4d-1',
  model: 'birds',
  commit: '1a2b3c4d',
  number: 1,
  emulated: true,
  identity: {},
  openedAt: '2026-01-05T09:00:00Z',
  updatedAt: '2026-01-05T09:00:00Z',
  host: { name: 'github' },
  steps: {},
};

function read(text: string) {
  const path = join(folder, 'record.json');
  writeFileSync(path, text);
  return readHostileRecord(path, systemFiles);
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a record that a stranger may have written', () => {
  it('is read when it is one', async () => {
    expect(await read(JSON.stringify(record))).toEqual(record);
  });

  it.each([
    ['is no JSON', 'not json'],
    ['is nothing', ''],
    ['is another document', '{"kind":"CommitPointer"}'],
    ['is of another version', JSON.stringify({ ...record, apiVersion: 'vertex-release/v2' })],
    ['has a field of another type', JSON.stringify({ ...record, releaseId: { toString: 1 } })],
    ['has a step that is none', JSON.stringify({ ...record, steps: { destroy: {} } })],
    ['is nested as deep as a parser can go', nested(200_000)],
    ['is larger than any record', JSON.stringify({ ...record, model: 'x'.repeat(10 << 20) })],
  ])('is refused when it %s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('pollutes no prototype', async () => {
    const text = JSON.stringify(record).replace('"identity":{}', '"identity":{"__proto__":"x"}');
    expect(Object.keys((await read(text)).identity)).toEqual([]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('may be absent, which is said', async () => {
    const reading = readHostileRecord(join(folder, 'absent.json'), systemFiles);
    await expect(reading).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
