import type { Ajv as AjvClass, ValidateFunction } from 'ajv';
import { listPackageFolder, readPackageFile, requirePackage } from '../tools/packages.ts';
import {
  changed,
  changedEach,
  closed,
  partial,
  type SchemaChange,
  whole,
} from './openapi-schema.ts';

export interface Description {
  info: { version: string };
  paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Operation {
  parameters?: readonly unknown[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, unknown>>;
}

export interface Content {
  'application/json'?: { schema: unknown; examples?: Readonly<Record<string, unknown>> };
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: unknown;
}

const packageName = '@octokit/openapi';

/** GitHub's description of its REST API: of github.com and of each supported GitHub Enterprise. */
export function descriptionNames(): readonly string[] {
  return listPackageFolder(packageName, 'generated')
    .filter((file) => file.endsWith('.json') && !file.endsWith('.deref.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

export function readDescription(name: string): Description {
  return JSON.parse(readPackageFile(packageName, `generated/${name}.json`)) as Description;
}

/** What a part of the description is that may stand elsewhere, named by a reference. */
export function resolved<T>(description: Description, part: unknown): T {
  const { $ref } = part as { $ref?: string };
  if ($ref === undefined) return part as T;
  const [, , kind = '', name = ''] = $ref.split('/');
  return description.components[kind]?.[name] as T;
}

/** The operation of a request, and what its path gives for the parameters in it. */
export function operationOf(
  { paths }: Description,
  verb: string,
  path: string,
): { operation: Operation; given: Record<string, string> } | undefined {
  for (const [template, operations] of Object.entries(paths)) {
    const operation = operations[verb.toLowerCase()];
    const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = operation && new RegExp(`^${pattern}$`).exec(path);
    if (operation && match) return { operation, given: { ...match.groups } };
  }
  return undefined;
}

type Judge = (schema: unknown, value: unknown) => readonly string[];

/** How values are judged: by a schema as it is, closed, or in part. Texts stand for numbers. */
export function judges(description: Description): Record<'whole' | 'closed' | 'partial', Judge> {
  return {
    whole: judge(description, whole),
    closed: judge(description, closed),
    partial: judge(description, partial),
  };
}

function judge({ components }: Description, change: SchemaChange): Judge {
  const { Ajv } = requirePackage<{ Ajv: typeof AjvClass }>('ajv');
  const addFormats = requirePackage<(ajv: AjvClass) => void>('ajv-formats');
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const schemas = changedEach(components['schemas'], change);
  ajv.addSchema({ $id: 'api', components: { schemas } }, 'api', true, false);
  const compiled = new Map<string, ValidateFunction>();

  return (schema, value) => {
    const text = JSON.stringify(changed(schema, change)).replaceAll('"#/', '"api#/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
    compiled.set(text, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}
