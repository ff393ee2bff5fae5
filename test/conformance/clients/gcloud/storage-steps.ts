import { equal } from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Steps } from '../client.ts';
import type { Gcloud } from './command.ts';

const home = 'gs://clients/objects';
/** More than `gcloud storage` sends in one request. */
const largeBytes = 9 * 1024 * 1024;

/** `gcloud storage`: copying, listing, hashes and preconditions. */
export const storageSteps: Steps<Gcloud> = {
  async 'upload a small object'({ folder, run }) {
    writeFileSync(join(folder, 'a.txt'), 'small');
    await run('storage', 'cp', 'a.txt', `${home}/a.txt`);
    equal(await run('storage', 'cat', `${home}/a.txt`), 'small');
  },
  async 'upload a large object in parts'({ folder, run, json }) {
    const bytes = randomBytes(largeBytes);
    writeFileSync(join(folder, 'large.bin'), bytes);
    await run('storage', 'cp', 'large.bin', `${home}/deep/large.bin`);
    const [seen] = await json<readonly { md5_hash: string; size: number }[]>(
      'storage',
      'objects',
      'list',
      `${home}/deep/large.bin`,
    );
    equal(seen?.size, largeBytes);
    equal(seen?.md5_hash, createHash('md5').update(bytes).digest('base64'));
  },
  async 'download what was uploaded'({ folder, run }) {
    // The command compares the hash that comes with the object.
    await run('storage', 'cp', `${home}/deep/large.bin`, 'back.bin');
    const read = (name: string) => readFileSync(join(folder, name));
    equal(read('back.bin').equals(read('large.bin')), true);
    equal(await run('storage', 'cat', '--range=1-3', `${home}/a.txt`), 'mal');
  },
  async 'list objects by prefix'({ run }) {
    const listed = await run('storage', 'ls', `${home}/`);
    equal(listed.trim(), `${home}/a.txt\n${home}/deep/`);
  },
  async 'refuse a write whose precondition does not hold'({ folder, run, refused }) {
    writeFileSync(join(folder, 'b.txt'), 'lost');
    const copy = ['storage', 'cp', 'b.txt', `${home}/a.txt`, '--if-generation-match=0'];
    await refused(/412|PreconditionFailed|precondition/i, ...copy);
    equal(await run('storage', 'cat', `${home}/a.txt`), 'small');
  },
  async 'move an object'({ run }) {
    await run('storage', 'mv', `${home}/a.txt`, `${home}/b.txt`);
    const listed = await run('storage', 'ls', `${home}/`);
    equal(listed.trim(), `${home}/b.txt\n${home}/deep/`);
  },
  async 'remove objects'({ run, refused }) {
    await run('storage', 'rm', '--recursive', home);
    await refused(/matched no objects/, 'storage', 'ls', `${home}/`);
  },
  async 'answer that an object is not there'({ refused }) {
    await refused(/matched no objects/, 'storage', 'cat', `${home}/nowhere`);
  },
};
