import { isConflict, ReleaseError } from '../errors/error.ts';
import type { Lineage, LineageKind } from '../ports/lineage.ts';
import type { Watch } from '../ports/operations.ts';
import { formatLocation, type Location } from '../vertex/resource-name.ts';
import type { AwaitOperation } from './operations.ts';
import { textOf, type VertexCall, type VertexRoutes } from './vertex-routes.ts';

/** Name of a node's kind in the query of its creation. */
const idFields: Readonly<Record<LineageKind, string>> = {
  artifacts: 'artifactId',
  executions: 'executionId',
  contexts: 'contextId',
};

const storeTimeoutMs = 5 * 60_000;

/** MetadataService behind the port. */
export function googleLineage(routes: VertexRoutes, awaitOperation: AwaitOperation): Lineage {
  const createStore = async (location: Location) => {
    const parent = formatLocation(location);
    const operation = await orWhenThere(
      routes.send({
        method: 'MetadataService.CreateMetadataStore',
        resource: parent,
        class: 'repeatable',
        verb: 'POST',
        path: `${parent}/metadataStores?metadataStoreId=default`,
        body: {},
      }),
    );
    const watch: Watch = { timeoutMs: storeTimeoutMs, signal: new AbortController().signal };
    if (operation !== undefined && operation['done'] !== true) {
      await awaitOperation(textOf(operation['name']), watch);
    }
  };

  return {
    async ensure(location, { kind, id, content }) {
      const store = `${formatLocation(location)}/metadataStores/default`;
      const name = `${store}/${kind}/${id}`;
      const query = new URLSearchParams({ [idFields[kind]]: id });
      const create = () => orWhenThere(routes.send(creationOf(kind, name, store, query, content)));
      try {
        await create();
      } catch (error) {
        if (!isAbsent(error)) throw error;
        await createStore(location);
        await create();
      }
      return name;
    },

    async addEvents(execution, events) {
      await routes.send({
        method: 'MetadataService.AddExecutionEvents',
        resource: execution,
        class: 'repeatable',
        verb: 'POST',
        path: `${execution}:addExecutionEvents`,
        body: { events: events.map(({ artifact, type }) => ({ artifact, type })) },
      });
    },

    async addToContext(context, { artifacts, executions }) {
      await routes.send({
        method: 'MetadataService.AddContextArtifactsAndExecutions',
        resource: context,
        class: 'repeatable',
        verb: 'POST',
        path: `${context}:addContextArtifactsAndExecutions`,
        body: { artifacts, executions },
      });
    },
  };
}

function creationOf(
  kind: LineageKind,
  resource: string,
  store: string,
  query: URLSearchParams,
  body: VertexCall['body'] & object,
): VertexCall {
  const path = `${store}/${kind}?${query}`;
  const call = { resource, class: 'repeatable', verb: 'POST', path, body } as const;
  switch (kind) {
    case 'artifacts':
      return { method: 'MetadataService.CreateArtifact', ...call };
    case 'executions':
      return { method: 'MetadataService.CreateExecution', ...call };
    case 'contexts':
      return { method: 'MetadataService.CreateContext', ...call };
  }
}

/** Ids are ours: what has the id already is what would have been made. */
async function orWhenThere<T>(made: Promise<T>): Promise<T | undefined> {
  try {
    return await made;
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof ReleaseError && error.code === 'RESOURCE_NOT_FOUND';
}
