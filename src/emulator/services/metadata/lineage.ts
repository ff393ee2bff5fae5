import type { EmulatorClock } from '../../clock.ts';
import { filterResources } from '../../store/list-page.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { checkLabels, invalidField } from '../validation.ts';
import type { LineageEvent, MetadataGraph } from './metadata-graph.ts';
import { nodeFields } from './metadata-list.ts';
import { canonicalFilter, metadataStoreOf } from './metadata-names.ts';
import { artifactKind, contextKind, executionKind, type NodeKind } from './node-kind.ts';
import { nodeResource } from './nodes.ts';

const service = 'google.cloud.aiplatform.v1.MetadataService';
/** Of artifacts, executions and events of one answer. */
const maxSubgraph = 1000;
const artifactFields = nodeFields(artifactKind, () => []);

/** Names of the nodes of a subgraph, with the events between them. */
interface Subgraph {
  artifacts: readonly string[];
  executions: readonly string[];
  events: readonly LineageEvent[];
}

/** Which executions read and wrote which artifacts. */
export class Lineage {
  readonly #graph: MetadataGraph;
  readonly #clock: EmulatorClock;

  constructor(graph: MetadataGraph, clock: EmulatorClock) {
    this.#graph = graph;
    this.#clock = clock;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.AddExecutionEvents`]: (request: AddEventsRequest) => this.#addEvents(request),
      [`${service}.QueryExecutionInputsAndOutputs`]: ({ execution }: { execution: string }) =>
        this.#ofExecution(execution),
      [`${service}.QueryContextLineageSubgraph`]: ({ context }: { context: string }) =>
        this.#ofContext(context),
      [`${service}.QueryArtifactLineageSubgraph`]: (request: ArtifactQuery) =>
        this.#ofArtifact(request),
    };
  }

  #addEvents({ execution: given, events = [] }: AddEventsRequest): object {
    const execution = this.#graph.require(executionKind, given).node.name;
    const eventTime = toTimestamp(this.#clock.now());
    for (const { artifact: name = '', type, labels } of events) {
      const artifact = this.#graph.require(artifactKind, name).node.name;
      if (metadataStoreOf(artifact) !== metadataStoreOf(execution)) {
        throw invalidField('events.artifact', `"${name}" is in another MetadataStore.`);
      }
      if (type !== 'INPUT' && type !== 'OUTPUT') {
        throw invalidField('events.type', 'It must be INPUT or OUTPUT.');
      }
      checkLabels(labels, 'events.labels');
      this.#graph.addEvent({ artifact, execution, eventTime, type, ...(labels && { labels }) });
    }
    return {};
  }

  #ofExecution(given: string): object {
    const execution = this.#graph.require(executionKind, given).node.name;
    const events = this.#graph.eventsOf(execution);
    const artifacts = events.map(({ artifact }) => artifact);
    return this.#answer({ artifacts, executions: [execution], events });
  }

  /** What is in the context itself, and the events between any two of it. */
  #ofContext(given: string): object {
    const context = this.#graph.require(contextKind, given).node.name;
    const inContext = (kind: NodeKind): string[] =>
      this.#graph
        .list(kind, metadataStoreOf(context))
        .filter(({ contexts }) => contexts.includes(context))
        .map(({ node }) => node.name);
    const artifacts = new Set(inContext(artifactKind));
    const executions = inContext(executionKind);
    const events = executions
      .flatMap((execution) => this.#graph.eventsOf(execution))
      .filter(({ artifact }) => artifacts.has(artifact));
    return this.#answer({ artifacts: [...artifacts], executions, events });
  }

  /**
   * Goes along events in both directions. Each event is one hop; artifacts that the filter refuses
   * are left out, and so is what lies behind them.
   */
  #ofArtifact({ artifact: given, maxHops = Infinity, filter = '' }: ArtifactQuery): object {
    const { node, contexts } = this.#graph.require(artifactKind, given);
    if (maxHops < 0) throw invalidField('max_hops', 'It must not be negative.');
    const text = canonicalFilter(filter);
    filterResources([{ node, contexts }], text, artifactFields);
    const artifacts = new Set([node.name]);
    const executions = new Set<string>();
    const events = new Set<LineageEvent>();
    let border = [node.name];
    for (let hop = 1; hop <= maxHops && border.length > 0; hop += 1) {
      const next = new Set<string>();
      for (const event of border.flatMap((name) => this.#graph.eventsOf(name))) {
        if (!artifacts.has(event.artifact) && !this.#admits(event.artifact, text)) continue;
        events.add(event);
        if (!artifacts.has(event.artifact)) next.add(event.artifact);
        if (!executions.has(event.execution)) next.add(event.execution);
        artifacts.add(event.artifact);
        executions.add(event.execution);
      }
      border = [...next];
    }
    return this.#answer({
      artifacts: [...artifacts],
      executions: [...executions],
      events: [...events],
    });
  }

  #admits(artifact: string, filter: string): boolean {
    const found = this.#graph.find(artifactKind, artifact);
    return found !== undefined && filterResources([found], filter, artifactFields).length > 0;
  }

  /** @throws ApiError FAILED_PRECONDITION over 1000 of one kind */
  #answer({ artifacts, executions, events }: Subgraph): object {
    const sizes = [artifacts, executions, events].map(({ length }) => length);
    if (sizes.some((size) => size > maxSubgraph)) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `The subgraph exceeds ${maxSubgraph} nodes or events.`,
      );
    }
    return {
      artifacts: artifacts.map((name) => this.#resource(artifactKind, name)),
      executions: executions.map((name) => this.#resource(executionKind, name)),
      events,
    };
  }

  #resource(kind: NodeKind, name: string): object {
    return nodeResource(kind, this.#graph.require(kind, name));
  }
}

interface AddEventsRequest {
  execution: string;
  events?: { artifact?: string; type?: string; labels?: Record<string, string> }[];
}

interface ArtifactQuery {
  artifact: string;
  maxHops?: number;
  filter?: string;
}
