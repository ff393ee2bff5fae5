import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { formatBytes } from '../../src/units/bytes.ts';
import { formatDuration, parseDuration } from '../../src/units/duration.ts';
import { formatShare } from '../../src/units/percent.ts';

describe('parseDuration', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['5m250ms', 300_250],
    ['0s', 0],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', '5.', '.5s', '-5s', '5 s', '5S', 's', '1h30', '5min', '1e3s', '5s\n', '５s'])(
    'refuses %j rather than guess',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('adds its parts up in any order', () => {
    const parts = fc.record({
      h: fc.nat(99),
      m: fc.nat(99),
      s: fc.nat(99),
      ms: fc.nat(9_999),
    });
    fc.assert(
      fc.property(parts, ({ h, m, s, ms }) => {
        const total = ((h * 60 + m) * 60 + s) * 1_000 + ms;
        expect(parseDuration(`${h}h${m}m${s}s${ms}ms`)).toBe(total);
        expect(parseDuration(`${ms}ms${s}s${m}m${h}h`)).toBe(total);
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0ms'],
    [250.4, '250ms'],
    [999.7, '1s'],
    [1_000, '1s'],
    [3_249, '3.2s'],
    [59_949, '59.9s'],
    [59_960, '1m'],
    [60_000, '1m'],
    [125_000, '2m 5s'],
    [5_400_000, '1h 30m'],
    [3_601_000, '1h 1s'],
    [90_061_000, '1d 1h'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('can be read back, within a tenth of what it tells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 * 86_400_000 }), (ms) => {
        const read = parseDuration(formatDuration(ms).replaceAll(' ', ''));
        expect(read).toBeDefined();
        expect(Math.abs((read ?? 0) - ms)).toBeLessThanOrEqual(ms * 0.1);
      }),
    );
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1_024, '1 KiB'],
    [1_572_864, '1.5 MiB'],
    [1_048_575, '1 MiB'],
    [2 ** 40, '1 TiB'],
    [5_000 * 2 ** 40, '5000 TiB'],
  ])('tells %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [0.0003, '0.03 %'],
    [0.058, '5.8 %'],
    [0.0581, '5.81 %'],
    [0.25, '25 %'],
    [0.12345, '12.3 %'],
    [1, '100 %'],
  ])('tells %d as %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});
