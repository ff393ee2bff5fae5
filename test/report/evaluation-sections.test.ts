import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/release/json.ts';
import { renderComment } from '../../src/report/comment.ts';
import { evaluatedRecord } from '../support/evaluated-record.ts';
import { confusionOfMany, fairness } from '../support/evaluation-evidence.ts';
import { parseReport, type ParsedReport } from './parsed-report.ts';
import { storedRecord, withEvidence } from './records.ts';

const report = parseReport(renderComment(evaluatedRecord()));

function withRegister(evidence: JsonObject): ParsedReport {
  return parseReport(renderComment(withEvidence(evaluatedRecord(), 'register', evidence)));
}

function tableOf(from: ParsedReport, title: string) {
  const found = from.tables.find(({ columns }) => columns.includes(title));
  if (found === undefined) throw new Error(`no table has a column ${title}`);
  return found;
}

function titles(from: ParsedReport): string[] {
  return from.headings.slice(1).map(({ text }) => text);
}

describe('the evaluation in a comment', () => {
  it('has every section in its order', () => {
    expect(titles(report)).toEqual([
      'Steps',
      'Candidate against champion',
      'Business rules',
      'Slices',
      'Fairness',
      'Canary',
      'Data checks',
      'Staging and integration test',
      'Provenance',
    ]);
  });

  it('has every metric with its interval, gated or not', () => {
    const metrics = report.tables.find(
      ({ columns }) => columns.join() === 'metric,champion,candidate,change,interval',
    );
    expect(metrics?.rows).toEqual([
      ['auRoc', '0.8065', '0.7634', '-0.0431', '0.741 to 0.785 (95 %)'],
      ['auPrc', '0.4011', '0.3859', '-0.0152', '0.352 to 0.421 (95 %)'],
      ['logLoss', '0.2736', '0.2726', '-0.001', '0.261 to 0.285 (95 %)'],
      ['brier', '–', '0.07891', '–', '–'],
      ['accuracy', '0.8987', '0.8977', '-0.001', '0.886 to 0.908 (95 %)'],
      ['precision', '–', '0.5647', '–', '–'],
      ['recall', '–', '0.1509', '–', '–'],
    ]);
  });

  it('folds the confusion matrix, with the share of each row that is right', () => {
    expect(tableOf(report, 'decided damage')).toEqual({
      columns: ['label', 'decided no damage', 'decided damage', 'right'],
      rows: [
        ['no damage', '2 645', '37', '98.6 %'],
        ['damage', '270', '48', '15.1 %'],
      ],
    });
    const many = tableOf(withRegister({ confusion: confusionOfMany }), 'decided (others)');
    expect(many.rows[1]).toEqual(['Medium', '75', '640', '48', '0', '83.9 %']);
  });

  it.each([
    ['too few rows', { classes: ['a', 'b'], counts: [[1, 2]] }],
    ['rows of another length', { classes: ['a', 'b'], counts: [[1], [2]] }],
    [
      'a negative count',
      {
        classes: ['a', 'b'],
        counts: [
          [1, -1],
          [2, 3],
        ],
      },
    ],
    ['no classes', { classes: [], counts: [] }],
    ['more classes than a page has room for', { classes: Array<string>(31).fill('x'), counts: [] }],
    [
      'text for numbers',
      {
        classes: ['a', 'b'],
        counts: [
          ['1', 2],
          [3, 4],
        ],
      },
    ],
  ])('leaves out a matrix with %s', (_, confusion) => {
    const { tables } = withRegister({ confusion });
    expect(tables.filter(({ columns }) => columns.includes('right'))).toHaveLength(1);
    expect(tables.some(({ columns }) => columns[0] === 'label')).toBe(false);
  });

  it('has no points of curves: those are for a page', () => {
    expect(report.tables.some(({ columns }) => columns.includes('true positive rate'))).toBe(true);
    expect(report.tables.some(({ columns }) => columns.includes('mean score'))).toBe(false);
    expect(report.html.some((one) => one.includes('all points'))).toBe(false);
  });

  it('has each business rule with the values it saw', () => {
    const { columns, rows } = tableOf(report, 'rule');
    expect(columns).toEqual(['rule', 'values', 'verdict', 'why']);
    expect(rows).toEqual([
      ['auRoc > 0.75 and brier < 0.1', 'auRoc 0.7634, brier 0.0789', '✅ pass', 'both hold'],
      [
        'cost(recall, precision) <= 0.35',
        'recall 0.1509, precision 0.5647',
        '❌ fail (only a warning)',
        '0.412 is above 0.35',
      ],
      ['lift > 2', '–', '💥 error', 'there is no metric lift'],
    ]);
  });

  it('says each gap between groups with its limit, and folds the rates', () => {
    const lines = report.lines.map((line) => line.replaceAll(/\s+/g, ' '));
    expect(lines).toContain(
      '❌ fail: of is 0.19, 0.13 to 0.25 (95 %), at most 0.1 is asked – Cargo is selected 0.19 more often than Private, significantly more than 0.1',
    );
    expect(lines).toContain(
      '💥 error: of could not be told – the predictions have no slice region',
    );
    const groups = tableOf(report, 'selection rate');
    expect(groups.rows[0]).toEqual(['Cargo', '820', '95', '29 %', '61 %', '25 %', 'yes']);
    expect(groups.rows[3]).toEqual([
      'Regional',
      '61',
      '7',
      '31 %',
      '–',
      '–',
      'no: 61 examples of at least 100',
    ]);
  });

  it('says each rate of a gap in two, and that a check only warns', () => {
    const lines = report.lines.map((line) => line.replaceAll(/\s+/g, ' '));
    expect(
      lines.some((line) => line.startsWith('❔ inconclusive (only a warning): of is 0.12')),
    ).toBe(true);
    expect(lines).toContain('✅ pass: false positive rate 0.09, 0.05 to 0.13 (97.5 %)');
  });

  it('tells what else the evaluation says: notes, quantiles, how often the holdout was used', () => {
    const lines = report.lines.map((line) => line.replaceAll(/\s+/g, ' '));
    expect(
      lines.some((line) => line.startsWith('Judged on 3 000 examples, as 4 releases were')),
    ).toBe(true);
    expect(
      lines.some((line) => line.endsWith(': no interval: fewer than ten positive decisions')),
    ).toBe(true);
    const quantiles = [{ quantile: 0.9, observedQuantile: 0.87, pinballLoss: 1.204 }];
    expect(tableOf(withRegister({ quantiles }), 'predicted quantile').rows).toEqual([
      ['0.9', '0.87', '1.204'],
    ]);
  });

  it.each([
    ['max_drop', { challenger: 0.7, limit: 0.05 }, 'at most 0.05 worse than on the whole'],
    ['min_change', { change: 0.02, limit: 0.01 }, 'at least 0.01 better'],
  ])('has the words of the rule %s, and slices that are crossed', (rule, numbers, words) => {
    const gate = {
      gate: { slice: ['sex', 'age'], on_fail: 'warn' },
      rule,
      metric: 'auRoc',
      verdict: 'fail',
      ...numbers,
    };
    const { rows } = tableOf(withRegister({ gates: [gate] }), 'margin');
    expect(rows[0]?.[0]).toBe('auRoc per sex × age');
    expect([rows[0]?.[5], rows[0]?.[7]]).toEqual([words, '❌ fail (only a warning)']);
  });

  it('asks a ratio of rates to be at least its limit', () => {
    const ratio = { ...fairness[0], metric: 'selectionRateRatio', value: 0.6, limit: 0.8 };
    const { lines } = withRegister({ fairness: [ratio] });
    expect(lines.some((line) => line.includes('at least 0.8 is asked'))).toBe(true);
  });

  it('has neither section where nothing was judged, whatever stands there', () => {
    for (const nothing of [
      {},
      { fairness: [], rules: [] },
      { fairness: 7, rules: [{ rule: 1 }] },
    ]) {
      const record = withEvidence(storedRecord('promoted'), 'register', nothing);
      const found = titles(parseReport(renderComment(record)));
      expect(found).not.toContain('Fairness');
      expect(found).not.toContain('Business rules');
    }
  });
});
