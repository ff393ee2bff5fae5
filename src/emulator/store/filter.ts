import { ApiError } from '../wire/api-error.ts';
import type { Comparator, Comparison, Filter, FilterCall } from './filter-parser.ts';
import { sortableTime } from './time.ts';

/** A field as a filter sees it. */
export type FilterField =
  | { kind: 'text'; value: string | undefined }
  | { kind: 'number'; value: number | undefined }
  | { kind: 'time'; value: string | undefined }
  | { kind: 'map'; value: Readonly<Record<string, unknown>> }
  /** Text of which `=` and `!=` take `*` for anything (AIP-160). */
  | { kind: 'wildcard'; value: string | undefined }
  /** `:` asks for one of the values. */
  | { kind: 'list'; value: readonly string[] }
  /** What lies below decides by itself. */
  | { kind: 'nested'; at: (path: readonly string[]) => FilterField };

/** Looks a field up by path. @throws ApiError for a field that may not be filtered by. */
export type FieldLookup = (path: readonly string[]) => FilterField;

/** Whether a call that stands by itself holds. @throws ApiError for a function that is not known. */
export type CallTest = (call: FilterCall) => boolean;

export function matchesFilter(
  filter: Filter | undefined,
  lookUp: FieldLookup,
  holds: CallTest = refuseCall,
): boolean {
  if (filter === undefined) return true;
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => matchesFilter(part, lookUp, holds));
    case 'or':
      return filter.of.some((part) => matchesFilter(part, lookUp, holds));
    case 'not':
      return !matchesFilter(filter.of, lookUp, holds);
    case 'comparison':
      return matchesComparison(filter, lookUp(filter.path));
    case 'call':
      return holds(filter);
  }
}

/** All comparisons anywhere in a filter. */
export function comparisonsIn(filter: Filter | undefined): Comparison[] {
  if (filter === undefined) return [];
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(filter.of);
    case 'comparison':
      return [filter];
    case 'call':
      return [];
  }
}

export function unknownField(path: readonly string[]): ApiError {
  return new ApiError('INVALID_ARGUMENT', `Invalid filter: unsupported field "${path.join('.')}".`);
}

/** @throws ApiError INVALID_ARGUMENT, always */
export function refuseCall({ name }: FilterCall): never {
  throw new ApiError('INVALID_ARGUMENT', `Invalid filter: unknown function ${name}().`);
}

function matchesComparison({ comparator, value, path }: Comparison, field: FilterField): boolean {
  if (value.kind === 'call') return matchesCall(comparator, value, field, path);
  switch (field.kind) {
    case 'map':
      if (comparator === ':') return value.text === '*' || Object.hasOwn(field.value, value.text);
      throw unknownField(path);
    case 'time': {
      const wanted = sortableTime(value.text);
      if (wanted === undefined) {
        throw new ApiError('INVALID_ARGUMENT', `Invalid filter: "${value.text}" is not a time.`);
      }
      const given = field.value === undefined ? undefined : sortableTime(field.value);
      return (
        given !== undefined && compares(comparator, given < wanted ? -1 : given > wanted ? 1 : 0)
      );
    }
    case 'number':
      return field.value !== undefined && compares(comparator, field.value - Number(value.text));
    case 'text':
      return matchesText(comparator, value.text, field.value);
    case 'wildcard': {
      if (comparator !== '=' && comparator !== '!=') {
        return matchesText(comparator, value.text, field.value);
      }
      const isMatch = field.value !== undefined && wildcard(value.text, true).test(field.value);
      return isMatch === (comparator === '=');
    }
    case 'list':
      if (comparator === ':') return field.value.includes(value.text);
      throw unknownField(path);
    case 'nested':
      throw unknownField(path);
  }
}

function matchesText(comparator: Comparator, wanted: string, given: string | undefined): boolean {
  if (comparator === ':') return given !== undefined && wildcard(wanted, false).test(given);
  if (comparator === '!=') return given !== wanted;
  if (comparator === '=~' || comparator === '!~') {
    return (given !== undefined && new RegExp(wanted, 'u').test(given)) === (comparator === '=~');
  }
  return given !== undefined && compares(comparator, given < wanted ? -1 : given > wanted ? 1 : 0);
}

function matchesCall(
  comparator: Comparator,
  call: FilterCall,
  field: FilterField,
  path: readonly string[],
): boolean {
  const isScalar = field.kind === 'text' || field.kind === 'number' || field.kind === 'time';
  if (!isScalar || (comparator !== '=' && comparator !== '!=')) throw unknownField(path);
  const given = field.value === undefined ? '' : String(field.value);
  return callHolds(call, given) === (comparator === '=');
}

function callHolds(call: FilterCall, given: string): boolean {
  const [first = ''] = call.args;
  switch (call.name) {
    case 'starts_with':
      return given.startsWith(first);
    case 'ends_with':
      return given.endsWith(first);
    case 'has_substring':
      return given.includes(first);
    case 'one_of':
      return call.args.includes(given);
    case 'monitoring.regex.full_match':
      return new RegExp(`^(?:${first})$`, 'u').test(given);
    default:
      return refuseCall(call);
  }
}

function compares(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case '=':
    case ':':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return false;
  }
}

/** `*` matches anything; without one, `:` asks for a substring. */
function wildcard(pattern: string, isWhole: boolean): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const body = parts.join('.*');
  return isWhole || parts.length > 1 ? new RegExp(`^${body}$`, 'su') : new RegExp(body, 'su');
}
