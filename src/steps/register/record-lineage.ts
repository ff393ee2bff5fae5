import type { StepContext } from '../../ports/ports.ts';
import type { Location } from '../../vertex/resource-name.ts';
import { type Attempt, attempt } from './attempt.ts';
import { lineageGraph, type LineageFacts } from './lineage-graph.ts';

export interface RecordedLineage {
  /** Resource name of the release's context. */
  context: string;
  artifacts: number;
}

/**
 * Writes where the version comes from into Vertex ML Metadata. A failure is a warning: the labels of
 * the version and the record say the same.
 */
export async function recordLineage(
  location: Location,
  facts: LineageFacts,
  { ports: { lineage, host } }: StepContext,
): Promise<Attempt<RecordedLineage>> {
  const { context, execution, inputs, outputs } = lineageGraph(facts);
  return await attempt('writing the lineage into Vertex ML Metadata', host, async () => {
    const contextName = await lineage.ensure(location, context);
    const executionName = await lineage.ensure(location, execution);
    const read: string[] = [];
    for (const node of inputs) read.push(await lineage.ensure(location, node));
    const written: string[] = [];
    for (const node of outputs) written.push(await lineage.ensure(location, node));
    await lineage.addEvents(executionName, [
      ...read.map((artifact) => ({ artifact, type: 'INPUT' as const })),
      ...written.map((artifact) => ({ artifact, type: 'OUTPUT' as const })),
    ]);
    const artifacts = [...read, ...written];
    await lineage.addToContext(contextName, { artifacts, executions: [executionName] });
    host.say(`lineage in Vertex ML Metadata: ${contextName}`);
    return { context: contextName, artifacts: artifacts.length };
  });
}
