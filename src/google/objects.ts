import { ReleaseError } from '../errors/error.ts';
import type { Objects, WriteCondition } from '../ports/objects.ts';
import { toApiFailure, toReleaseError } from './api-error.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

/** Cloud Storage by its JSON API. */
export function googleObjects(http: AuthorisedFetch, storage: Origin): Objects {
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

    async write(uri, text, condition) {
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
          contentType: 'application/json',
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
      const { bucket, name } = splitUri(prefix);
      const uris: string[] = [];
      let pageToken = '';
      do {
        const query = new URLSearchParams({ prefix: name, fields: 'nextPageToken,items(name)' });
        if (pageToken !== '') query.set('pageToken', pageToken);
        const response = await http.send({
          method: 'storage.objects.list',
          resource: prefix,
          class: 'read',
          url: urlOf(storage, `/storage/v1/b/${encodeURIComponent(bucket)}/o?${query}`),
        });
        const page = (await response.json()) as ObjectPage;
        uris.push(...(page.items ?? []).map((item) => `gs://${bucket}/${item.name}`));
        pageToken = page.nextPageToken ?? '';
      } while (pageToken !== '');
      return uris.toSorted();
    },
  };
}

interface ObjectPage {
  items?: { name: string }[];
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
