import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CellMemo } from '../../src/data/cell-memo.ts';
import { defaultNotation, parseValue, showValue } from '../../src/data/field-type.ts';
import { KeySet } from '../../src/data/key-set.ts';
import { readPlainNumber } from '../../src/data/number-bytes.ts';
import { showToken } from '../../src/data/token.ts';

describe('values', () => {
  it.each([
    ['integer', '42', 42],
    ['integer', '+042', 42],
    ['integer', '1.0', undefined],
    ['integer', ' 1', undefined],
    ['integer', '', undefined],
    ['number', '-1.23', -1.23],
    ['number', '.5', 0.5],
    ['number', '5.', 5],
    ['number', '1e3', 1_000],
    ['number', '1E-3', 0.001],
    ['number', '1e999', undefined],
    ['number', 'NaN', undefined],
    ['number', 'INF', undefined],
    ['number', '0x10', undefined],
    ['number', '1,000', undefined],
    ['number', '.', undefined],
    ['boolean', 'true', 1],
    ['boolean', '0', 0],
    ['boolean', 'yes', undefined],
    ['date', '2024-02-29', Date.UTC(2024, 1, 29)],
    ['date', '2023-02-29', undefined],
    ['date', '2024-13-01', undefined],
    ['date', '2024-1-01', undefined],
    ['date', '0001-01-01', -62_135_596_800_000],
    ['datetime', '2024-01-26T15:00:00', Date.UTC(2024, 0, 26, 15)],
    ['datetime', '2024-01-26T15:00:00.300-05:00', Date.UTC(2024, 0, 26, 20, 0, 0, 300)],
    ['datetime', '2024-01-26T15:00:00Z', Date.UTC(2024, 0, 26, 15)],
    ['datetime', '2024-01-26 15:00:00', undefined],
    ['datetime', '2024-01-26T24:00:00', undefined],
    ['datetime', '2024-01-26T15:00:00+99:00', undefined],
    ['datetime', '2024-01-26', undefined],
    ['time', '15:30:05', 55_805_000],
    ['time', '15:30:60', undefined],
    ['time', '15:30', undefined],
    ['time', '15:30:05.25', 55_805_250],
    ['time', '15:30:05.', undefined],
    ['year', '1999', 1999],
    ['year', '99', undefined],
    ['yearmonth', '2024-03', 2024 * 12 + 2],
    ['yearmonth', '2024-00', undefined],
    ['string', '', ''],
    ['any', 'x', 'x'],
  ] as const)('of %s: %j is %j', (type, text, value) => {
    expect(parseValue(type, text, defaultNotation)).toBe(value);
  });

  it('follow the notation of the field', () => {
    const german = { ...defaultNotation, decimalChar: ',', groupChar: '.' };
    expect(parseValue('number', '1.234,5', german)).toBe(1_234.5);
    expect(parseValue('number', '1.5', { ...defaultNotation, decimalChar: ',' })).toBeUndefined();
    const money = { ...defaultNotation, groupChar: ',', numbers: 'adorned' } as const;
    expect(parseValue('integer', 'EUR 95,000', money)).toBe(95_000);
    expect(parseValue('number', '-95.5%', money)).toBe(-95.5);
    expect(parseValue('boolean', 'ja', { ...defaultNotation, trueValues: ['ja'] })).toBe(1);
  });

  it('of dates are what the calendar of JavaScript says', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString();
          expect(parseValue('datetime', text, defaultNotation)).toBe(date.getTime());
          expect(parseValue('date', text.slice(0, 10), defaultNotation)).toBe(
            Date.parse(text.slice(0, 10)),
          );
        },
      ),
    );
  });

  it.each([
    ['date', '2024-02-29', '2024-02-29'],
    ['datetime', '2024-02-29T01:02:03+01:00', '2024-02-29T00:02:03Z'],
    ['time', '01:02:03.5', '01:02:03.500'],
    ['yearmonth', '2024-03', '2024-03'],
    ['year', '1999', 1999],
    ['number', '1.5', 1.5],
  ] as const)('of %s are shown as people write them', (type, text, shown) => {
    expect(showValue(type, parseValue(type, text, defaultNotation) ?? '')).toBe(shown);
  });
});

function read(text: string, fraction: 'allowed' | 'refused' = 'allowed'): number {
  const bytes = Buffer.from(text);
  return readPlainNumber(bytes, 0, bytes.length, fraction);
}

describe('numbers in bytes', () => {
  it('are exactly what a parser reads, or left to it', () => {
    const text = fc.oneof(
      fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
      fc.integer().map(String),
      fc
        .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 99_999_999 }))
        .map(([whole, part]) => `${whole}.${part}`),
      fc.stringMatching(/^[+-]?[0-9.eE]{0,18}$/),
    );
    fc.assert(
      fc.property(text, (written) => {
        const value = read(written);
        fc.pre(!Number.isNaN(value));
        expect(Math.abs(value)).toBe(
          Math.abs(parseValue('number', written, defaultNotation) as number),
        );
        expect(Math.sign(value)).toBe(Math.sign(Number(written)));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['', '-', '.', '1e5', 'abc', '1234567890123456', '1.2.3', ' 1', '１'])(
    'leave %j to the parser',
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );

  it('leave fractions to the parser where whole numbers are wanted', () => {
    expect(read('1.0', 'refused')).toBeNaN();
    expect(read('-12', 'refused')).toBe(-12);
  });
});

describe('the memo of cells', () => {
  it.each([
    ['few values', 7],
    ['more values than it has room for', 5_000],
  ])('says what reading says, with %s', (_, different) => {
    const memo = new CellMemo((text) => (text.endsWith('3') ? undefined : `read ${text}`));
    const misread: string[] = [];
    for (let i = 0; i < 10_000; i += 1) {
      const text = `${'é'.repeat(i % 15)}${(i * 7_919) % different}`;
      const bytes = Buffer.from(`,${text},`);
      const expected = text.endsWith('3') ? undefined : `read ${text}`;
      if (memo.valueOf(bytes, 1, bytes.length - 1) !== expected) misread.push(text);
    }
    expect(misread).toEqual([]);
  });

  it('does not read again what it remembers', () => {
    let readings = 0;
    const memo = new CellMemo((text) => {
      readings += 1;
      return text;
    });
    const bytes = Buffer.from('US,DE');
    for (let i = 0; i < 100; i += 1)
      expect(memo.valueOf(bytes, 3 * (i % 2), 3 * (i % 2) + 2)).toBe(i % 2 === 0 ? 'US' : 'DE');
    expect(readings).toBe(2);
  });
});

describe('a set of keys', () => {
  it('knows which keys came before', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 }), (texts) => {
        const keys = new KeySet(1_000);
        const seen = new Set<string>();
        for (const text of texts) {
          expect(keys.add(text)).toBe(seen.has(text) ? 'seen' : 'new');
          seen.add(text);
        }
        expect(keys.size).toBe(seen.size);
      }),
    );
  });

  it('tells apart a hundred thousand keys', () => {
    const keys = new KeySet(200_000);
    for (let i = 0; i < 100_000; i += 1) keys.add(`key ${i}`);
    expect(keys.size).toBe(100_000);
    expect(keys.add('key 99999')).toBe('seen');
    expect(keys.add('key 100000')).toBe('new');
  });

  it('stops remembering at its limit', () => {
    const keys = new KeySet(2);
    expect(['a', 'b', 'c', 'a', 'c'].map((text) => keys.add(text))).toEqual([
      'new',
      'new',
      'full',
      'seen',
      'full',
    ]);
  });
});

describe('tokens in reports', () => {
  it.each([
    ['US', 'US'],
    ['a b-c.d_e', 'a b-c.d_e'],
    ['Zürich', 'Zürich'],
    ['<img src=x>', '\\u{3c}img src\\u{3d}x\\u{3e}'],
    ['a\u202Eb\n', 'a\\u{202e}b\\u{a}'],
    ['@team', '\\u{40}team'],
    ['x'.repeat(33), `${'x'.repeat(32)}…`],
    ['x'.repeat(1_000_000), `${'x'.repeat(32)}…`],
  ])('%# are cut and escaped', (text, shown) => {
    expect(showToken(text)).toBe(shown);
  });
});
