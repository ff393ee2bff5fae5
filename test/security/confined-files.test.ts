import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { confinedFiles } from '../../src/hosts/system/confined-files.ts';
import { systemFiles } from '../../src/hosts/system/files.ts';
import type { Files } from '../../src/ports/files.ts';

let outer: string;
let workspace: string;
let files: Files;
/** What reached the machine's own files. */
let touched: string[];

beforeEach(() => {
  outer = realpathSync(mkdtempSync(join(tmpdir(), 'confined-')));
  workspace = join(outer, 'workspace');
  mkdirSync(join(workspace, 'data/deep'), { recursive: true });
  mkdirSync(join(outer, 'workspace-of-another'));
  writeFileSync(join(outer, 'secret'), 'secret');
  writeFileSync(join(outer, 'workspace-of-another/secret'), 'secret');
  writeFileSync(join(workspace, 'data/rows.csv'), 'rows');
  touched = [];
  files = confinedFiles(
    {
      read: (path) => (touched.push(path), systemFiles.read(path)),
      open: (path) => (touched.push(path), systemFiles.open(path)),
      write: (path, text) => (touched.push(path), systemFiles.write(path, text)),
    },
    workspace,
  );
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of chunks);
}

/** How the three ways to a file end. */
async function endsOf(path: string): Promise<unknown[]> {
  const ways = [files.read(path), drain(files.open(path)), files.write(path, 'overwritten')];
  return (await Promise.allSettled(ways)).map((end) =>
    end.status === 'rejected' ? end.reason : 'done',
  );
}

const refused = expect.objectContaining({
  code: 'INPUT_INVALID',
  message: expect.stringContaining('not in the workspace'),
});

describe('files of a workspace', () => {
  it('are read and written, also those that are not there yet', async () => {
    expect(await files.read(join(workspace, 'data/rows.csv'))).toBe('rows');
    expect(await files.read(join(workspace, 'data/deep/../rows.csv'))).toBe('rows');
    expect(await files.read(join(workspace, 'absent/absent.yaml'))).toBeUndefined();
    await files.write(join(workspace, '.vertex-release/a/record.json'), '{}');
    expect(readFileSync(join(workspace, '.vertex-release/a/record.json'), 'utf8')).toBe('{}');
  });

  it('may be links that stay inside, and the workspace may be a link itself', async () => {
    symlinkSync('rows.csv', join(workspace, 'data/link.csv'));
    symlinkSync(workspace, join(outer, 'by-another-name'));
    const named = confinedFiles(systemFiles, join(outer, 'by-another-name'));
    expect(await files.read(join(workspace, 'data/link.csv'))).toBe('rows');
    expect(await named.read(join(outer, 'by-another-name/data/rows.csv'))).toBe('rows');
    expect(await named.read(join(workspace, 'data/rows.csv'))).toBe('rows');
  });

  it.each([
    ['above it', () => `${workspace}/../secret`],
    ['above it, by way of what is not there', () => `${workspace}/absent/../../secret`],
    ['elsewhere', () => '/etc/passwd'],
    ['in a folder whose name begins alike', () => join(outer, 'workspace-of-another/secret')],
    ['with a NUL', () => `${workspace}/data/rows.csv\0.yaml`],
  ])('are no files %s', async (_, path) => {
    expect(await endsOf(path())).toEqual([refused, refused, refused]);
    expect(touched).toEqual([]);
    expect(readFileSync(join(outer, 'secret'), 'utf8')).toBe('secret');
  });

  it.each([
    ['a file', 'data/link', '../../secret'],
    ['a file, by an absolute path', 'link', '/etc/passwd'],
    ['a folder', 'data/link/secret', '../..'],
    ['a folder, for a file to be made', '.vertex-release/new/record.json', '..'],
    ['nothing', 'link', '../absent'],
    ['itself', 'link', 'link'],
  ])('are not reached by a link that leads out of it to %s', async (_, path, target) => {
    const [first = '', second = ''] = path.split('/');
    symlinkSync(target, join(workspace, first === 'data' ? `data/${second}` : first));
    expect(await endsOf(join(workspace, path))).toEqual([refused, refused, refused]);
    expect(touched).toEqual([]);
    expect(readFileSync(join(outer, 'secret'), 'utf8')).toBe('secret');
    expect(existsSync(join(outer, 'absent'))).toBe(false);
    expect(existsSync(join(outer, 'new'))).toBe(false);
  });

  it('are all that is touched, whatever the path', async () => {
    symlinkSync('../..', join(workspace, 'data/out'));
    symlinkSync('deep', join(workspace, 'data/in'));
    const part = fc.constantFrom(
      '..',
      '.',
      'data',
      'out',
      'in',
      'deep',
      'rows.csv',
      'secret',
      '~',
      '',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        touched = [];
        await files.read(`${workspace}/${parts.join('/')}`).catch(() => undefined);
        for (const path of touched) {
          const real = existsSync(path) ? realpathSync(path) : workspace;
          expect(`${real}/`.startsWith(`${workspace}/`)).toBe(true);
        }
      }),
    );
  });
});

describe('a write', () => {
  it('does not go through a link where it keeps its unfinished part', async () => {
    const path = join(workspace, 'record.json');
    symlinkSync('../secret', `${path}.${process.pid}.part`);
    await files.write(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readFileSync(join(outer, 'secret'), 'utf8')).toBe('secret');
  });
});
