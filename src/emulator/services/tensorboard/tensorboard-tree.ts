import type { EmulatorClock } from '../../clock.ts';
import { boundPage, type BoundListRequest } from '../../store/bound-page.ts';
import { pick, without } from '../../store/fields.ts';
import { generateEtag } from '../../store/ids.ts';
import {
  type ListFields,
  listPage,
  mapField,
  textField,
  timeField,
} from '../../store/list-page.ts';
import { canonicalName } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { toSnakeCase } from '../../wire/type-table.ts';
import { approximateMessages } from '../messages.ts';
import { checkEtag, checkLabels, invalidField, requireDisplayName } from '../validation.ts';
import type { TensorboardInput, TensorboardLevel, TensorboardNode } from './tensorboard-level.ts';

const segmentsOf = { tensorboards: 6, experiments: 8, runs: 10, timeSeries: 12 } as const;

const listFields: ListFields<TensorboardNode> = {
  name: ({ name }) => textField(name),
  display_name: ({ displayName }) => textField(displayName),
  description: ({ description }) => textField(description),
  labels: ({ labels }) => mapField(labels),
  create_time: ({ createTime }) => timeField(createTime),
  update_time: ({ updateTime }) => timeField(updateTime),
  is_default: ({ isDefault = false }) => textField(String(isDefault)),
  source: ({ source }) => textField(source),
  value_type: ({ valueType }) => textField(valueType),
  plugin_name: ({ pluginName }) => textField(pluginName),
};

/** Tensorboards with their experiments, runs and time series, by full name. */
export class TensorboardTree {
  readonly #nodes: Table<TensorboardNode>;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#nodes = store.openTable('tensorboardNodes');
    this.#clock = clock;
  }

  /** @throws ApiError INVALID_ARGUMENT for the name of another level, NOT_FOUND */
  require(level: TensorboardLevel, given: string): TensorboardNode {
    const name = canonicalName(given);
    const segments = name.split('/');
    const isOne = segments.length === segmentsOf[level.collection];
    if (!isOne || segments.at(-2) !== level.collection) {
      throw new ApiError('INVALID_ARGUMENT', `Invalid ${level.message} resource name: "${given}".`);
    }
    const found = this.#nodes.get(name);
    if (found !== undefined) return found;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound(level.message, name));
  }

  /** Direct children of one level, in order of creation. */
  children(level: TensorboardLevel, parent: string): TensorboardNode[] {
    return this.below(level, parent).filter(({ name }) => {
      return name.split('/').length === parent.split('/').length + 2;
    });
  }

  /** All of one level, however deep below. */
  below(level: TensorboardLevel, ancestor: string): TensorboardNode[] {
    const depth = segmentsOf[level.collection];
    return this.#nodes
      .list(`${ancestor}/`)
      .filter(
        ({ name }) => name.split('/').length === depth && name.includes(`/${level.collection}/`),
      );
  }

  /** @throws ApiError INVALID_ARGUMENT, ALREADY_EXISTS */
  check(level: TensorboardLevel, name: string, input: TensorboardInput): void {
    this.#checkFields(level, name, input);
    if (this.#nodes.get(name) === undefined) return;
    throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists(level.message, name));
  }

  create(level: TensorboardLevel, name: string, input: TensorboardInput): TensorboardNode {
    this.check(level, name, input);
    const now = toTimestamp(this.#clock.now());
    const node: TensorboardNode = {
      ...pick(input, level.settable),
      name,
      createTime: now,
      updateTime: now,
      etag: generateEtag(),
    };
    this.#nodes.put(name, node);
    return node;
  }

  /** Sets the fields of the mask; without one, those that the input has. */
  update(level: TensorboardLevel, input: TensorboardInput, updateMask: string): TensorboardNode {
    return this.put(this.checkUpdate(level, input, updateMask));
  }

  /** The node as an update would leave it. @throws ApiError as the update would */
  checkUpdate(level: TensorboardLevel, input: TensorboardInput, mask: string): TensorboardNode {
    const node = this.require(level, input.name ?? '');
    checkEtag(input.etag, node.etag);
    const paths = mask.split(',').filter((path) => path !== '');
    const wrong = paths.filter((path) => !level.updatable.some((field) => field === path));
    if (wrong.length > 0) {
      throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
    }
    const changed = level.updatable.filter((field) =>
      paths.length > 0 ? paths.includes(field) : input[field] !== undefined,
    );
    const next = { ...without(node, changed), ...pick(input, changed) };
    this.#checkFields(level, node.name, next);
    return next;
  }

  /** Puts a changed node, with a new etag. */
  put(node: TensorboardNode): TensorboardNode {
    const updateTime = toTimestamp(this.#clock.now());
    const changed = { ...node, updateTime, etag: generateEtag() };
    this.#nodes.put(node.name, changed);
    return changed;
  }

  /** Puts what the service itself knows of a node. */
  note(node: TensorboardNode): void {
    this.#nodes.put(node.name, node);
  }

  /** Deletes a node and everything below. */
  delete(name: string): void {
    for (const node of this.#nodes.list(`${name}/`)) this.#nodes.delete(node.name);
    this.#nodes.delete(name);
  }

  list(
    level: TensorboardLevel,
    request: BoundListRequest,
    show: (node: TensorboardNode) => object,
  ): object {
    const parent = canonicalName(request.parent);
    const { defaultPageSize, maxPageSize } = level;
    const pageSize = Math.min(request.pageSize || defaultPageSize, maxPageSize);
    const { items, ...page } = boundPage({ ...request, pageSize }, (bound) =>
      listPage(this.children(level, parent), bound, listFields),
    );
    return { [level.listField]: items.map(show), ...page };
  }

  #checkFields(level: TensorboardLevel, name: string, input: TensorboardInput): void {
    const missing = level.required.find(
      (field) => input[field] === undefined || input[field] === '',
    );
    if (missing !== undefined) {
      const path = toSnakeCase(`${level.field}.${missing}`);
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(path));
    }
    if (input.displayName) requireDisplayName(input.displayName, 'display_name');
    checkLabels(input.labels, 'labels');
    if (level.collection !== 'runs' && level.collection !== 'timeSeries') return;
    const parent = name.split('/').slice(0, -2).join('/');
    const isTaken = this.children(level, parent).some(
      (sibling) => sibling.displayName === input.displayName && sibling.name !== name,
    );
    if (!isTaken) return;
    const what = `${level.message} with display name`;
    throw new ApiError(
      'ALREADY_EXISTS',
      approximateMessages.alreadyExists(what, input.displayName ?? ''),
    );
  }
}
