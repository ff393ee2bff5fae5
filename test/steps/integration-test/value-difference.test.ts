import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../../src/release/json.ts';
import { isNear } from '../../../src/steps/integration-test/json-value.ts';
import {
  type Difference,
  differencesOf,
} from '../../../src/steps/integration-test/value-difference.ts';

const all = (found: Json, logged: Json, tolerance = 0.1) => [
  ...differencesOf(found, logged, tolerance),
];

describe('two answers', () => {
  it.each<[Json, Json, Difference[]]>([
    [[0.5], [0.55], []],
    [[0.5], [0.75], [{ kind: 'number', path: '[0]', by: 0.25 }]],
    [['cat'], ['dog'], [{ kind: 'class', path: '[0]' }]],
    [[{ ok: true }], [{ ok: false }], [{ kind: 'class', path: '[0].ok' }]],
    [[1], ['1'], [{ kind: 'form', path: '[0]' }]],
    [[null], [{}], [{ kind: 'form', path: '[0]' }]],
    [[1, 2], [1], [{ kind: 'form', path: '[1]' }]],
    [
      [{ a: 1, c: 3 }],
      [{ a: 1, b: 2 }],
      [
        { kind: 'form', path: '[0].b' },
        { kind: 'form', path: '[0].c' },
      ],
    ],
    [[{ s: [1, 9] }], [{ s: [1, 2] }], [{ kind: 'number', path: '[0].s[1]', by: 7 }]],
  ])('%j and %j differ where they do', (found, logged, differences) => {
    expect(all(found, logged)).toEqual(differences);
  });

  it('differ in a key that JavaScript has a meaning for', () => {
    const [one, other] = ['{"__proto__":{"a":1}}', '{"__proto__":{"a":5}}'].map(
      (text) => JSON.parse(text) as Json,
    );
    expect(all(one ?? null, other ?? null)).toEqual([
      { kind: 'number', path: '.__proto__.a', by: 4 },
    ]);
    expect(all({}, other ?? null)).toEqual([{ kind: 'form', path: '.__proto__' }]);
  });

  it('are told apart by paths of a length that fits', () => {
    const [{ path } = { path: '' }] = all({ ['k'.repeat(5_000)]: 1 }, {});
    expect(path.length).toBeLessThan(100);
  });

  it('that are further apart than a number can be are so by a number', () => {
    expect(all(1.7e308, -1.7e308)).toEqual([{ kind: 'number', path: '', by: Number.MAX_VALUE }]);
  });

  it('have no difference exactly where they are near', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, json, fc.constantFrom(0, 0.5, 100), (one, other, tolerance) => {
        expect(all(one, other, tolerance).length === 0).toBe(isNear(one, other, tolerance));
        expect(all(one, one, tolerance)).toEqual([]);
      }),
    );
  });
});
