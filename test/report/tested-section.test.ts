import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/release/json.ts';
import { renderComment } from '../../src/report/comment.ts';
import { evaluatedRecord, load, tested } from '../support/evaluated-record.ts';
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
    const latency = tableOf(report, 'latency under load');
    expect(latency?.columns.slice(1)).toEqual([
      'measured',
      'limit',
      'verdict',
      'ramp',
      'first requests',
    ]);
    expect(latency?.rows).toEqual([
      ['p50', '14.2ms', '40ms', '✅ pass', '13.9ms', '181ms'],
      ['p90', '21.7ms', '–', '–', '20ms', '413ms'],
      ['p95', '29.9ms', '–', '–', '24ms', '413ms'],
      ['p99', '43.4ms', '40ms', '❌ fail', '41ms', '413ms'],
      ['p99.9', '61.2ms', '–', '–', '52ms', '413ms'],
      ['mean', '16ms', '–', '–', '15.2ms', '–'],
      ['max', '64.1ms', '–', '–', '52ms', '–'],
    ]);
    expect(tableOf(report, 'latency')).toBeUndefined();
  });

  it('leaves out columns of what is not known', () => {
    const { cold: _, latency: __, ...rest } = tested;
    const { ramp: ___, sentLate: ____, ...bare } = load;
    const { columns } = tableOf(reportWith({ ...rest, load: bare }), 'latency under load') ?? {};
    expect(columns).toEqual(['latency under load', 'measured']);
  });

  it('takes no offence at keys that it does not know', () => {
    const more = { shadow: { rows: [1] }, autoscaling: 'seen', warm: null };
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
    ['a timeline without parts', { load: { ...load, timeline: { everyMs: 0, parts: [] } } }],
  ])('is told as far as it can be with %s', (_, change) => {
    expect(said(reportWith({ ...tested, ...change }))).toContain(
      '37 of 40 cases as expected, 0.39 % of 512 requests answered with an error.',
    );
  });
});
