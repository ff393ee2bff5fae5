import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type FilterField, matchesFilter } from '../../src/emulator/store/filter.ts';
import { parseFilter } from '../../src/emulator/store/filter-parser.ts';

function holds(text: string, values: Record<string, string | undefined>): boolean {
  return matchesFilter(parseFilter(text), (path): FilterField => {
    return { kind: 'text', value: values[path.join('.')] };
  });
}

function at(value: string): () => FilterField {
  return () => ({ kind: 'time', value });
}

describe('a filter', () => {
  const values = { a: '1', b: '2', 'resource.labels.id': 'x', 'labels.a key': 'v' };
  const cases: { text: string; expected: boolean }[] = [
    { text: '', expected: true },
    { text: 'a=1', expected: true },
    { text: 'a = "1" AND b = "2"', expected: true },
    { text: 'a="1" b="3"', expected: false },
    { text: 'a="2" OR b="2"', expected: true },
    { text: 'NOT a="1"', expected: false },
    { text: '-a="2"', expected: true },
    { text: 'NOT (a="2" OR b="3")', expected: true },
    // OR binds tighter than AND: a=1 AND (b=9 OR b=2), not (a=2 AND b=9) OR b=2.
    { text: 'a="2" AND b="9" OR b="2"', expected: false },
    { text: 'b="2" OR a="2" AND b="9"', expected: false },
    { text: 'resource.labels.id = "x"', expected: true },
    { text: 'labels."a key"="v"', expected: true },
    { text: "a='1'", expected: true },
    { text: 'a=starts_with("1")', expected: true },
    { text: 'b = one_of("1", "2")', expected: true },
    { text: 'b != one_of("1", "2")', expected: false },
    { text: 'a=ends_with("x")', expected: false },
    { text: 'c!="1"', expected: true },
    { text: 'c="1"', expected: false },
    { text: 'a:*', expected: true },
    { text: 'c:*', expected: false },
    { text: 'b>="2" AND b<"3"', expected: true },
  ];

  it.each(cases)('"$text" is $expected', ({ text, expected }) => {
    expect(holds(text, values)).toBe(expected);
  });

  it.each(['a', 'a=', 'a="1', '(a=1', 'a=1)', 'a=1 AND', 'a=f("x"', '=1', 'OR a=1', 'a==1'])(
    'refuses %s',
    (text) => {
      expect(() => parseFilter(text)).toThrow(/Invalid filter/);
    },
  );

  it('means the same however it is written', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const leaf = fc.record({ name, value: fc.constantFrom('1', '2'), isNot: fc.boolean() });
    type Tree =
      { leaf: { name: string; value: string; isNot: boolean } } | { op: 'AND' | 'OR'; of: Tree[] };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf.map((each) => ({ leaf: each })),
        fc.record({
          op: fc.constantFrom('AND' as const, 'OR' as const),
          of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        }),
      ),
    }));
    const write = (each: Tree): string =>
      'leaf' in each
        ? `${each.leaf.isNot ? 'NOT ' : ''}${each.leaf.name} = "${each.leaf.value}"`
        : `(${each.of.map(write).join(` ${each.op} `)})`;
    const judge = (each: Tree, given: Record<string, string>): boolean => {
      if ('leaf' in each) return (given[each.leaf.name] === each.leaf.value) !== each.leaf.isNot;
      const parts = each.of.map((part) => judge(part, given));
      return each.op === 'AND' ? parts.every(Boolean) : parts.some(Boolean);
    };
    const given = fc.record({
      a: fc.constantFrom('1', '2'),
      b: fc.constantFrom('1', '2'),
      c: fc.constantFrom('1', '2'),
    });
    fc.assert(
      fc.property(tree, given, (each, row) => {
        expect(holds(write(each), row)).toBe(judge(each, row));
      }),
    );
  });

  it('keeps any quoted text as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const quoted = text.replace(/[\\"]/g, '\\$&');
        expect(parseFilter(`a="${quoted}"`)).toMatchObject({ value: { kind: 'text', text } });
      }),
    );
  });

  it('compares times to the nanosecond, in any zone', () => {
    const later = parseFilter('timestamp>"2026-01-01T00:00:00.000000001Z"');
    expect(matchesFilter(later, at('2026-01-01T00:00:00.000000002Z'))).toBe(true);
    expect(matchesFilter(later, at('2026-01-01T00:00:00.000000001Z'))).toBe(false);
    const zoned = parseFilter('timestamp="2026-01-01T02:00:00+02:00"');
    expect(matchesFilter(zoned, at('2026-01-01T00:00:00Z'))).toBe(true);
  });

  it('asks functions that stand by themselves', () => {
    const members: Readonly<Record<string, string>> = { one: 'a', two: 'b' };
    const admits = (text: string): string[] =>
      Object.keys(members).filter((row) =>
        matchesFilter(
          parseFilter(text),
          () => ({ kind: 'text', value: row }),
          ({ name, args }) => name === 'in_group' && args.includes(members[row] ?? ''),
        ),
      );
    expect(admits('in_group("a")')).toEqual(['one']);
    expect(admits('NOT in_group("a")')).toEqual(['two']);
    expect(admits('(in_group("a") OR in_group("b")) AND name="two"')).toEqual(['two']);
    expect(admits('in_group("a", "b")')).toEqual(['one', 'two']);
    expect(() => matchesFilter(parseFilter('in_group("a")'), at('x'))).toThrow(
      'unknown function in_group()',
    );
    expect(() => parseFilter('in_group("a"')).toThrow('expected ")"');
    expect(() => parseFilter('in_group()')).toThrow('expected an argument of in_group()');
  });

  // AIP-160: `*` in a quoted string of an equality; the HAS operator on repeated fields.
  const kinds: { text: string; field: FilterField; holds: boolean }[] = [
    { text: 'f="system*"', field: { kind: 'wildcard', value: 'system.Run' }, holds: true },
    { text: 'f="system*"', field: { kind: 'wildcard', value: 'a.system' }, holds: false },
    { text: 'f!="system*"', field: { kind: 'wildcard', value: 'google.Model' }, holds: true },
    { text: 'f="system.Run"', field: { kind: 'wildcard', value: 'system_Run' }, holds: false },
    { text: 'f="*"', field: { kind: 'wildcard', value: undefined }, holds: false },
    { text: 'f:"a"', field: { kind: 'list', value: ['b', 'a'] }, holds: true },
    { text: 'f:"a"', field: { kind: 'list', value: ['ab'] }, holds: false },
  ];

  it.each(kinds)('$text of $field is $holds', ({ text, field, holds: expected }) => {
    expect(matchesFilter(parseFilter(text), () => field)).toBe(expected);
  });
});
