import { boundPage, type BoundListRequest } from '../../store/bound-page.ts';
import { type FilterField, unknownField } from '../../store/filter.ts';
import {
  type ListCalls,
  type ListFields,
  listPage,
  type Page,
  timeField,
} from '../../store/list-page.ts';
import type { JsonObject } from '../../wire/json.ts';
import { invalidField } from '../validation.ts';
import { canonicalFilter } from './metadata-names.ts';
import type { NodeKind, StoredNode } from './node-kind.ts';

const maxPageSize = 1000;

/** Lists of metadata take 1 to 1000; 0 is the default. @throws ApiError INVALID_ARGUMENT */
export function checkPageSize(pageSize = 0): void {
  if (pageSize < 0 || pageSize > maxPageSize) {
    throw invalidField('page_size', `It must be in range 1-${maxPageSize}, found ${pageSize}.`);
  }
}

/** What lists of a kind filter and order by. */
export function nodeFields(
  kind: NodeKind,
  childrenOf: (context: string) => readonly string[],
): ListFields<StoredNode> {
  const common: ListFields<StoredNode> = {
    name: ({ node }) => ({ kind: 'wildcard', value: node.name }),
    display_name: ({ node }) => ({ kind: 'wildcard', value: node.displayName }),
    schema_title: ({ node }) => ({ kind: 'wildcard', value: node.schemaTitle }),
    create_time: ({ node }) => timeField(node.createTime),
    update_time: ({ node }) => timeField(node.updateTime),
    metadata: ({ node }) => ({
      kind: 'nested',
      at: (path) => metadataField(node.metadata ?? {}, path),
    }),
  };
  if (kind.message === 'Context') {
    return {
      ...common,
      parent_contexts: ({ contexts }) => ({ kind: 'list', value: contexts }),
      child_contexts: ({ node }) => ({ kind: 'list', value: childrenOf(node.name) }),
    };
  }
  const state: ListFields<StoredNode> = {
    state: ({ node }) => ({ kind: 'text', value: node.state }),
  };
  return kind.message === 'Execution'
    ? { ...common, ...state }
    : { ...common, ...state, uri: ({ node }) => ({ kind: 'wildcard', value: node.uri }) };
}

/** Artifacts and executions can be asked for the contexts they are in. */
export const nodeCalls: ListCalls<StoredNode> = {
  in_context: ({ contexts }, names) => names.every((name) => contexts.includes(name)),
};

/** One page of nodes. @throws ApiError INVALID_ARGUMENT */
export function pageOfNodes(
  nodes: readonly StoredNode[],
  request: BoundListRequest,
  fields: ListFields<StoredNode>,
  calls: ListCalls<StoredNode>,
): Page<StoredNode> {
  checkPageSize(request.pageSize);
  const filter = canonicalFilter(request.filter ?? '');
  return boundPage(request, (bound) => listPage(nodes, { ...bound, filter }, fields, calls));
}

/** `metadata.KEY.number_value`, `.string_value` or `.bool_value`: undefined for a value of another type. */
function metadataField(metadata: JsonObject, path: readonly string[]): FilterField {
  const [key = '', type, ...rest] = path;
  const value = metadata[key];
  if (rest.length === 0 && type === 'number_value') {
    return { kind: 'number', value: typeof value === 'number' ? value : undefined };
  }
  if (rest.length === 0 && type === 'string_value') {
    return { kind: 'wildcard', value: typeof value === 'string' ? value : undefined };
  }
  if (rest.length === 0 && type === 'bool_value') {
    return { kind: 'text', value: typeof value === 'boolean' ? String(value) : undefined };
  }
  throw unknownField(['metadata', ...path]);
}
