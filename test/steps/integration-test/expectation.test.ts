import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/release/json.ts';
import { misses } from '../../../src/steps/integration-test/expectation.ts';
import { valueAt } from '../../../src/steps/integration-test/json-value.ts';
import type { Expectation } from '../../../src/steps/integration-test/suite-case.ts';

const prediction: Json = {
  label: 'damage',
  scores: [{ value: 0.25 }, { value: 0.75 }],
  nothing: null,
  nested: { a: { b: [1, 2] } },
};

describe('valueAt', () => {
  it.each<[string, Json | undefined]>([
    ['$', prediction],
    ['label', 'damage'],
    ['scores[1].value', 0.75],
    ['scores[1]', { value: 0.75 }],
    ['nested.a.b[0]', 1],
    ['nothing', null],
    ['scores[2].value', undefined],
    ['missing', undefined],
    ['nothing.more', undefined],
    ['label.length', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
  ])('finds %s', (path, value) => {
    expect(valueAt(prediction, path)).toEqual(value);
  });

  it.each<[Json | undefined, string, Json | undefined]>([
    [0.5, '$', 0.5],
    [0.5, 'p', undefined],
    [[0.1, 0.9], '[1]', 0.9],
    [undefined, '$', undefined],
  ])('of %j finds %s', (value, path, found) => {
    expect(valueAt(value, path)).toEqual(found);
  });
});

describe('an expectation', () => {
  it.each<[string, Json | undefined, Expectation]>([
    ['an equal number', 0.5, { equals: 0.5 }],
    ['a number within its tolerance', 0.505, { equals: 0.5, tolerance: 0.01 }],
    [
      'a list within its tolerance, everywhere',
      [1.01, { a: 2 }],
      { equals: [1, { a: 2.01 }], tolerance: 0.02 },
    ],
    ['a text', 'x', { equals: 'x' }],
    ['null', null, { equals: null }],
    ['keys in another order', { b: 1, a: 2 }, { equals: { a: 2, b: 1 } }],
    ['a number at the edge of a range', 1, { min: 0, max: 1 }],
    ['a number above a minimum', 9, { min: 0 }],
  ])('takes %s', (_, value, expectation) => {
    expect(misses(value, { $: expectation })).toEqual([]);
  });

  it.each<[string, Json | undefined, Expectation, string]>([
    ['another number', 0.6, { equals: 0.5 }, '$ is 0.6, expected 0.5'],
    [
      'a number beyond its tolerance',
      0.52,
      { equals: 0.5, tolerance: 0.01 },
      '$ is 0.52, expected 0.5 ± 0.01',
    ],
    ['a text that looks like the number', '0.5', { equals: 0.5 }, '$ is "0.5", expected 0.5'],
    ['a longer list', [1, 2], { equals: [1] }, '$ is [1,2], expected [1]'],
    ['a key more', { a: 1, b: 2 }, { equals: { a: 1 } }, '$ is {"a":1,"b":2}, expected {"a":1}'],
    [
      'null for a missing key',
      { b: null },
      { equals: { a: null } },
      '$ is {"b":null}, expected {"a":null}',
    ],
    ['a list for an object', [], { equals: {} }, '$ is [], expected {}'],
    ['nothing', undefined, { equals: null }, '$ is absent, expected null'],
    ['a number below', -0.1, { min: 0, max: 1 }, '$ is -0.1, expected a number in [0, 1]'],
    ['a text for a range', '0.5', { min: 0 }, '$ is "0.5", expected a number in [0, Infinity]'],
    [
      'nothing for a range',
      undefined,
      { max: 1 },
      '$ is absent, expected a number in [-Infinity, 1]',
    ],
  ])('refuses %s', (_, value, expectation, miss) => {
    expect(misses(value, { $: expectation })).toEqual([miss]);
  });

  it('tells every path that is wrong, and no more of a value than fits a line', () => {
    const found = misses({ a: 1, b: 'x'.repeat(1_000) }, { a: { equals: 2 }, b: { equals: 'y' } });
    expect(found).toHaveLength(2);
    expect(found[1]?.length).toBeLessThan(200);
  });
});
