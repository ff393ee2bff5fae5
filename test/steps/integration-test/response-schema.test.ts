import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import type { Json } from '../../../src/release/json.ts';
import {
  schemaMisses,
  schemaProblems,
} from '../../../src/steps/integration-test/response-schema.ts';

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, '', 'a', 'bird', '🐦🐦', 0, 1, 1.5, -2),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value as fc.Arbitrary<Json>;

const limit = fc.integer({ min: 0, max: 3 });
const type = fc.constantFrom('object', 'array', 'string', 'number', 'integer', 'boolean', 'null');
const schemas = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.boolean(),
    fc.record(
      {
        type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
        enum: fc.uniqueArray(values, {
          minLength: 1,
          maxLength: 3,
          selector: (one) => JSON.stringify(one),
        }),
        const: values,
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), {
          noNullPrototype: true,
        }),
        required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
        additionalProperties: tie('schema'),
        items: tie('schema'),
        minItems: limit,
        maxLength: limit,
        minLength: limit,
        maximum: limit,
        exclusiveMinimum: limit,
      },
      { requiredKeys: [] },
    ),
  ),
})).schema as fc.Arbitrary<Json>;

describe('the form of a response', () => {
  it('is what ajv says it is', () => {
    const ajv = new Ajv2020({ strict: false });
    fc.assert(
      fc.property(schemas, values, (schema, value) => {
        // Limits that contradict each other are refused before.
        fc.pre(schemaProblems(schema).length === 0);
        const isValid = ajv.compile(schema as object)(value);
        expect(schemaMisses(value, schema).length === 0).toBe(isValid);
      }),
      { numRuns: 400 },
    );
  });

  it('is told by where it is broken', () => {
    const schema = {
      type: 'object',
      required: ['p', 'label'],
      additionalProperties: false,
      properties: { p: { type: 'number', maximum: 1 }, scores: { items: { minimum: 0 } } },
    };
    expect(schemaMisses({ p: 2, scores: [1, -1], more: true }, schema)).toEqual([
      '$.label is absent',
      '$.p is 2, expected at most 1',
      '$.scores[1] is -1, expected at least 0',
      '$.more is true, expected nothing',
    ]);
    expect(schemaMisses(undefined, schema)).toEqual(['$ is absent']);
  });
});

describe('a schema', () => {
  it.each<[Json, string]>([
    [{ pattern: '^a' }, 'pattern'],
    [{ type: 'float' }, 'type'],
    [{ type: [] }, 'type'],
    [{ required: 'p' }, 'required'],
    [{ items: [{}] }, 'items'],
    [{ minItems: -1 }, 'minItems'],
    [{ properties: { p: { minimum: '0' } } }, 'properties.p.minimum'],
    [{ minimum: 1, maximum: 0 }, 'minimum'],
    [{ items: { minLength: 2, maxLength: 1 } }, 'items.minLength'],
    [{ properties: { toString: 3 } }, 'properties.toString'],
  ])('%j is refused at %s', (schema, path) => {
    expect(schemaProblems(schema).map((problem) => problem.path.join('.'))).toEqual([path]);
  });
});
