import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from './harness.ts';
import { MetadataCaller } from './metadata-caller.ts';

// The fields, functions and sizes are those of the comments of metadata_service.proto.

const store = 'projects/1/locations/us-central1/metadataStores/default';
const parent = store;

let real: MetadataCaller;

beforeEach(async () => {
  real = await MetadataCaller.open();
});

function names(answer: Json, list: string): string[] {
  return [...(answer[list] ?? [])].map((each) => String(each['name']).split('/').at(-1) ?? '');
}

describe('lists of nodes', () => {
  beforeEach(async () => {
    await real.artifact('data-1', {
      displayName: 'data',
      uri: 'gs://b/1',
      state: 'LIVE',
      schemaTitle: 'system.Dataset',
      metadata: { rows: 3, format: 'csv', clean: true, 'field:1': 10 },
    });
    real.clock.time += 60_000;
    await real.artifact('model-1', {
      displayName: 'model',
      uri: 'gs://b/2',
      schemaTitle: 'google.VertexModel',
      metadata: { rows: '3', clean: false },
    });
    await real.context('run-1');
    await real.call('AddContextArtifactsAndExecutions', {
      context: `${store}/contexts/run-1`,
      artifacts: [`${store}/artifacts/model-1`],
    });
  });

  const filters: { filter: string; found: string[] }[] = [
    { filter: 'schema_title="system.Dataset"', found: ['data-1'] },
    { filter: 'schema_title="google*"', found: ['model-1'] },
    { filter: 'display_name = "data" OR uri="gs://b/2"', found: ['data-1', 'model-1'] },
    { filter: 'state = LIVE', found: ['data-1'] },
    { filter: `name="${store}/artifacts/model-1"`, found: ['model-1'] },
    { filter: 'metadata.rows.number_value = 3', found: ['data-1'] },
    { filter: 'metadata.rows.number_value >= 2.5', found: ['data-1'] },
    { filter: 'metadata.rows.string_value = "3"', found: ['model-1'] },
    { filter: 'metadata.clean.bool_value = true', found: ['data-1'] },
    { filter: 'metadata.clean.bool_value != true', found: ['model-1'] },
    { filter: 'metadata."field:1".number_value = 10.0', found: ['data-1'] },
    { filter: 'create_time > "2026-03-01T13:00:30+01:00"', found: ['model-1'] },
    { filter: `in_context("${store}/contexts/run-1")`, found: ['model-1'] },
    { filter: `NOT in_context("${store}/contexts/run-1")`, found: ['data-1'] },
    {
      filter: `schema_title="google.VertexModel" AND in_context("${store}/contexts/run-1")`,
      found: ['model-1'],
    },
    { filter: 'display_name="none"', found: [] },
  ];

  it.each(filters)('filter by $filter', async ({ filter, found }) => {
    const answer = await real.call('ListArtifacts', { parent, filter });
    expect(names(answer, 'artifacts')).toEqual(found);
  });

  const wrong: { request: object }[] = [
    { request: { filter: 'colour="red"' } },
    { request: { filter: 'metadata.rows = 3' } },
    { request: { filter: 'metadata.rows.list_value = 3' } },
    { request: { filter: 'parent_contexts:"x"' } },
    { request: { filter: 'is_in("x")' } },
    { request: { pageSize: 1001 } },
    { request: { pageSize: -1 } },
    { request: { orderBy: 'colour' } },
  ];

  it.each(wrong)('refuse $request', async ({ request }) => {
    expect(await real.refusal('ListArtifacts', { parent, ...request })).toBe('INVALID_ARGUMENT');
  });

  it('are ordered and paged; a token is good for the same list only', async () => {
    const request = { parent, orderBy: 'display_name desc', pageSize: 1 };
    const first = await real.call('ListArtifacts', request);
    expect(names(first, 'artifacts')).toEqual(['model-1']);
    const pageToken = String(first['nextPageToken']);
    const second = await real.call('ListArtifacts', { ...request, pageToken });
    expect(names(second, 'artifacts')).toEqual(['data-1']);
    expect(second['nextPageToken']).toBeUndefined();
    const other = { ...request, pageToken, filter: 'state=LIVE' };
    expect(await real.refusal('ListArtifacts', other)).toBe('INVALID_ARGUMENT');
  });

  it('have 100 nodes unless asked otherwise', async () => {
    for (let index = 0; index < 101; index += 1) await real.execution(`exec-${index}`);
    const answer = await real.call('ListExecutions', { parent });
    expect([...(answer['executions'] ?? [])]).toHaveLength(100);
    expect(answer['nextPageToken']).toBeDefined();
  });
});
