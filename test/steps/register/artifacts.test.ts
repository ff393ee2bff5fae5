import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readArtifacts } from '../../../src/steps/register/artifacts.ts';
import { fakeObjects } from '../../support/fake-objects.ts';

async function digestOf(files: Readonly<Record<string, string>>, folder = 'gs://b/model') {
  const stored = Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]);
  return (await readArtifacts(folder, fakeObjects(Object.fromEntries(stored))))?.digest;
}

const files = fc.dictionary(fc.stringMatching(/^[a-z][a-z./]{0,8}[a-z]$/), fc.string(), {
  minKeys: 1,
  maxKeys: 6,
  noNullPrototype: true,
});

describe('the digest of artifacts', () => {
  it('is of the manifest, which anybody can compute again', async () => {
    const objects = fakeObjects({ 'gs://b/m/a.bin': 'a', 'gs://b/m/sub/b': 'bb', 'gs://b/mx': '' });
    const artifacts = await readArtifacts('gs://b/m/', objects);
    expect(artifacts).toMatchObject({ objects: 2, bytes: 3 });
    const manifest = artifacts?.manifest ?? '';
    expect(artifacts?.digest).toBe(createHash('sha256').update(manifest).digest('hex'));
    expect(JSON.parse(manifest)).toMatchObject({
      objects: [
        { path: 'a.bin', bytes: 1, md5: createHash('md5').update('a').digest('base64') },
        { path: 'sub/b', bytes: 2 },
      ],
    });
  });

  it('is the same in any folder, order and generation', async () => {
    const property = fc.asyncProperty(files, async (some) => {
      const reversed = Object.fromEntries(Object.entries(some).toReversed());
      expect(await digestOf(reversed, 'gs://c/other/folder')).toBe(await digestOf(some));
    });
    await fc.assert(property);
  });

  it('changes with any text and any name', async () => {
    const property = fc.asyncProperty(files, fc.string({ minLength: 1 }), async (some, more) => {
      const [first = ''] = Object.keys(some);
      const digest = await digestOf(some);
      expect(await digestOf({ ...some, [first]: `${some[first]}${more}` })).not.toBe(digest);
      const { [first]: text = '', ...others } = some;
      expect(await digestOf({ ...others, [`${first}0`]: text })).not.toBe(digest);
    });
    await fc.assert(property);
  });

  it('does not count what consoles keep for folders, and is none where nothing is', async () => {
    const objects = fakeObjects({ 'gs://b/m/': '', 'gs://b/m/sub/': '' });
    expect(await readArtifacts('gs://b/m', objects)).toBeUndefined();
  });
});
