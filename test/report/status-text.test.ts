import { describe, expect, it } from '@jest/globals';
import { canaryLines, statusText } from '../../src/report/terminal/status-text.ts';
import { columnsOf, wrap } from '../../src/report/terminal/columns.ts';
import { askingRecord, judgedRecord, tickingRecord } from './canary-records.ts';
import { rejectedRecord, storedRecord } from './records.ts';

const id = judgedRecord().releaseId;

describe('status on a terminal', () => {
  it('says how the release stands, what every step said and how traffic moved', () => {
    const lines = statusText(judgedRecord()).split('\n');
    expect(lines[0]).toBe('↩️ Rolled back: birdstrike-damage@3 · 🧪 emulated');
    expect(lines.find((line) => line.startsWith('train'))).toMatch(/^train +✅ pass +trained in /);
    const shifts = lines.filter((line) => /^\d\d:\d\d:\d\d {2}challenger/.test(line));
    expect(shifts).toEqual([
      '06:31:30  challenger 5 %',
      '06:39:42  challenger 25 %',
      '06:49:36  challenger 50 %',
      '06:53:42  challenger restored',
    ]);
    expect(lines).toContain(
      '  by search          errors 136 %, latency 42 % (told only), slo 38 %, stale-answers 19 %',
    );
  });

  it('has a table where it fits', () => {
    const text = statusText(storedRecord('promoted'), 200);
    expect(text).toMatch(
      /\nUTC +challenger +split +champion failed +challenger failed +evidence +decision\n/,
    );
  });

  it.each([60, 80, 100, 160])('keeps to %d columns where words let it', (columns) => {
    for (const record of [judgedRecord(), storedRecord('promoted'), rejectedRecord()]) {
      const longest = Math.max(...statusText(record, columns).split('\n').map(columnsOf));
      expect(longest).toBeLessThanOrEqual(Math.max(columns, 75));
    }
  });

  it('says what allows the next share, and when the next look is due', () => {
    const asking = statusText(askingRecord(), 400);
    expect(asking).toMatch(/^✋ Held: a person must approve the next share/);
    expect(asking).toContain(`vertex-release canary-promote --release ${id} --operation approve`);
    const ticking = statusText(tickingRecord(), 400);
    expect(ticking).toContain(
      `Run vertex-release canary-promote --release ${id} at 2026-11-21 06:41:00 UTC or later`,
    );
    expect(ticking).toContain('The next look is due at 2026-11-21 06:41:00 UTC.');
  });

  it('tells a log the canary alone, and nothing of a release without one', () => {
    expect(canaryLines(judgedRecord())[0]).toBe('Canary');
    expect(canaryLines(rejectedRecord())).toEqual([]);
  });
});

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['✅ pass', 7],
    ['↩️', 2],
    ['日本', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
  ])('of %j are %d', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('are kept by breaking between words', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('toolongaword a', 4)).toEqual(['toolongaword', 'a']);
    expect(wrap('', 4)).toEqual(['']);
  });
});
