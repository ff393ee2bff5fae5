import { type FilterField, matchesFilter, unknownField } from '../../store/filter.ts';
import { parseFilter } from '../../store/filter-parser.ts';
import { offsetOf, tokenOf } from '../../store/list-page.ts';
import { ApiError } from '../../wire/api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';

export interface ResourceListRequest {
  filter?: string;
  orderBy?: string;
  pageSize?: number;
  pageToken?: string;
}

export interface ResourcePage<Resource> {
  items: Resource[];
  nextPageToken?: string;
  /** Of all pages. */
  totalSize: number;
}

/**
 * Filters and orders by the named fields and what lies in them. Cloud Monitoring orders downwards by
 * a minus sign before the field.
 * @throws ApiError INVALID_ARGUMENT
 */
export function listResources<Resource extends object>(
  resources: readonly Resource[],
  request: ResourceListRequest,
  fields: readonly string[],
  maxPageSize: number,
): ResourcePage<Resource> {
  const filter = parseFilter(request.filter ?? '');
  const kept = resources.filter((resource) =>
    matchesFilter(filter, (path) => fieldAt(resource as JsonObject, path, fields)),
  );
  const ordered = inOrder(kept, request.orderBy ?? '', fields);
  const page = pageOf(ordered, request, maxPageSize);
  return { ...page, totalSize: ordered.length };
}

/** One page; sizes that are not positive, or too large, mean the largest. */
export function pageOf<Item>(
  items: readonly Item[],
  { pageSize = 0, pageToken }: { pageSize?: number; pageToken?: string },
  maxPageSize: number,
): { items: Item[]; nextPageToken?: string } {
  const size = pageSize > 0 ? Math.min(pageSize, maxPageSize) : maxPageSize;
  const from = pageToken ? offsetOf(pageToken) : 0;
  const page = items.slice(from, from + size);
  const end = from + page.length;
  return end < items.length ? { items: page, nextPageToken: tokenOf(end) } : { items: page };
}

function fieldAt(
  resource: JsonObject,
  path: readonly string[],
  fields: readonly string[],
): FilterField {
  const [head = '', ...rest] = path;
  const name = head.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  if (!fields.includes(name)) throw unknownField(path);
  let value: JsonValue | undefined = resource[name];
  for (const [index, key] of rest.entries()) {
    if (!isJsonObject(value)) return { kind: 'text', value: undefined };
    value = value[key] ?? value[rest.slice(index).join('.')];
  }
  if (isJsonObject(value)) return { kind: 'map', value };
  if (Array.isArray(value)) return { kind: 'text', value: value.map(String).join(' ') };
  if (typeof value === 'number') return { kind: 'number', value };
  return { kind: 'text', value: value === undefined || value === null ? undefined : String(value) };
}

function inOrder<Resource extends object>(
  resources: readonly Resource[],
  orderBy: string,
  fields: readonly string[],
): Resource[] {
  const keys = orderBy
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, minus, field] = /^(-?)([\w.]+)$/.exec(part) ?? [];
      if (field === undefined) {
        throw new ApiError('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
      }
      return { path: field.split('.'), sign: minus === '-' ? -1 : 1 };
    });
  return resources.toSorted((a, b) => {
    for (const { path, sign } of keys) {
      const x = sortKey(fieldAt(a as JsonObject, path, fields));
      const y = sortKey(fieldAt(b as JsonObject, path, fields));
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  });
}

function sortKey(field: FilterField): string | number {
  return field.kind === 'text' || field.kind === 'number' ? (field.value ?? '') : '';
}
