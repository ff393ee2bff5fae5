import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { createStore, type Store } from '../../../src/emulator/store/store.ts';
import { TestClock } from '../harness.ts';
import { Folder } from './folder.ts';

function open(folder: Folder): Store {
  return createStore({ clock: new TestClock(), dataDir: folder.path });
}

/** Leaves a folder as an emulator without requests leaves it. */
function create(folder: Folder): void {
  open(folder).close();
}

function refusal(folder: Folder): unknown {
  try {
    return open(folder);
  } catch (error) {
    return error;
  }
}

function change(folder: Folder, sql: string): void {
  const database = new DatabaseSync(folder.database);
  database.exec(sql);
  database.close();
}

describe('a data folder', () => {
  it('is made where there is none, with everything in it', () => {
    using folder = new Folder();
    const dataDir = join(folder.path, 'a', 'b');
    const clock = new TestClock();
    createStore({ clock, dataDir }).close();
    expect(readdirSync(dataDir).toSorted()).toEqual(['objects', 'vertex.db']);
    createStore({ clock, dataDir }).close();
  });

  it.each(['new', 'used'])('that is %s serves one emulator at a time', (state) => {
    using folder = new Folder();
    if (state === 'used') create(folder);
    const first = open(folder);
    expect(() => open(folder)).toThrow(
      expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining('in use') }),
    );
    first.projects.noteIn('/v1/projects/p/locations/l');
    first.close();
    create(folder);
  });

  it('of a newer version is refused and stays as it is', () => {
    using folder = new Folder();
    create(folder);
    change(folder, 'PRAGMA user_version = 2');
    expect(() => open(folder)).toThrow(
      expect.objectContaining({
        code: 'STATE_CORRUPT',
        message: expect.stringContaining('version 2'),
      }),
    );
    change(folder, 'PRAGMA user_version = 1');
    create(folder);
  });

  it('with a database of something else is refused', () => {
    using folder = new Folder();
    change(folder, 'CREATE TABLE theirs (id INTEGER)');
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
    change(folder, 'SELECT * FROM theirs');
  });

  const damages: { what: string; damage: (folder: Folder) => void }[] = [
    { what: 'is no database', damage: ({ database }) => writeFileSync(database, 'x'.repeat(5000)) },
    { what: 'is cut off', damage: ({ database }) => truncateSync(database, 6000) },
    {
      what: 'has a row that is not JSON',
      damage: (folder) => change(folder, "UPDATE rows SET value = '{' WHERE kind = 'projects'"),
    },
    {
      what: 'lacks a content',
      damage: ({ path }) => {
        const [id = ''] = readdirSync(join(path, 'objects'));
        truncateSync(join(path, 'objects', id), 3);
      },
    },
  ];

  it.each(damages)('that $what is refused and not made anew', ({ damage }) => {
    using folder = new Folder();
    const store = open(folder);
    store.projects.noteIn('/v1/projects/p/locations/l');
    store.objects.createBucket('b', '1');
    store.objects.put('b', 'o', Buffer.from('content'), {});
    store.close();
    damage(folder);
    for (const attempt of ['once', 'twice']) {
      expect({ attempt, thrown: refusal(folder) }).toMatchObject({
        attempt,
        thrown: { code: 'STATE_CORRUPT', message: expect.stringContaining('cannot be read') },
      });
    }
  });

  it('loses contents that nothing refers to, and no others', () => {
    using folder = new Folder();
    const store = open(folder);
    store.objects.createBucket('b', '1');
    const first = store.objects.put('b', 'o', Buffer.from('first'), {});
    const second = store.objects.put('b', 'o', Buffer.from('second'), {});
    store.objects.copy(second, 'b', 'copy');
    store.objects.delete('b', 'o');
    const files = (): string[] => readdirSync(join(folder.path, 'objects'));
    expect(files()).toEqual([second.contentId]);
    store.close();
    // As a process leaves them that is killed between the file and the row.
    writeFileSync(join(folder.path, 'objects', first.contentId), 'first');
    const again = open(folder);
    expect(files()).toEqual([second.contentId]);
    const copy = again.objects.get('b', 'copy');
    expect(copy === undefined ? undefined : String(again.objects.read(copy))).toBe('second');
    again.objects.delete('b', 'copy');
    expect(files()).toEqual([]);
    again.close();
  });

  it('gives generations, log times and log ids that only grow, though the clock stands still', () => {
    using folder = new Folder();
    const entry = {
      logName: 'projects/1/logs/l',
      resource: { type: 'global', labels: {} },
      severity: 'INFO' as const,
    };
    const generations: string[] = [];
    for (const content of ['first', 'second', 'third']) {
      const store = open(folder);
      store.objects.createBucket('b', '1');
      generations.push(store.objects.put('b', 'o', Buffer.from(content), {}).generation);
      generations.push(store.objects.put('b', 'p', Buffer.from(''), {}).generation);
      store.objects.delete('b', 'p');
      store.logs.append(entry);
      store.logs.append(entry);
      store.close();
    }
    const store = open(folder);
    const entries = store.logs.list();
    store.close();
    expect(entries).toHaveLength(6);
    for (const values of [
      generations,
      entries.map(({ insertId }) => insertId),
      entries.map(({ timestamp }) => timestamp),
    ]) {
      expect(new Set(values).size).toBe(6);
      expect(values.toSorted()).toEqual(values);
    }
  });

  it('keeps the newest log entries', () => {
    using folder = new Folder();
    const store = open(folder);
    const resource = { type: 'global', labels: {} };
    for (let index = 0; index < 60_000; index += 1) {
      const textPayload = String(index);
      store.logs.append({ logName: 'projects/1/logs/l', resource, severity: 'INFO', textPayload });
    }
    const before = store.logs.list().map(({ textPayload }) => textPayload);
    store.close();
    const again = open(folder);
    expect(again.logs.list().map(({ textPayload }) => textPayload)).toEqual(before);
    expect(before.at(-1)).toBe('59999');
    expect(before.length).toBeLessThanOrEqual(55_000);
    again.close();
  });

  it('is empty after everything was cleared', async () => {
    using folder = new Folder();
    const store = open(folder);
    store.objects.createBucket('b', '1');
    store.objects.put('b', 'o', Buffer.from('content'), {});
    await store.clear();
    expect(readdirSync(join(folder.path, 'objects'))).toEqual([]);
    store.close();
    const again = open(folder);
    expect(again.objects.bucket('b')).toBeUndefined();
    again.close();
    expect(existsSync(folder.database)).toBe(true);
  });
});
