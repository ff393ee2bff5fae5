import { randomUUID } from 'node:crypto';
import { canonicalName } from '../../store/names.ts';
import { ApiError } from '../../wire/api-error.ts';
import { invalidField } from '../validation.ts';

const storeForm = /^projects\/[^/]+\/locations\/[^/]+\/metadataStores\/[^/]+$/;

/** @throws ApiError INVALID_ARGUMENT when it does not name a MetadataStore. */
export function metadataStoreName(given: string): string {
  const name = canonicalName(given);
  if (storeForm.test(name)) return name;
  throw new ApiError('INVALID_ARGUMENT', `Invalid MetadataStore resource name: "${given}".`);
}

/**
 * The canonical form of the name of something in a MetadataStore.
 * @throws ApiError INVALID_ARGUMENT when it does not name one of the collection.
 */
export function nameIn(collection: string, given: string): string {
  const name = canonicalName(given);
  const [found, id = ''] = name.split('/').slice(6);
  const isOne = storeForm.test(metadataStoreOf(name)) && found === collection && id !== '';
  if (isOne && name.split('/').length === 8) return name;
  throw new ApiError('INVALID_ARGUMENT', `Invalid resource name "${given}" in ${collection}.`);
}

/** The store that something is in. */
export function metadataStoreOf(name: string): string {
  return name.split('/').slice(0, 6).join('/');
}

/**
 * The id for a new resource: 4 to 128 of `[a-z0-9-]`, a UUID where none is given.
 * @throws ApiError INVALID_ARGUMENT
 */
export function newMetadataId(given: string | undefined, field: string): string {
  if (given === undefined || given === '') return randomUUID();
  if (/^[a-z0-9-]{4,128}$/.test(given)) return given;
  throw invalidField(field, `"${given}" is invalid: it must match [a-z0-9-]{4,128}.`);
}

/** A filter in which names have the number of their project. */
export function canonicalFilter(filter: string): string {
  return filter.replace(
    /(["'])(projects\/[^"']+)/g,
    (_whole, quote: string, name: string) => quote + canonicalName(name),
  );
}
