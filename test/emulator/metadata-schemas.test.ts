import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from './harness.ts';
import { MetadataCaller } from './metadata-caller.ts';

// Rules: comments of metadata_schema.proto; the pages on system and custom schemas.

const store = 'projects/1/locations/us-central1/metadataStores/default';
const parent = store;

let real: MetadataCaller;

beforeEach(async () => {
  real = await MetadataCaller.open();
});

function names(answer: Json, list: string): string[] {
  return [...(answer[list] ?? [])].map((each) => String(each['name']).split('/').at(-1) ?? '');
}

describe('schemas', () => {
  const schema = [
    'title: acme.Dataset',
    'type: object',
    'required: [rows]',
    'additionalProperties: false',
    'properties:',
    '  rows: { type: integer }',
    '  format: { type: string }',
    '',
  ].join('\n');

  it('are predefined under names that the documentation shows', async () => {
    // Names and the filter: documentation of system schemas.
    const answer = await real.call('ListMetadataSchemas', {
      parent,
      filter: 'schema_title="system.R*" OR schema_title="system.H*"',
    });
    expect(names(answer, 'metadataSchemas')).toEqual([
      'system-html-v0-0-1',
      'system-run-v0-0-1',
      'system-resolver-execution-v0-0-1',
    ]);
    const name = `${store}/metadataSchemas/system-html-v0-0-1`;
    expect(await real.call('GetMetadataSchema', { name })).toMatchObject({
      schemaVersion: '0.0.1',
      schema: 'title: system.HTML\ntype: object\n',
      schemaType: 'ARTIFACT_TYPE',
    });
  });

  it('of a store check the metadata that names them', async () => {
    const made = await real.call('CreateMetadataSchema', {
      parent,
      metadataSchemaId: 'acme-dataset',
      metadataSchema: { schemaVersion: '0.0.2', schema, schemaType: 'ARTIFACT_TYPE' },
    });
    expect(made['name']).toBe(`${store}/metadataSchemas/acme-dataset`);
    const tries: { metadata: object; status: string | undefined }[] = [
      { metadata: { rows: 3, format: 'csv' }, status: undefined },
      { metadata: { format: 'csv' }, status: 'INVALID_ARGUMENT' },
      { metadata: { rows: 3.5 }, status: 'INVALID_ARGUMENT' },
      { metadata: { rows: 3, colour: 'red' }, status: 'INVALID_ARGUMENT' },
    ];
    for (const { metadata, status } of tries) {
      const node = { schemaTitle: 'acme.Dataset', metadata };
      expect(await real.refusal('CreateArtifact', { parent, artifact: node })).toBe(status);
    }
    const asContext = { parent, context: { schemaTitle: 'acme.Dataset', metadata: { rows: 1 } } };
    expect(await real.refusal('CreateContext', asContext)).toBe('INVALID_ARGUMENT');
  });

  const wrong: { what: string; input: object; status: string }[] = [
    { what: 'no schema', input: {}, status: 'INVALID_ARGUMENT' },
    {
      what: 'a title of another form',
      input: { schema: 'title: x\ntype: object' },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'no object',
      input: { schema: 'title: acme.Data\ntype: string' },
      status: 'INVALID_ARGUMENT',
    },
    { what: 'broken YAML', input: { schema: 'title: [' }, status: 'INVALID_ARGUMENT' },
    {
      what: 'a version of another form',
      input: { schema, schemaVersion: '1' },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a pair that is there',
      input: { schema: 'title: system.Run\ntype: object' },
      status: 'ALREADY_EXISTS',
    },
  ];

  it.each(wrong)('are refused with $what', async ({ input, status }) => {
    const request = { parent, metadataSchema: input };
    expect(await real.refusal('CreateMetadataSchema', request)).toBe(status);
  });

  it('count in their latest version when none is given', async () => {
    for (const schemaVersion of ['0.0.9', '0.0.10', '0.0.2']) {
      const metadataSchema = { schema: 'title: acme.Thing\ntype: object', schemaVersion };
      await real.call('CreateMetadataSchema', { parent, metadataSchema });
    }
    const node = { schemaTitle: 'acme.Thing' };
    const made = await real.call('CreateExecution', { parent, execution: node });
    expect(made['schemaVersion']).toBe('0.0.10');
  });
});
