import { ReleaseError } from '../errors/error.ts';
import type { ObjectFacts, Objects, WriteCondition } from '../ports/objects.ts';
import { toApiFailure, toReleaseError } from './api-error.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

/** Cloud Storage by its JSON API. */
export function googleObjects(http: AuthorisedFetch, storage: Origin): Objects {
  const listAll = async (prefix: string, fields: string): Promise<ObjectItem[]> => {
    const { bucket, name } = splitUri(prefix);
    const items: ObjectItem[] = [];
    let pageToken = '';
    do {
      const query = new URLSearchParams({
        prefix: name,
        fields: `nextPageToken,items(${fields})`,
      });
      if (pageToken !== '') query.set('pageToken', pageToken);
      const response = await http.send({
        method: 'storage.objects.list',
        resource: prefix,
        class: 'read',
        url: urlOf(storage, `/storage/v1/b/${encodeURIComponent(bucket)}/o?${query}`),
      });
      const page = (await response.json()) as ObjectPage;
      items.push(...(page.items ?? []));
      pageToken = page.nextPageToken ?? '';
    } while (pageToken !== '');
    return items;
  };

  return {
    async read(uri) {
      const response = await http.find({
        method: 'storage.objects.get',
        resource: uri,
        class: 'read',
        url: urlOf(storage, `${objectPath(uri)}?alt=media`),
      });
      if (response === undefined) return undefined;
      const generation = response.headers.get('x-goog-generation');
      if (generation === null) {
        throw new ReleaseError('API_FAILED', `reading ${uri}: the answer has no generation`);
      }
      return { text: await response.text(), generation };
    },

    async generationOf(uri) {
      const response = await http.find({
        method: 'storage.objects.get',
        resource: uri,
        class: 'read',
        url: urlOf(storage, `${objectPath(uri)}?fields=generation`),
      });
      const found = (await response?.json()) as { generation?: string } | undefined;
      return found?.generation;
    },

    async *open(uri) {
      const response = await http.find({
        method: 'storage.objects.get',
        resource: uri,
        class: 'read',
        url: urlOf(storage, `${objectPath(uri)}?alt=media`),
        timeoutMs: 3_600_000,
        streams: true,
      });
      if (response?.body == null) {
        throw new ReleaseError('FILE_UNREADABLE', `there is no object ${uri}`);
      }
      try {
        yield* response.body;
      } catch (thrown) {
        throw toReleaseError(toApiFailure(thrown), 'storage.objects.get', uri);
      }
    },

    async write(uri, text, condition, contentType = 'application/json') {
      const { bucket, name } = splitUri(uri);
      const query = new URLSearchParams({
        uploadType: 'media',
        name,
        ...preconditionOf(condition),
      });
      const response = await http
        .send({
          method: 'storage.objects.insert',
          resource: uri,
          class: condition === 'any' ? 'repeatable' : 'guarded',
          url: urlOf(storage, `/upload/storage/v1/b/${encodeURIComponent(bucket)}/o?${query}`),
          verb: 'POST',
          body: text,
          contentType,
        })
        .catch((error: unknown) => {
          throw isPrecondition(error)
            ? new ReleaseError('CONFLICT', `${uri} was written by somebody else meanwhile`, {
                cause: error,
              })
            : error;
        });
      const written = (await response.json()) as { generation?: string };
      if (written.generation === undefined) {
        throw new ReleaseError('API_FAILED', `writing ${uri}: the answer has no generation`);
      }
      return written.generation;
    },

    async list(prefix) {
      const { bucket } = splitUri(prefix);
      const items = await listAll(prefix, 'name');
      return items.map(({ name }) => `gs://${bucket}/${name}`).toSorted();
    },

    async describe(prefix) {
      const { bucket } = splitUri(prefix);
      const items = await listAll(prefix, 'name,generation,size,crc32c,md5Hash');
      return items
        .map((item) => toFacts(`gs://${bucket}/${item.name}`, item))
        .toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
    },
  };
}

function toFacts(uri: string, { generation, size, crc32c, md5Hash }: ObjectItem): ObjectFacts {
  if (generation === undefined || size === undefined || crc32c === undefined) {
    throw new ReleaseError('API_FAILED', `the listing tells no generation or checksum of ${uri}`);
  }
  const md5 = md5Hash === undefined ? {} : { md5: md5Hash };
  return { uri, generation, bytes: Number(size), crc32c, ...md5 };
}

interface ObjectItem {
  name: string;
  generation?: string;
  size?: string;
  crc32c?: string;
  md5Hash?: string;
}

interface ObjectPage {
  items?: ObjectItem[];
  nextPageToken?: string;
}

function splitUri(uri: string): { bucket: string; name: string } {
  const match = /^gs:\/\/([^/]+)\/(.*)$/s.exec(uri);
  if (match === null) throw new ReleaseError('INPUT_INVALID', `"${uri}" is no gs://BUCKET/NAME`);
  const [, bucket = '', name = ''] = match;
  return { bucket, name };
}

function objectPath(uri: string): string {
  const { bucket, name } = splitUri(uri);
  return `/storage/v1/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
}

function preconditionOf(condition: WriteCondition): Record<string, string> {
  if (condition === 'any') return {};
  return { ifGenerationMatch: condition === 'if_absent' ? '0' : condition.ifGeneration };
}

/** Storage answers 412 where a generation does not match. */
function isPrecondition(error: unknown): boolean {
  const cause = error instanceof ReleaseError ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'status' in cause && cause.status === 412;
}
