import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../src/errors/error.ts';
import { parseTableSchema } from '../../src/data/table-schema.ts';

function problemsOf(
  text: string,
): { where: string; expected: string; found?: string; mend?: string }[] {
  try {
    parseTableSchema(text, 'schema.yaml');
  } catch (error) {
    if (error instanceof ReleaseError) return [...error.problems];
    throw error;
  }
  return [];
}

const field = (...lines: string[]) => `fields:\n  - {name: x, ${lines.join(', ')}}\n`;

describe('a table schema', () => {
  it('is read from YAML and JSON alike', () => {
    const yaml = `
fields:
  - {name: age, type: integer, constraints: {minimum: 18, maximum: "120"}, "vertex:check": {maxNullFraction: 0.05}}
  - {name: country, type: string, categories: [{value: US, label: USA}, {value: DE}], "vertex:check": {maxUnseenFraction: 0.01}}
  - {name: seen, type: date, missingValues: ["-"], constraints: {minimum: 2024-01-01, unique: true}}
  - {name: note}
missingValues: ["", NA]
primaryKey: age
uniqueKeys: [[age, country]]
"vertex:dataset": {minRows: 10, maxRows: 20, label: country}
`;
    const schema = parseTableSchema(yaml, 'schema.yaml');
    expect(schema).toMatchObject({
      fieldsMatch: 'exact',
      minRows: 10,
      maxRows: 20,
      label: 'country',
      keys: [
        { rule: 'unique', fields: ['seen'] },
        { rule: 'primaryKey', fields: ['age'] },
        { rule: 'uniqueKeys', fields: ['age', 'country'] },
      ],
      fields: [
        {
          name: 'age',
          constraints: { minimum: 18, maximum: 120, required: true },
          maxNullFraction: 0.05,
          missingValues: ['', 'NA'],
        },
        { name: 'country', categories: ['US', 'DE'], maxUnseenFraction: 0.01 },
        {
          name: 'seen',
          missingValues: ['-'],
          constraints: { minimum: Date.UTC(2024, 0, 1), required: false },
        },
        { name: 'note', type: 'any', maxUnseenFraction: 0 },
      ],
    });
    const json = '{"fields": [{"name": "a", "type": "number"}], "fieldsMatch": "subset"}';
    expect(parseTableSchema(json, 'schema.json')).toMatchObject({
      fieldsMatch: 'subset',
      minRows: 1,
      keys: [],
    });
  });

  it('may hold keys of others', () => {
    expect(
      problemsOf(
        '{"$schema": "x", "acme:owner": "me", "version": "1", "fields": [{"name": "a", "acme:pii": true, "unit": "kg"}]}',
      ),
    ).toEqual([]);
  });

  it('reads YAML as YAML 1.2: no is a text', () => {
    const { fields } = parseTableSchema(
      'fields: [{name: a, type: string, categories: [no, on]}]',
      's',
    );
    expect(fields[0]?.categories).toEqual(['no', 'on']);
  });

  it.each([
    ['is no YAML', 'a: [', 'schema.yaml:1', 'YAML or JSON'],
    ['is empty', '', '(document)', 'object'],
    ['has no fields', 'fields: []', 'fields', 'number of entries at least 1'],
    [
      'has an unknown type',
      field('type: geopoint'),
      'fields[0].type',
      'one of string, any, integer',
    ],
    [
      'has a format',
      field('type: date', 'format: "%d/%m/%Y"'),
      'fields[0].format',
      'one of default',
    ],
    ['has a field without a name', 'fields: [{type: string}]', 'fields[0].name', 'string'],
    [
      'has a field twice',
      'fields: [{name: a}, {name: a}]',
      'fields[1].name',
      'a name not used before',
    ],
    [
      'has an unknown constraint',
      field('constraints: {minimun: 1}'),
      'fields[0].constraints.minimun',
      'a known key',
    ],
    [
      'has an unknown check',
      field('"vertex:check": {maxNulls: 1}'),
      'fields[0].vertex:check.maxNulls',
      'a known key',
    ],
    [
      'has an unknown key of ours',
      field('"vertex:drift": {}'),
      'fields[0].vertex:drift',
      'a known key',
    ],
    [
      'has a mistyped key',
      field('constraint: {required: true}'),
      'fields[0].constraint',
      'a known key',
    ],
    [
      'has a share over 1',
      field('"vertex:check": {maxNullFraction: 5}'),
      'fields[0].vertex:check.maxNullFraction',
      'a number at most 1',
    ],
    [
      'bounds a text',
      field('type: string', 'constraints: {minimum: 1}'),
      'fields[0].constraints.minimum',
      'a bound on a number or time only',
    ],
    [
      'has a bound of another type',
      field('type: date', 'constraints: {maximum: 5}'),
      'fields[0].constraints.maximum',
      'a value of type date',
    ],
    [
      'has an empty range',
      field('type: number', 'constraints: {minimum: 2, maximum: 1}'),
      'fields[0].constraints.maximum',
      'no less than minimum, 2',
    ],
    [
      'has a pattern that is none',
      field('type: string', 'constraints: {pattern: "["}'),
      'fields[0].constraints.pattern',
      'a regular expression',
    ],
    [
      'has a pattern on numbers',
      field('type: number', 'constraints: {pattern: "1"}'),
      'fields[0].constraints.pattern',
      'a pattern on a string only',
    ],
    [
      'has a length of numbers',
      field('type: number', 'constraints: {maxLength: 1}'),
      'fields[0].constraints.maxLength',
      'a length of a string only',
    ],
    [
      'has an enum of another type',
      field('type: integer', 'constraints: {enum: [1, x]}'),
      'fields[0].constraints.enum[1]',
      'a value of type integer',
    ],
    [
      'has categories of dates',
      field('type: date', 'categories: ["2024-01-01"]'),
      'fields[0].categories',
      'categories on a field of type string or integer only',
    ],
    [
      'limits unseen values of no categories',
      field('"vertex:check": {maxUnseenFraction: 0}'),
      'fields[0].vertex:check.maxUnseenFraction',
      'categories on the same field',
    ],
    [
      'has an unknown fieldsMatch',
      'fieldsMatch: all\nfields: [{name: a}]',
      'fieldsMatch',
      'one of exact, equal, subset, superset, partial',
    ],
    [
      'has a key of unknown fields',
      'primaryKey: b\nfields: [{name: a}]',
      'primaryKey',
      'the name of a field',
    ],
    [
      'has foreign keys',
      'foreignKeys: []\nfields: [{name: a}]',
      'foreignKeys',
      'no foreign keys: other tables are not read',
    ],
    [
      'has an unknown label',
      '"vertex:dataset": {label: b}\nfields: [{name: a}]',
      'vertex:dataset.label',
      'the name of a field',
    ],
    [
      'has no room for rows',
      '"vertex:dataset": {minRows: 5, maxRows: 4}\nfields: [{name: a}]',
      'vertex:dataset.maxRows',
      'at least minRows, 5',
    ],
    [
      'has missing values that are no texts',
      'missingValues: [1]\nfields: [{name: a}]',
      'missingValues',
      'a list of texts, or of objects with `value`',
    ],
  ])('is refused when it %s', (_, text, where, expected) => {
    const [problem] = problemsOf(text);
    expect(problem?.where).toBe(where);
    expect(problem?.expected).toContain(expected);
  });

  it('may escape what needs no escape in a pattern', () => {
    expect(problemsOf(field('type: string', String.raw`constraints: {pattern: '\d\-\d'}`))).toEqual(
      [],
    );
  });

  it('is refused with every problem at once, and told how to mend them', () => {
    const problems = problemsOf(`
fields:
  - {name: a, type: money, constraints: {require: true}}
  - {name: b, type: number, constraints: {minimum: low}}
fieldsMatch: some
`);
    expect(problems.map(({ where }) => where)).toEqual([
      'fields[0].type',
      'fields[0].constraints.require',
      'fieldsMatch',
    ]);
    expect(problems[1]?.mend).toBe('Did you mean required?');
  });
});
