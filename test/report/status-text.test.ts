import { describe, expect, it } from '@jest/globals';
import { statusText, stepLines } from '../../src/report/terminal/status-text.ts';
import { columnsOf, wrap } from '../../src/report/terminal/columns.ts';
import type { StepName } from '../../src/release/step-name.ts';
import { evaluatedRecord } from '../support/evaluated-record.ts';
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
    for (const record of [evaluatedRecord(), storedRecord('promoted'), rejectedRecord()]) {
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

  it('tells a log what one step found, and nothing of one that did not run', () => {
    expect(stepLines(judgedRecord(), 'canary-promote')[0]).toBe('Canary');
    expect(stepLines(rejectedRecord(), 'canary-promote')).toEqual([]);
    const headings = (step: StepName) => {
      const named = [
        'Candidate against champion',
        'Business rules',
        'Slices',
        'Fairness',
        'Data checks',
        'Staging and integration test',
      ];
      return stepLines(evaluatedRecord(), step).filter((line) => named.includes(line));
    };
    expect(headings('register')).toEqual([
      'Candidate against champion',
      'Business rules',
      'Slices',
      'Fairness',
    ]);
    expect(headings('validate')).toEqual(['Data checks']);
    expect(headings('integration-test')).toEqual(['Staging and integration test']);
    expect(stepLines(evaluatedRecord(), 'train')).toEqual([]);
  });

  it('has the evaluation and the test of the endpoint, without what is folded elsewhere', () => {
    const lines = statusText(evaluatedRecord(), 120).split('\n');
    expect(lines).toContain('auRoc        0.8065     0.7634  -0.0431  0.741 to 0.785 (95 %)');
    expect(lines.find((line) => line.startsWith('lift > 2'))).toMatch(
      /💥 error +there is no metric lift$/,
    );
    expect(lines.find((line) => line.includes('demographicParityDifference'))).toContain(
      'is 0.19, 0.13 to 0.25 (95 %), at most 0.1 is asked',
    );
    expect(lines).toContain(
      'At the full rate 20 of 3 000 requests failed: 0.667 %, with 95 % confidence 0.41 % to 1.03 %.',
    );
    expect(lines.find((line) => line.startsWith('full rate'))).toMatch(
      /^full rate +3 000 +20 +14\.2ms +21\.7ms +43\.4ms +61\.2ms +64\.1ms$/,
    );
    expect(lines.find((line) => line.includes('suite.yaml:31'))).toContain('direction');
    expect(lines).not.toContain('Provenance');
    expect(lines.some((line) => line.includes('all points'))).toBe(false);
  });

  it('has no heading over nothing', () => {
    const lines = statusText(storedRecord('promoted'), 120).split('\n');
    // Data that keeps all its rules is folded, and so is where everything came from.
    expect(lines).not.toContain('Provenance');
    expect(lines.some((line) => line.startsWith('Candidate against champion'))).toBe(true);
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
