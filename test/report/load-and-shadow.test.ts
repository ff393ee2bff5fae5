import { describe, expect, it } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { parseReport } from './parsed-report.ts';
import { failedCases, fullRecord, withEvidence } from './records.ts';

const shown = () => renderComment(fullRecord()).replaceAll('&nbsp;', ' ');

describe('what the report tells of a load', () => {
  it('is the first answers, the ramp and the full rate, each by itself', () => {
    const table = parseReport(renderComment(fullRecord())).tables.find(({ columns }) =>
      columns.includes('under load'),
    );
    expect(table?.rows.map((row) => row.map((one) => one.replaceAll('\u00a0', ' ')))).toEqual([
      ['first answers', '5', '1', '61ms', '2.4s', '2.4s', '2.4s', '–'],
      ['ramp', '125', '0', '24ms', '51ms', '220ms', '220ms', '–'],
      ['full rate', '3 000', '12', '21.4ms', '48ms', '1.4s', '2s', '–'],
    ]);
    expect(shown()).toContain(
      'At the full rate 12 of 3 000 requests failed: 0.4 %, with 95 % confidence 0.21 % to 0.7 %.',
    );
    expect(shown()).toContain('Replicas: 1 of 1 before and 1 of 3 after 1m.');
  });

  it('is that the replicas could not be read, where they could not', () => {
    const replicas = { kind: 'unreadable', why: 'monitoring.timeSeries.list is denied' };
    const record = withEvidence(fullRecord(), 'integration-test', { ...failedCases, replicas });
    expect(renderComment(record)).toContain('Replicas could not be read');
  });
});

describe('what the report tells of a shadow', () => {
  it('is how many answers differ, how long they took, and the worst by their place', () => {
    const text = shown();
    expect(text).toContain(
      'Of 500 requests that production was asked, 41 were answered otherwise: 8.2 % (95 % confidence: 5.95 % to 11 %), at most 5 %: ❌ fail.',
    );
    expect(text).toContain(
      'Half of them took 21ms, in production 18ms; 99 of 100 took 80ms and 95ms.',
    );
    expect(text).toContain('request 9017: refused with 500');
    expect(text).toContain(
      'request 9003: another number at `[0].damage_probability`, apart by 0.31',
    );
    expect(text).toContain('❌ fail: shadow differences, 41 of 500 requests answered otherwise');
  });
});
