import { ApiError } from '../wire/api-error.ts';
import { toSnakeCase } from '../wire/type-table.ts';
import { matchesFilter, type FilterField, refuseCall, unknownField } from './filter.ts';
import { parseFilter } from './filter-parser.ts';

/** What standard list methods take. */
export interface ListRequest {
  filter?: string;
  orderBy?: string;
  pageSize?: number;
  pageToken?: string;
  readMask?: string;
}

/** Fields of a resource that lists filter and order by, under their snake_case name. */
export type ListFields<Resource> = Readonly<Record<string, (resource: Resource) => FilterField>>;

/** Functions that a filter may call by themselves, by name. */
export type ListCalls<Resource> = Readonly<
  Record<string, (resource: Resource, args: readonly string[]) => boolean>
>;

export interface Page<Resource> {
  items: Resource[];
  nextPageToken?: string;
}

const defaultPageSize = 100;
const maxPageSize = 1000;

/** Filters, orders and cuts one page. @throws ApiError INVALID_ARGUMENT */
export function listPage<Resource extends object>(
  resources: readonly Resource[],
  request: ListRequest,
  fields: ListFields<Resource>,
  calls: ListCalls<Resource> = {},
): Page<Resource> {
  const kept = filterResources(resources, request.filter, fields, calls);
  const ordered = orderResources(kept, request.orderBy, fields);
  return cutPage(ordered, request, (item) => withMask(item, request.readMask));
}

/** Those that a filter admits. @throws ApiError INVALID_ARGUMENT */
export function filterResources<Resource>(
  resources: readonly Resource[],
  text: string | undefined,
  fields: ListFields<Resource>,
  calls: ListCalls<Resource> = {},
): Resource[] {
  const filter = parseFilter(text ?? '');
  return resources.filter((resource) =>
    matchesFilter(
      filter,
      (path) => lookUp(resource, path, fields),
      (call) => {
        const holds = Object.hasOwn(calls, call.name) ? calls[call.name] : undefined;
        return holds === undefined ? refuseCall(call) : holds(resource, call.args);
      },
    ),
  );
}

/** One page of a list that is already in order. */
export function cutPage<Item, Shown>(
  items: readonly Item[],
  request: { pageSize?: number; pageToken?: string },
  show: (item: Item) => Shown,
): Page<Shown> {
  const size = Math.min(positive(request.pageSize) ?? defaultPageSize, maxPageSize);
  const from = request.pageToken ? offsetOf(request.pageToken) : 0;
  const page = items.slice(from, from + size).map(show);
  const end = from + page.length;
  return end < items.length ? { items: page, nextPageToken: tokenOf(end) } : { items: page };
}

export function tokenOf(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

/** @throws ApiError INVALID_ARGUMENT */
export function offsetOf(token: string): number {
  const match = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (match === null) throw new ApiError('INVALID_ARGUMENT', 'The page token is invalid.');
  return Number(match[1]);
}

export function textField(value: string | undefined): FilterField {
  return { kind: 'text', value };
}

export function timeField(value: string | undefined): FilterField {
  return { kind: 'time', value };
}

export function mapField(value: Readonly<Record<string, unknown>> | undefined): FilterField {
  return { kind: 'map', value: value ?? {} };
}

function lookUp<Resource>(
  resource: Resource,
  path: readonly string[],
  fields: ListFields<Resource>,
): FilterField {
  const [head = '', ...rest] = path;
  const name = toSnakeCase(head);
  const field = Object.hasOwn(fields, name) ? fields[name]?.(resource) : undefined;
  if (field === undefined) throw unknownField(path);
  if (rest.length === 0) return field;
  if (field.kind === 'nested') return field.at(rest);
  const key = rest.join('.');
  if (field.kind !== 'map') throw unknownField(path);
  const value = field.value[key];
  return { kind: 'text', value: typeof value === 'string' ? value : undefined };
}

/** In the order that `order_by` asks for; those alike keep theirs. @throws ApiError INVALID_ARGUMENT */
export function orderResources<Resource>(
  resources: readonly Resource[],
  orderBy = '',
  fields: ListFields<Resource>,
): Resource[] {
  const keys = orderBy
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', direction = 'asc'] = part.split(/\s+/);
      if (direction !== 'asc' && direction !== 'desc') {
        throw new ApiError('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
      }
      return { path: [name], sign: direction === 'desc' ? -1 : 1 };
    });
  return resources.toSorted((a, b) => {
    for (const { path, sign } of keys) {
      const [x, y] = [sortKey(lookUp(a, path, fields)), sortKey(lookUp(b, path, fields))];
      if (x !== y) return x < y ? -sign : sign;
    }
    return 0;
  });
}

/** What a field is ordered by. */
export function sortKey(field: FilterField): string | number {
  const isScalar = field.kind !== 'map' && field.kind !== 'list' && field.kind !== 'nested';
  return isScalar ? (field.value ?? '') : '';
}

function withMask<Resource extends object>(resource: Resource, mask: string | undefined): Resource {
  if (!mask || mask === '*') return resource;
  const wanted = new Set(mask.split(',').map((path) => path.split('.')[0]));
  const kept = Object.entries(resource).filter(([key]) => wanted.has(key));
  return Object.fromEntries(kept) as Resource;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
