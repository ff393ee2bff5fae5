import type { Bucket, ObjectAttributes, StoredObject } from '../../store/objects.ts';
import { isJsonObject, type JsonValue } from '../../wire/json.ts';
import { invalidStorage } from './storage-error.ts';

/** `storage#bucket` */
export function bucketResource(bucket: Bucket, origin: string): object {
  return {
    kind: 'storage#bucket',
    id: bucket.name,
    name: bucket.name,
    projectNumber: bucket.projectNumber,
    location: bucket.location,
    locationType: 'multi-region',
    storageClass: 'STANDARD',
    metageneration: '1',
    etag: 'CAE=',
    timeCreated: bucket.timeCreated,
    updated: bucket.timeCreated,
    selfLink: `${origin}/storage/v1/b/${bucket.name}`,
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true } },
  };
}

/** `storage#object` */
export function objectResource(object: StoredObject, origin: string): object {
  const { contentId: _own, size, bucket, name, generation, metageneration, ...rest } = object;
  const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
  return {
    ...rest,
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: `${origin}/storage/v1/${path}`,
    mediaLink: `${origin}/download/storage/v1/${path}?generation=${generation}&alt=media`,
    bucket,
    name,
    generation,
    metageneration,
    size: String(size),
    storageClass: 'STANDARD',
    timeStorageClassUpdated: object.timeCreated,
    etag: etagOf(object),
  };
}

export function etagOf(object: StoredObject): string {
  return Buffer.from(`${object.generation}/${object.metageneration}`).toString('base64');
}

/** What an upload says of its object, in JSON. */
export interface ObjectRequest {
  name: string | undefined;
  attributes: ObjectAttributes;
  /** Hashes that the content must have, base64. */
  expected: { md5Hash?: string; crc32c?: string };
}

const textAttributes = [
  'contentType',
  'contentEncoding',
  'contentDisposition',
  'contentLanguage',
  'cacheControl',
] as const;

/** @throws StorageError 400 */
export function readObjectRequest(json: JsonValue): ObjectRequest {
  if (!isJsonObject(json)) throw invalidStorage('The object resource must be a JSON object.');
  const text = (key: string): string | undefined => {
    const value = json[key];
    return typeof value === 'string' ? value : undefined;
  };
  const attributes: ObjectAttributes = {};
  for (const key of textAttributes) {
    const value = text(key);
    if (value !== undefined) attributes[key] = value;
  }
  const { metadata } = json;
  if (isJsonObject(metadata)) {
    const pairs = Object.entries(metadata).filter(([, value]) => typeof value === 'string');
    attributes.metadata = Object.fromEntries(pairs) as Record<string, string>;
  }
  const md5Hash = text('md5Hash');
  const crc32c = text('crc32c');
  const expected = {
    ...(md5Hash === undefined ? {} : { md5Hash }),
    ...(crc32c === undefined ? {} : { crc32c }),
  };
  return { name: text('name'), attributes, expected };
}
