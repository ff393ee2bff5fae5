import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as AjvModule from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Case, refusal } from '../harness/case.ts';
import { fencedYaml } from '../sources/fenced-yaml.ts';
import { documents, filesLike, root, type Source } from '../sources/repository.ts';
import { jsonSchemaRemarks, metaSchemaRemarks } from '../tools/check-jsonschema.ts';
import { requirePackage } from '../tools/packages.ts';

const schemaFile = 'schema/vertex-release.schema.json';

/** The schema of vertex-release.yaml, and the files and blocks of that form, by two validators. */
export function configurationCases(): readonly Case[] {
  const files = filesLike('examples/**/vertex-release*.{yml,yaml}');
  const shown = documents()
    .flatMap(fencedYaml)
    .filter(({ text }) => isWhole(parse(text)));
  return [
    {
      name: 'configuration: there are examples',
      run: () => (files.length > 0 ? [] : ['found none']),
    },
    {
      name: 'ajv: the schema is strict',
      run: () => {
        compiled();
        return [];
      },
    },
    refusal('ajv: refuses an unknown key', /additional properties/, () =>
      ajvRemarks({ path: 'sample', line: 1, text: 'apiVersion: vertex-release/v1\nmodle: a\n' }),
    ),
    ...[...files, ...shown].map((source) => ({
      name: `ajv: ${source.path}${source.line === 1 ? '' : `, block at ${source.line}`}`,
      run: () => ajvRemarks(source),
    })),
    {
      name: 'check-jsonschema: the schema is one',
      run: () => metaSchemaRemarks(schemaFile, root),
    },
    {
      name: 'check-jsonschema: configurations of the examples',
      run: () => {
        const paths = files.map(({ path }) => path);
        return jsonSchemaRemarks({ file: schemaFile }, paths, root);
      },
    },
  ];
}

function compiled() {
  const { Ajv2020: Ajv } = requirePackage<typeof AjvModule>('ajv', '/dist/2020.js');
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  return ajv.compile(JSON.parse(readFileSync(join(root, schemaFile), 'utf8')));
}

function ajvRemarks({ path, line, text }: Source): readonly string[] {
  const validate = compiled();
  validate(parse(text));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${path}:${line}: ${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
  );
}

function isWhole(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'apiVersion');
}
