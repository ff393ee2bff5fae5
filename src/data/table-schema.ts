import { type Document, parseDocument } from 'yaml';
import { refuseProblems, ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import type { Field } from './field.ts';
import type { FieldsMatch } from './fields-match.ts';
import { describeIssue } from './schema-problem.ts';
import { readFields } from './schema-field.ts';
import { schemaDocument, type SchemaDocument, schemaKeys } from './schema-document.ts';
import { misspellings } from './misspelling.ts';

/** Fields whose values together must not repeat. */
export interface Key {
  /** `unique`, `primaryKey` or `uniqueKeys`. */
  rule: 'unique' | 'primaryKey' | 'uniqueKeys';
  fields: readonly string[];
}

export interface TableSchema {
  fields: readonly Field[];
  fieldsMatch: FieldsMatch;
  keys: readonly Key[];
  minRows: number;
  maxRows?: number;
  /** The column that the model learns to predict. */
  label?: string;
}

/**
 * Reads a Frictionless Table Schema v2 in YAML or JSON (datapackage.org/standard/table-schema), with
 * our custom properties `vertex:check` of a field and `vertex:dataset` of the document.
 * @param where the file, as problems should name it.
 * @throws ReleaseError INPUT_INVALID with every problem at once.
 */
export function parseTableSchema(text: string, where: string): TableSchema {
  const document = parseSafely(text, where);
  refuseProblems(
    where,
    document.errors.map((error) => ({
      where: `${where}:${text.slice(0, error.pos[0]).split('\n').length}`,
      expected: 'YAML or JSON',
      found: error.message,
    })),
  );
  const raw = valueOf(document, where);
  const parsed = schemaDocument.safeParse(raw);
  if (!parsed.success) {
    refuseProblems(
      where,
      parsed.error.issues.flatMap((issue) => describeIssue(issue, raw)),
    );
    throw new ReleaseError('INTERNAL', `${where} is refused without a problem`);
  }
  const { schema, problems } = readSchema(parsed.data);
  refuseProblems(where, [...misspellings(Object.keys(parsed.data), schemaKeys, ''), ...problems]);
  return schema;
}

/** The largest schema that is read, in characters. */
const maxSchemaLength = 1_048_576;

function parseSafely(text: string, where: string): Document {
  const expected = `a schema of at most ${maxSchemaLength} characters`;
  if (text.length > maxSchemaLength) {
    refuseProblems(where, [{ where, expected, found: String(text.length) }]);
  }
  try {
    return parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  } catch (cause) {
    throw new ReleaseError('INPUT_INVALID', `${where} is nested too deep`, { cause });
  }
}

/** Few aliases: each may stand for a large part of the document again. */
function valueOf(document: Document, where: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw new ReleaseError('INPUT_INVALID', `${where} repeats itself by too many aliases`, {
      cause,
    });
  }
}

function readSchema(document: SchemaDocument): { schema: TableSchema; problems: Problem[] } {
  const { fields, problems } = readFields(document);
  const primaryKey = [document.primaryKey ?? []].flat();
  const dataset = document['vertex:dataset'] ?? {};
  const keys: Key[] = [
    ...fields
      .filter((field) => field.constraints.unique)
      .map((field): Key => ({ rule: 'unique', fields: [field.name] })),
    ...(primaryKey.length === 0 ? [] : [{ rule: 'primaryKey', fields: primaryKey } as const]),
    ...(document.uniqueKeys ?? []).map((names): Key => ({ rule: 'uniqueKeys', fields: names })),
  ];
  const known = new Set(fields.map((field) => field.name));
  const mentions = [
    ...primaryKey.map((name) => ({ where: 'primaryKey', name })),
    ...(document.uniqueKeys ?? []).flat().map((name) => ({ where: 'uniqueKeys', name })),
    ...(dataset.label === undefined
      ? []
      : [{ where: 'vertex:dataset.label', name: dataset.label }]),
  ];
  const unknown = mentions
    .filter(({ name }) => !known.has(name))
    .map(({ where, name }) => ({ where, expected: 'the name of a field', found: name }));
  const { minRows = 1, maxRows, label } = dataset;
  if (maxRows !== undefined && maxRows < minRows) {
    const where = 'vertex:dataset.maxRows';
    unknown.push({ where, expected: `at least minRows, ${minRows}`, found: String(maxRows) });
  }
  return {
    schema: {
      fields: fields.map((field) =>
        primaryKey.includes(field.name) ? requireField(field) : field,
      ),
      fieldsMatch: document.fieldsMatch ?? 'exact',
      keys,
      minRows,
      ...(maxRows === undefined ? {} : { maxRows }),
      ...(label === undefined ? {} : { label }),
    },
    problems: [...problems, ...unknown],
  };
}

function requireField(field: Field): Field {
  return { ...field, constraints: { ...field.constraints, required: true } };
}
