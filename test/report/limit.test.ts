import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { commentLimit, renderComment, summaryLimit } from '../../src/report/comment.ts';
import { context, parseReport } from './parsed-report.ts';
import {
  fullRecord,
  heldRecord,
  rejectedRecord,
  sliceGate,
  storedRecord,
  withEvidence,
  withStep,
} from './records.ts';

describe('the limit', () => {
  const padded = fc.record({
    record: fc.constantFrom(fullRecord(), heldRecord(), rejectedRecord(), storedRecord('promoted')),
    padding: fc.constantFrom('', 'a', '<', '`', '\u202e', '😀', '|'),
    times: fc.nat(3_000),
  });

  it('is kept with the reserve, for every record; what is left out is named', () => {
    fc.assert(
      fc.property(
        padded,
        fc.nat(40_000),
        fc.nat(500),
        ({ record, padding, times }, limit, reserve) => {
          const summary = padding.repeat(times);
          const longer = withEvidence(withStep(record, 'validate', { summary }), 'register', {
            gates: Array.from({ length: times % 40 }, () => ({
              rule: 'min',
              metric: summary,
              reason: summary,
            })),
          });
          const markdown = renderComment(longer, { ...context, limit, reserve });
          expect(markdown.length).toBeLessThanOrEqual(Math.max(0, limit - reserve));
          expect(markdown.isWellFormed()).toBe(true);
          const all = parseReport(renderComment(longer, { ...context, limit: 1e9 }));
          if (markdown.length < 3_000) return;
          const { headings, html, lines } = parseReport(markdown);
          const kept = headings.slice(1).map(({ text }) => text);
          const wanted = all.headings.slice(1).map(({ text }) => text);
          expect(wanted.slice(0, kept.length)).toEqual(kept);
          const left = wanted.slice(kept.length).map((title) => title.toLowerCase());
          const note = lines.find((line) => line.startsWith('Left out')) ?? '';
          for (const title of left) expect(note).toContain(title);
          expect(note === '').toBe(left.length === 0);
          const opened = html.filter((one) => one.startsWith('<details>')).length;
          expect(html.filter((one) => one === '</details>')).toHaveLength(opened);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes what fits to the character', () => {
    const { length } = renderComment(fullRecord(), context);
    expect(renderComment(fullRecord(), { ...context, limit: length })).toHaveLength(length);
    const shorter = renderComment(fullRecord(), { ...context, limit: length + 9, reserve: 10 });
    expect(shorter.length).toBeLessThan(length);
    expect(shorter).toMatch(/Left out, because the report would be too long: provenance\./);
  });

  it('leaves at least the words of the outcome, and then nothing', () => {
    expect(renderComment(fullRecord(), { limit: 20 })).toBe('Rolled back');
    expect(renderComment(fullRecord(), { limit: 5 })).toBe('');
    expect(renderComment(fullRecord(), { limit: 10, reserve: 99 })).toBe('');
  });

  it('is what GitHub takes, when none is given', () => {
    expect(commentLimit).toBe(65_536);
    const reason = '`'.repeat(400);
    const slices = Array.from({ length: 40 }, (_, index) => ({ value: `slice ${index}`, reason }));
    const gates = Array.from({ length: 10 }, () => ({ ...sliceGate, slices, reason }));
    const long = withEvidence(fullRecord(), 'register', { gates });
    const comment = renderComment(long, context);
    const summary = renderComment(long, { ...context, limit: summaryLimit });
    expect(comment.length).toBeLessThanOrEqual(commentLimit);
    expect(comment).toContain('Left out');
    expect(summary.length).toBeGreaterThan(commentLimit);
    expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(2 ** 20);
  });
});
