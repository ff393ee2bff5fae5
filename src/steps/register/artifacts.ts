import { createHash } from 'node:crypto';
import type { ObjectFacts, Objects } from '../../ports/objects.ts';

/** The objects of a trained model, and one digest of them all. */
export interface Artifacts {
  uri: string;
  /** SHA-256 of `manifest`, in hex. */
  digest: string;
  objects: number;
  bytes: number;
  /**
   * Text that lists every object by its path below `uri` with size and checksums, in the order of the
   * paths. Equal bytes at equal paths give an equal text, in whatever folder and generation they are.
   */
  manifest: string;
  /** Which objects these are; another upload of the same bytes changes it. */
  generations: string;
}

/**
 * What is stored under a folder, by what Cloud Storage tells of it: nothing is read. Undefined when
 * there is nothing. Checksums are Cloud Storage's own (CRC32C, and MD5 unless an object is composed):
 * they tell changes, not forgeries.
 */
export async function readArtifacts(uri: string, objects: Objects): Promise<Artifacts | undefined> {
  const prefix = uri.endsWith('/') ? uri : `${uri}/`;
  const all = await objects.describe(prefix);
  // Consoles keep an empty object for a folder.
  const found = all.filter((object) => !object.uri.endsWith('/'));
  if (found.length === 0) return undefined;
  const manifest = manifestOf(prefix, found);
  return {
    uri,
    digest: createHash('sha256').update(manifest).digest('hex'),
    objects: found.length,
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    manifest,
    generations: found.map((object) => `${object.uri} ${object.generation}\n`).join(''),
  };
}

function manifestOf(prefix: string, objects: readonly ObjectFacts[]): string {
  const entries = objects
    .map(({ uri, bytes, crc32c, md5 }) => ({
      path: uri.slice(prefix.length),
      bytes,
      crc32c,
      ...(md5 === undefined ? {} : { md5 }),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const document = {
    apiVersion: 'vertex-release/v1',
    kind: 'ArtifactManifest',
    objects: entries,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
