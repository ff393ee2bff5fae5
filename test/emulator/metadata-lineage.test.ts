import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from './harness.ts';
import { MetadataCaller } from './metadata-caller.ts';

// Rules: comments of metadata_service.proto. raw → clean → {data, stats}; data → train → model.

const store = 'projects/1/locations/us-central1/metadataStores/default';
let real: MetadataCaller;

function artifact(id: string): string {
  return `${store}/artifacts/${id}`;
}

function execution(id: string): string {
  return `${store}/executions/${id}`;
}

function idsOf(answer: Json): Record<string, string[]> {
  const ids = (list: string): string[] =>
    [...(answer[list] ?? [])]
      .map((each) => String(each['name']).split('/').at(-1) ?? '')
      .toSorted();
  const events = [...(answer['events'] ?? [])].map((event) => {
    const end = (key: string): string => String(event[key]).split('/').at(-1) ?? '';
    return event['type'] === ('INPUT' as unknown)
      ? `${end('artifact')} > ${end('execution')}`
      : `${end('execution')} > ${end('artifact')}`;
  });
  return { artifacts: ids('artifacts'), executions: ids('executions'), events: events.toSorted() };
}

async function add(id: string, artifactId: string, type: 'INPUT' | 'OUTPUT'): Promise<void> {
  const events = [{ artifact: artifact(artifactId), type }];
  await real.call('AddExecutionEvents', { execution: execution(id), events });
}

beforeEach(async () => {
  real = await MetadataCaller.open();
  for (const id of ['raw-data', 'data', 'stats', 'model']) {
    await real.call('CreateArtifact', {
      parent: store,
      artifactId: id,
      artifact: { displayName: id },
    });
  }
  for (const id of ['clean', 'train']) {
    await real.call('CreateExecution', { parent: store, executionId: id, execution: {} });
  }
  await add('clean', 'raw-data', 'INPUT');
  await add('clean', 'data', 'OUTPUT');
  await add('clean', 'stats', 'OUTPUT');
  await add('train', 'data', 'INPUT');
  await add('train', 'model', 'OUTPUT');
});

describe('lineage', () => {
  it('of an execution is what it read and wrote', async () => {
    const answer = await real.call('QueryExecutionInputsAndOutputs', {
      execution: execution('train'),
    });
    expect(idsOf(answer)).toEqual({
      artifacts: ['data', 'model'],
      executions: ['train'],
      events: ['data > train', 'train > model'],
    });
    expect(answer['events']?.[Symbol.iterator]().next().value).toMatchObject({
      eventTime: '2026-03-01T12:00:00.000Z',
    });
  });

  it('has one event between an execution and an artifact', async () => {
    await add('train', 'data', 'OUTPUT');
    const answer = await real.call('QueryExecutionInputsAndOutputs', {
      execution: execution('train'),
    });
    expect(idsOf(answer)['events']).toEqual(['data > train', 'train > model']);
  });

  const wrong: { event: object; status: string }[] = [
    { event: { artifact: artifact('none'), type: 'INPUT' }, status: 'NOT_FOUND' },
    { event: { artifact: artifact('data') }, status: 'INVALID_ARGUMENT' },
    { event: { artifact: execution('clean'), type: 'INPUT' }, status: 'INVALID_ARGUMENT' },
  ];

  it.each(wrong)('refuses the event $event, and those beside it', async ({ event, status }) => {
    const events = [{ artifact: artifact('stats'), type: 'INPUT' }, event];
    const request = { execution: execution('train'), events };
    expect(await real.refusal('AddExecutionEvents', request)).toBe(status);
    const answer = await real.call('QueryExecutionInputsAndOutputs', {
      execution: execution('train'),
    });
    expect(idsOf(answer)['artifacts']).toEqual(['data', 'model']);
  });

  const hops: { maxHops?: number; filter?: string; artifacts: string[]; executions: string[] }[] = [
    { maxHops: 0, artifacts: ['model'], executions: [] },
    { maxHops: 1, artifacts: ['model'], executions: ['train'] },
    { maxHops: 2, artifacts: ['data', 'model'], executions: ['train'] },
    { maxHops: 3, artifacts: ['data', 'model'], executions: ['clean', 'train'] },
    {
      artifacts: ['data', 'model', 'raw-data', 'stats'],
      executions: ['clean', 'train'],
    },
    {
      filter: 'display_name != "stats"',
      artifacts: ['data', 'model', 'raw-data'],
      executions: ['clean', 'train'],
    },
    // What lies behind a refused artifact is not reached.
    { filter: 'display_name != "data"', artifacts: ['model'], executions: ['train'] },
  ];

  it.each(hops)('of an artifact within $maxHops hops, filter $filter', async (row) => {
    const { artifacts, executions, ...query } = row;
    const answer = await real.call('QueryArtifactLineageSubgraph', {
      artifact: artifact('model'),
      ...query,
    });
    expect(idsOf(answer)).toMatchObject({ artifacts, executions });
  });

  it('refuses negative hops and functions that it has not', async () => {
    for (const query of [{ maxHops: -1 }, { filter: 'in_context("x")' }]) {
      const request = { artifact: artifact('model'), ...query };
      expect(await real.refusal('QueryArtifactLineageSubgraph', request)).toBe('INVALID_ARGUMENT');
    }
  });

  it('of a context is what is in it, and the events between', async () => {
    const context = `${store}/contexts/run-1`;
    await real.call('CreateContext', { parent: store, contextId: 'run-1', context: {} });
    const link = { context, artifacts: [artifact('model')], executions: [execution('train')] };
    await real.call('AddContextArtifactsAndExecutions', link);
    await real.call('AddContextArtifactsAndExecutions', link);
    const answer = await real.call('QueryContextLineageSubgraph', { context });
    expect(idsOf(answer)).toEqual({
      artifacts: ['model'],
      executions: ['train'],
      events: ['train > model'],
    });
  });

  it('forgets what is deleted', async () => {
    await real.call('DeleteExecution', { name: execution('train') });
    const answer = await real.call('QueryArtifactLineageSubgraph', { artifact: artifact('data') });
    expect(idsOf(answer)['artifacts']).toEqual(['data', 'raw-data', 'stats']);
    await real.call('DeleteArtifact', { name: artifact('data') });
    const rest = await real.call('QueryArtifactLineageSubgraph', {
      artifact: artifact('raw-data'),
    });
    expect(idsOf(rest)['events']).toEqual(['clean > stats', 'raw-data > clean']);
  });

  it('of more than 1000 artifacts is refused', async () => {
    for (let index = 0; index < 1000; index += 1) {
      const id = `part-${index}`;
      await real.call('CreateArtifact', { parent: store, artifactId: id, artifact: {} });
    }
    const events = Array.from({ length: 1000 }, (_, index) => ({
      artifact: artifact(`part-${index}`),
      type: 'OUTPUT',
    }));
    await real.call('AddExecutionEvents', { execution: execution('clean'), events });
    const request = { artifact: artifact('raw-data') };
    expect(await real.refusal('QueryArtifactLineageSubgraph', request)).toBe('FAILED_PRECONDITION');
  });
});
