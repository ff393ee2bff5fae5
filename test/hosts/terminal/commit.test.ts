import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commitOf } from '../../../src/hosts/terminal/commit.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vertex-release-commit-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    encoding: 'utf8',
  }).trim();

describe('commitOf', () => {
  it('takes what the environment tells, without asking git', async () => {
    expect(await commitOf('/nowhere', { VERTEX_RELEASE_COMMIT: 'c0ffee' })).toEqual({
      id: 'c0ffee',
      changed: false,
    });
  });

  it('knows none outside a repository, nor before the first commit', async () => {
    expect(await commitOf('/nowhere', {})).toBeUndefined();
    git('init', '--quiet');
    expect(await commitOf(folder, { VERTEX_RELEASE_COMMIT: '' })).toBeUndefined();
  });

  it('is HEAD, and says when the working tree differs from it', async () => {
    git('init', '--quiet');
    writeFileSync(join(folder, 'a'), '1');
    git('add', 'a');
    git('commit', '--quiet', '--no-gpg-sign', '-m', 'a');
    const id = git('rev-parse', 'HEAD');
    expect(await commitOf(folder, {})).toEqual({ id, changed: false });
    writeFileSync(join(folder, 'a'), '2');
    expect(await commitOf(folder, {})).toEqual({ id, changed: true });
  });
});
