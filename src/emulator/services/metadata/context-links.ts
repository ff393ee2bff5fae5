import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { MetadataGraph } from './metadata-graph.ts';
import { metadataStoreOf } from './metadata-names.ts';
import { artifactKind, contextKind, executionKind, type NodeKind } from './node-kind.ts';

const service = 'google.cloud.aiplatform.v1.MetadataService';
const maxParents = 10;

/** What is in a context: artifacts, executions and child contexts. */
export class ContextLinks {
  readonly #graph: MetadataGraph;

  constructor(graph: MetadataGraph) {
    this.#graph = graph;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.AddContextArtifactsAndExecutions`]: (request: AddNodesRequest) =>
        this.#addNodes(request),
      [`${service}.AddContextChildren`]: (request: ChildrenRequest) => this.#addChildren(request),
      [`${service}.RemoveContextChildren`]: (request: ChildrenRequest) =>
        this.#removeChildren(request),
    };
  }

  #addNodes({ context: given, artifacts = [], executions = [] }: AddNodesRequest): object {
    const context = this.#graph.require(contextKind, given).node.name;
    for (const name of artifacts) this.#add(artifactKind, name, context);
    for (const name of executions) this.#add(executionKind, name, context);
    return {};
  }

  #addChildren({ context: given, childContexts = [] }: ChildrenRequest): object {
    const context = this.#graph.require(contextKind, given).node.name;
    for (const child of childContexts) {
      const { node, contexts } = this.#graph.require(contextKind, child);
      if (this.#isBelow(context, node.name)) {
        throw refusal(`Adding "${node.name}" to "${context}" would create a cycle.`);
      }
      if (!contexts.includes(context) && contexts.length >= maxParents) {
        throw refusal(`The Context "${node.name}" has ${maxParents} parents already.`);
      }
      this.#add(contextKind, child, context);
    }
    return {};
  }

  #removeChildren({ context: given, childContexts = [] }: ChildrenRequest): object {
    const context = this.#graph.require(contextKind, given).node.name;
    for (const child of childContexts) {
      const stored = this.#graph.require(contextKind, child);
      const contexts = stored.contexts.filter((each) => each !== context);
      this.#graph.put(contextKind, { ...stored, contexts });
    }
    return {};
  }

  #add(kind: NodeKind, name: string, context: string): void {
    const stored = this.#graph.require(kind, name);
    if (metadataStoreOf(stored.node.name) !== metadataStoreOf(context)) {
      throw refusal(`"${name}" is not in the MetadataStore of "${context}".`);
    }
    if (stored.contexts.includes(context)) return;
    this.#graph.put(kind, { ...stored, contexts: [...stored.contexts, context] });
  }

  /** True when `context` is `ancestor` or below it. */
  #isBelow(context: string, ancestor: string): boolean {
    if (context === ancestor) return true;
    const parents = this.#graph.find(contextKind, context)?.contexts ?? [];
    return parents.some((parent) => this.#isBelow(parent, ancestor));
  }
}

interface AddNodesRequest {
  context: string;
  artifacts?: string[];
  executions?: string[];
}

interface ChildrenRequest {
  context: string;
  childContexts?: string[];
}

function refusal(text: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', text);
}
