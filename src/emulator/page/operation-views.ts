import type { Operation } from '../store/operation.ts';
import { isJsonObject, type JsonValue } from '../wire/json.ts';
import { cut } from './cut.ts';
import { listingOf } from './listing.ts';
import type { Listing, OperationView } from './overview.ts';
import type { PageParts } from './page-parts.ts';

const operationLimit = 30;
const errorLength = 2_000;

/** Long-running operations, newest first. */
export function viewOperations({ store, clock }: PageParts): Listing<OperationView> {
  const newestFirst = store.operations.list('projects').toReversed();
  return listingOf(newestFirst, operationLimit, (operation) =>
    viewOperation(operation, clock.now()),
  );
}

function viewOperation({ name, metadata, done, error }: Operation, now: number): OperationView {
  const { createTime, updateTime } = timesIn(metadata['genericMetadata']);
  const outcome = error === undefined ? 'succeeded' : 'failed';
  return {
    name,
    method: methodOf(String(metadata['@type'])),
    resource: name.slice(0, name.lastIndexOf('/operations/')),
    state: done ? outcome : 'running',
    createTime,
    tookMs: (done ? Date.parse(updateTime) : now) - Date.parse(createTime),
    ...(error === undefined ? {} : { error: cut(error.message, errorLength) }),
  };
}

/** Types of metadata are named after methods, e.g. `google.cloud.aiplatform.v1.DeployModelOperationMetadata`. */
function methodOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1).replace(/OperationMetadata$/, '');
}

function timesIn(generic: JsonValue | undefined): { createTime: string; updateTime: string } {
  const { createTime, updateTime } = isJsonObject(generic) ? generic : {};
  return { createTime: String(createTime), updateTime: String(updateTime) };
}
