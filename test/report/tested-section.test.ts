import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/release/json.ts';
import { renderComment } from '../../src/report/comment.ts';
import { evaluatedRecord } from '../support/evaluated-record.ts';
import { load, tested } from '../support/tested-evidence.ts';
import { parseReport, type ParsedReport } from './parsed-report.ts';
import { withStep } from './records.ts';

function reportWith(evidence: JsonObject): ParsedReport {
  return parseReport(renderComment(withStep(evaluatedRecord(), 'integration-test', { evidence })));
}

const report = reportWith(tested);
const said = (from: ParsedReport) => from.lines.map((line) => line.replaceAll(/\s+/g, ' '));

function tableOf(from: ParsedReport, title: string) {
  return from.tables.find(({ columns }) => columns[0] === title);
}

describe('the test of the staged endpoint in a comment', () => {
  it('counts the cases by kind, and names kinds that it does not know', () => {
    expect(said(report)).toContain(
      '37 of 40 cases as expected, 0.39 % of 512 requests answered with an error.',
    );
    expect(tableOf(report, 'kind of case')?.rows).toEqual([
      ['golden: as expected', '30', '27'],
      ['slice: enough of a group right', '2', '1'],
      ['invariance: what must not matter', '6', '6'],
      ['direction: what must rise or fall', '5', '4'],
      ['batch: equals singles', '1', '1'],
      ['offline: serving equals evaluation', '1', '0'],
    ]);
    const kinds = { shadow: { cases: 3, passed: 2 }, constructor: { cases: 1, passed: 1 } };
    expect(tableOf(reportWith({ ...tested, kinds }), 'kind of case')?.rows).toEqual([
      ['shadow', '3', '2'],
      ['constructor', '1', '1'],
    ]);
  });

  it('has each case that failed, where it is written, and what was found', () => {
    expect(tableOf(report, 'case')?.rows).toEqual([
      [
        'a larger bird is no safer',
        'direction',
        'suite.yaml:31',
        '❌ fail',
        'damage_probability must not fall: 0.31, then 0.27 with {"wildlife_size":"Large"}',
      ],
      [
        'served as evaluated',
        'offline',
        'suite.yaml:52',
        '❌ fail',
        '97 % of 200 rows within 0.000001, expected 100 %; id 17: 0.41 served, 0.4 offline, apart by 0.01',
      ],
      [
        'a gull at night',
        'golden',
        'suite.yaml:4',
        '💥 error',
        'refused with 503: no healthy upstream',
      ],
    ]);
  });

  it('has groups of cases and the rows that are served otherwise than evaluated', () => {
    expect(tableOf(report, 'group of cases')?.rows[0]).toEqual([
      'night',
      '10',
      '7',
      '90 %',
      '❌ fail',
    ]);
    expect(said(report)).toContain(
      '❌ fail: : 194 of 200 rows are served within 0.000001 of the evaluation, at least 100 % are asked; the farthest is 0.01 apart.',
    );
    expect(tableOf(report, 'id')?.rows).toEqual([['17', '0.4', '0.41', '0.01']]);
  });

  it('has the load: asked and achieved, errors with their interval, percentiles against limits', () => {
    expect(said(report)).toEqual(
      expect.arrayContaining([
        'Load: 50 requests a second were sent for 1m, after a ramp of 10s; 49.3 predictions a second came back.',
        'At the full rate 20 of 3 000 requests failed: 0.667 %, with 95 % confidence 0.41 % to 1.03 %.',
        'Latency counts from when a request was due; 99 of 100 were sent within 1.31ms of that, 2.9ms at most.',
        '18 × refused with 503: no healthy upstream',
      ]),
    );
    expect(tableOf(report, 'latency')?.rows).toEqual([
      ['p50', '14ms', '40ms', '✅ pass'],
      ['p99', '43ms', '40ms', '❌ fail'],
    ]);
    const phases = tableOf(report, 'under load');
    expect(phases?.columns.slice(1)).toEqual([
      'requests',
      'failed',
      'p50',
      'p90',
      'p99',
      'p99.9',
      'longest',
    ]);
    expect(phases?.rows).toEqual([
      ['first answers', '3', '1', '181ms', '413ms', '413ms', '413ms', '–'],
      ['ramp', '250', '0', '13.9ms', '20ms', '41ms', '52ms', '52ms'],
      ['full rate', '3 000', '20', '14.2ms', '21.7ms', '43.4ms', '61.2ms', '64.1ms'],
    ]);
  });

  it('has limits that are open, replicas, and what production was asked', () => {
    expect(said(report)).toEqual(
      expect.arrayContaining([
        '❔ inconclusive: errors under load, 0.667 % of at most 1 % (95 % confidence: 0.41 % to 1.03 %)',
        'Replicas: 1 of 1 before and 1 of 3 after 1m.',
        'Of 500 requests that production was asked, 41 were answered otherwise: 8.2 % (95 % confidence: 5.95 % to 11 %), at most 5 %: ❌ fail. Half of them took 21ms, in production 18ms; 99 of 100 took 80ms and 95ms.',
        'request 9017: refused with 500',
      ]),
    );
    expect(said(report).some((line) => line.includes('44ms of at most 40ms'))).toBe(false);
    const replicas = { kind: 'unreadable', why: 'nobody may' };
    expect(said(reportWith({ ...tested, replicas }))).toContain(
      'Replicas could not be read: nobody may',
    );
  });

  it('leaves out phases that are not known', () => {
    const { cold: _, ...rest } = tested;
    const { ramp: __, sentLate: ___, ...bare } = load;
    const { rows } = tableOf(reportWith({ ...rest, load: bare }), 'under load') ?? {};
    expect(rows?.map(([name]) => name)).toEqual(['full rate']);
  });

  it('takes no offence at keys that it does not know', () => {
    const more = { autoscaling: 'seen', warm: null, __proto__: 7, again: [{}] };
    const known = renderComment(
      withStep(evaluatedRecord(), 'integration-test', { evidence: tested }),
    );
    const evidence = { ...tested, ...more, load: { ...load, ...more } };
    expect(renderComment(withStep(evaluatedRecord(), 'integration-test', { evidence }))).toBe(
      known,
    );
  });

  it.each([
    ['a load of another shape', { load: 7 }],
    ['a load without numbers', { load: {} }],
    ['buckets of another shape', { load: { ...load, histogram: [{ upToMs: -1, count: 2 }, 'x'] } }],
    ['a timeline of another shape', { load: { ...load, timeline: { everyMs: 0 } } }],
    [
      'parts at one time',
      {
        load: {
          ...load,
          timeline: [
            { fromMs: 0, requests: 1, failed: 0 },
            { fromMs: 0, requests: 1, failed: 0 },
          ],
        },
      },
    ],
    ['replicas of another shape', { replicas: [7], shadow: 'all', limits: {} }],
  ])('is told as far as it can be with %s', (_, change) => {
    expect(said(reportWith({ ...tested, ...change }))).toContain(
      '37 of 40 cases as expected, 0.39 % of 512 requests answered with an error.',
    );
  });
});
