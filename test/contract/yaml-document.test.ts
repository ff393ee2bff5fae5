import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { maxYamlLength, readYaml } from '../../src/contract/yaml-document.ts';
import { describeProblem } from '../../src/errors/problem.ts';

function problemsIn(text: string): string[] {
  return readYaml(text, 'f.yaml').problems.map(describeProblem);
}

describe('readYaml', () => {
  it('reads the core schema of YAML 1.2', () => {
    const text = 'a: no\nb: 0o17\nc: 2026-01-31\nd: 1:30\ne: ~\nf: &x [1, 2.5]\ng: *x\n';
    expect(readYaml(text, 'f.yaml').value).toEqual({
      a: 'no',
      b: 15,
      c: '2026-01-31',
      d: '1:30',
      e: null,
      f: [1, 2.5],
      g: [1, 2.5],
    });
  });

  it.each([
    ['a: 1\nb: [1,\nc: 2', 'f.yaml:3:1: expected YAML 1.2, found an error: '],
    [
      'a: 1\nb:\n  c: 2\n  c: 3\n',
      'f.yaml:4:3: expected each key once, found a key that stands above already',
    ],
    ['a: !!binary aGk=', 'f.yaml:1:4: expected YAML 1.2, found an error: Unresolved tag'],
    ['a: 1\n---\nb: 2', 'f.yaml:2:1: expected YAML 1.2, found an error: '],
    ['a:\n  __proto__: {}', 'f.yaml:2: expected another key, found __proto__'],
    [
      'a: .nan',
      'f.yaml:1: expected a number that JSON can hold exactly, found .nan. Quote it if it is a text',
    ],
    ['a: -.inf', 'f.yaml:1: expected a number that JSON can hold exactly, found -.inf'],
    [
      'a: 1234567890123456789012',
      'f.yaml:1: expected a number that JSON can hold exactly, found 123456',
    ],
    ['? [a]\n: 1', 'f.yaml:1: expected a text as key, found a list or a mapping'],
    ['a: *x', 'f.yaml:1: expected an anchor of that name above, found *x'],
  ])('refuses %j', (text, problem) => {
    const [first = ''] = problemsIn(text);
    expect(first.slice(0, problem.length)).toBe(problem);
  });

  it('refuses texts that are made to be expensive', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [last, next] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map((pair) => pair.split(''))) {
      bomb.push(`${next}: &${next} [${Array.from({ length: 9 }, () => `*${last}`).join(',')}]`);
    }
    expect(problemsIn(bomb.join('\n'))).toHaveLength(1);
    expect(problemsIn('['.repeat(100_000))).not.toEqual([]);
    expect(problemsIn(`a: ${'x'.repeat(maxYamlLength)}`)).toHaveLength(1);
  });

  it('knows the lines of keys and items, and of the holder of what is absent', () => {
    const { lineOf } = readYaml(
      'a:\n  b:\n    - 1\n    - c: 2\n  d: {e: 3,\n      f: 4}\n',
      'f.yaml',
    );
    expect(lineOf(['a', 'b', 1, 'c'])).toBe(4);
    expect(lineOf(['a', 'd', 'f'])).toBe(6);
    expect(lineOf(['a', 'd', 'g'])).toBe(5);
    expect(lineOf(['a', 'b', 7])).toBe(2);
    expect(lineOf(['z'])).toBe(1);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>#\'"%@`,? \n\t') }),
        (text) => {
          const { value, problems } = readYaml(text, 'f.yaml');
          expect(problems.length > 0 ? value : undefined).toBeUndefined();
        },
      ),
    );
  });

  it('reads back what YAML writes of JSON', () => {
    const keys = fc.stringMatching(/^[a-z_]{1,8}$/);
    const json = fc.dictionary(keys, fc.jsonValue({ maxDepth: 3, noUnicodeString: false }));
    fc.assert(
      fc.property(json, (value) => {
        fc.pre(!/__proto__|constructor|prototype|\d{16}/.test(JSON.stringify(value)));
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(readYaml(stringify(plain), 'f.yaml')).toMatchObject({ value: plain, problems: [] });
      }),
      { numRuns: 50 },
    );
  });
});
