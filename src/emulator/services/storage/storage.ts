import type { EmulatorClock } from '../../clock.ts';
import { projectNumber } from '../../store/ids.ts';
import type { ObjectStore } from '../../store/objects.ts';
import type { Store } from '../../store/store.ts';
import type { Exchange, RawHandler, RawRoute } from '../../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import { isJsonObject } from '../../wire/json.ts';
import { bucketNotFound, invalidStorage, StorageError } from './storage-error.ts';
import { StorageObjects } from './storage-objects.ts';
import { bucketResource } from './storage-resource.ts';
import { StorageUploads } from './storage-upload.ts';
import type { Service } from '../service.ts';

const bucketName = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;

/** The Cloud Storage JSON API: the routes that official clients and gcloud use. */
export class StorageService implements Service {
  readonly #objects: ObjectStore;
  readonly #uploads: StorageUploads;
  readonly #origin: () => string;

  constructor(store: Store, clock: EmulatorClock, origin: () => string) {
    this.#objects = store.objects;
    this.#origin = origin;
    this.#uploads = new StorageUploads(store, clock, origin);
  }

  rawRoutes(): readonly RawRoute[] {
    const objects = new StorageObjects(this.#objects, this.#origin);
    const one = '/(?<bucket>[^/]+)/o/(?<object>.+)';
    const copy =
      '/(?<bucket>[^/]+)/o/(?<object>.+)/(?<how>rewriteTo|copyTo)/b/(?<toBucket>[^/]+)/o/(?<toObject>.+)';
    return [
      route('GET', '', (exchange) => this.#listBuckets(exchange)),
      route('POST', '', (exchange) => this.#insertBucket(exchange)),
      route('GET', '/(?<bucket>[^/]+)', (exchange) => this.#getBucket(exchange)),
      route('DELETE', '/(?<bucket>[^/]+)', (exchange) => this.#deleteBucket(exchange)),
      route('GET', '/(?<bucket>[^/]+)/storageLayout', (exchange) => this.#layout(exchange)),
      route('GET', '/(?<bucket>[^/]+)/o', (exchange) => objects.list(exchange)),
      route('POST', copy, (exchange) => objects.copy(exchange)),
      route('GET', one, (exchange) => objects.get(exchange)),
      route('DELETE', one, (exchange) => objects.delete(exchange)),
      route('PATCH', one, (exchange) => objects.patch(exchange)),
      {
        httpMethod: 'GET',
        pattern: new RegExp(`^/download/storage/v1/b${one}$`),
        handle: (exchange) => objects.download(exchange),
      },
      this.#uploadRoute('POST', (exchange) => this.#uploads.begin(exchange)),
      this.#uploadRoute('PUT', (exchange) => this.#uploads.resume(exchange)),
    ];
  }

  end(): Promise<void> {
    return this.#uploads.end();
  }

  #uploadRoute(httpMethod: string, handle: RawHandler): RawRoute {
    const pattern = /^(?:\/resumable)?\/upload\/storage\/v1\/b\/(?<bucket>[^/]+)\/o$/;
    return { httpMethod, pattern, handle, takesAnyContentType: true };
  }

  #listBuckets(exchange: Exchange): void {
    const project = exchange.query.get('project');
    if (project === null) throw invalidStorage('Required parameter: project');
    const prefix = exchange.query.get('prefix') ?? '';
    const items = this.#objects
      .listBuckets()
      .filter((bucket) => bucket.name.startsWith(prefix))
      .map((bucket) => bucketResource(bucket, this.#origin()));
    sendJson(exchange.response, 200, { kind: 'storage#buckets', items });
  }

  async #insertBucket(exchange: Exchange): Promise<void> {
    const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
    const name = isJsonObject(json) ? json['name'] : undefined;
    const location = isJsonObject(json) ? json['location'] : undefined;
    if (typeof name !== 'string' || !bucketName.test(name)) {
      throw invalidStorage(`Invalid bucket name: '${String(name)}'`);
    }
    if (this.#objects.bucket(name) !== undefined) {
      throw new StorageError(
        'ALREADY_EXISTS',
        409,
        'conflict',
        'Your previous request to create the named bucket succeeded and you already own it.',
      );
    }
    const bucket = this.#objects.createBucket(
      name,
      projectNumber(exchange.query.get('project') ?? ''),
      typeof location === 'string' ? location : 'US',
    );
    sendJson(exchange.response, 200, bucketResource(bucket, this.#origin()));
  }

  #getBucket(exchange: Exchange): void {
    const bucket = this.#objects.bucket(exchange.captured['bucket'] ?? '');
    if (bucket === undefined) throw bucketNotFound();
    sendJson(exchange.response, 200, bucketResource(bucket, this.#origin()));
  }

  #deleteBucket(exchange: Exchange): void {
    const name = exchange.captured['bucket'] ?? '';
    if (this.#objects.bucket(name) === undefined) throw bucketNotFound();
    if (this.#objects.list(name, '').length > 0) {
      throw new StorageError(
        'FAILED_PRECONDITION',
        409,
        'conflict',
        'The bucket you tried to delete is not empty.',
      );
    }
    this.#objects.deleteBucket(name);
    exchange.response.writeHead(204);
    exchange.response.end();
  }

  #layout(exchange: Exchange): void {
    const bucket = this.#objects.bucket(exchange.captured['bucket'] ?? '');
    if (bucket === undefined) throw bucketNotFound();
    sendJson(exchange.response, 200, {
      kind: 'storage#storageLayout',
      bucket: bucket.name,
      location: bucket.location,
      hierarchicalNamespace: { enabled: false },
    });
  }
}

/** Clients that are given an emulator's address leave `/storage/v1` out of it. */
function route(httpMethod: string, path: string, handle: RawHandler): RawRoute {
  return { httpMethod, pattern: new RegExp(`^(?:/storage/v1)?/b${path}$`), handle };
}
