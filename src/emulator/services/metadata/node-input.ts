import { pick } from '../../store/fields.ts';
import type { JsonObject } from '../../wire/json.ts';
import { checkLabels, invalidField } from '../validation.ts';
import type { MetadataNode, NodeKind } from './node-kind.ts';

/** What a request says of a node. */
export type NodeInput = Partial<MetadataNode>;

const maxMetadataBytes = 200 * 1024;
const maxDisplayName = 128;

/** The fields that a client may set, checked. @throws ApiError INVALID_ARGUMENT */
export function readNodeInput(kind: NodeKind, input: NodeInput): NodeInput {
  const { displayName = '', labels, metadata } = input;
  if ([...displayName].length > maxDisplayName) {
    throw invalidField(`${kind.field}.display_name`, `It may have ${maxDisplayName} characters.`);
  }
  checkLabels(labels, `${kind.field}.labels`);
  const settable = pick(input, kind.settable);
  return metadata === undefined ? settable : { ...settable, metadata: readMetadata(metadata) };
}

/**
 * The fields of an update: those of the mask, which a request that leaves them out clears; without a
 * mask those that the request has.
 * @throws ApiError INVALID_ARGUMENT for a mask with a field that cannot be set.
 */
export function updatedFields(
  kind: NodeKind,
  input: NodeInput,
  updateMask = '',
): readonly (keyof MetadataNode)[] {
  const paths = updateMask.split(',').filter((path) => path !== '');
  const fields = kind.settable.filter((field) => paths.includes(field));
  const wrong = paths.filter((path) => !fields.some((field) => field === path));
  if (wrong.length > 0 && !paths.includes('*')) {
    throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
  }
  if (paths.includes('*')) return kind.settable;
  return paths.length > 0 ? fields : kind.settable.filter((field) => input[field] !== undefined);
}

/** Spaces around keys of the top level are trimmed. @throws ApiError over 200 KB */
function readMetadata(metadata: JsonObject): JsonObject {
  if (Buffer.byteLength(JSON.stringify(metadata)) > maxMetadataBytes) {
    throw invalidField('metadata', 'It should not exceed 200KB.');
  }
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key.trim(), value]));
}
