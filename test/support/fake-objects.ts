import { createHash } from 'node:crypto';
import { ReleaseError } from '../../src/errors/error.ts';
import type { Objects, StoredObject } from '../../src/ports/objects.ts';

/** Cloud Storage in memory, with generations. */
export interface FakeObjects extends Objects {
  readonly stored: ReadonlyMap<string, StoredObject>;
}

export function fakeObjects(initial: Readonly<Record<string, string>> = {}): FakeObjects {
  const stored = new Map<string, StoredObject>();
  let latest = 0;
  const put = (uri: string, text: string) => {
    latest += 1;
    stored.set(uri, { text, generation: String(latest) });
    return String(latest);
  };
  for (const [uri, text] of Object.entries(initial)) put(uri, text);
  return {
    stored,
    generationOf: async (uri) => stored.get(uri)?.generation,
    read: async (uri) => stored.get(uri),
    async *open(uri) {
      const object = stored.get(uri);
      if (object === undefined) throw new ReleaseError('FILE_UNREADABLE', `there is no ${uri}`);
      yield new TextEncoder().encode(object.text);
    },
    async write(uri, text, condition) {
      const present = stored.get(uri);
      const holds =
        condition === 'any' ||
        (condition === 'if_absent'
          ? present === undefined
          : present?.generation === condition.ifGeneration);
      if (!holds) throw new ReleaseError('CONFLICT', `${uri} was written meanwhile`);
      return put(uri, text);
    },
    describe: async (prefix) =>
      [...stored]
        .filter(([uri]) => uri.startsWith(prefix))
        .map(([uri, { text, generation }]) => ({
          uri,
          generation,
          bytes: Buffer.byteLength(text),
          crc32c: Buffer.from(createHash('sha256').update(text).digest().subarray(0, 4)).toString(
            'base64',
          ),
          md5: createHash('md5').update(text).digest('base64'),
        }))
        .toSorted((a, b) => (a.uri < b.uri ? -1 : 1)),
    list: async (prefix) => [...stored.keys()].filter((uri) => uri.startsWith(prefix)).toSorted(),
  };
}
