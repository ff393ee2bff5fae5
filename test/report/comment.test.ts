import { describe, expect, it } from '@jest/globals';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { renderComment } from '../../src/report/comment.ts';
import { context, parseReport, reportOn } from './parsed-report.ts';
import { judgedRecord } from './canary-records.ts';
import { fullRecord, rejectedRecord, storedRecord, withEvidence, withStep } from './records.ts';

const sections = [
  'Steps',
  'Candidate against champion',
  'Slices',
  'Canary',
  'Data checks',
  'Staging and integration test',
  'Provenance',
];

function titles(record: ReleaseRecord): string[] {
  return reportOn(record)
    .headings.slice(1)
    .map(({ text }) => text);
}

describe('the report', () => {
  it('has the steps of the train in a table, also those that were not begun', () => {
    const [steps] = reportOn(rejectedRecord()).tables;
    expect(steps?.columns).toEqual(['step', 'verdict', 'what', 'took']);
    expect(steps?.rows.map(([name, verdict]) => [name, verdict])).toEqual([
      ['validate', '✅ pass'],
      ['train', '✅ pass'],
      ['register', '❌ fail'],
      ['deploy-staging', '–'],
      ['integration-test', '–'],
      ['canary-promote', '–'],
    ]);
    expect(steps?.rows[5]?.[2]).toBe('not begun');
  });

  it('has every section in its order, as far as there is something to tell', () => {
    expect(titles(fullRecord())).toEqual(sections);
    expect(titles(rejectedRecord())).toEqual([
      'Steps',
      'Candidate against champion',
      'Slices',
      'Data checks',
      'Provenance',
    ]);
    expect(titles({ ...storedRecord('promoted'), steps: {} })).toEqual(['Steps', 'Provenance']);
  });

  it('has the gates beside the champion, then the metrics without a gate', () => {
    const [, gates, metrics] = reportOn(fullRecord()).tables;
    expect(gates?.columns).toEqual([
      'metric',
      'champion',
      'candidate',
      'change',
      'interval',
      'limit',
      'margin',
      'verdict',
    ]);
    expect(gates?.rows.slice(2)).toEqual([
      [
        'auRoc',
        '0.8058',
        '0.7612',
        '-0.0446',
        'change -0.06 to -0.03 (95 %)',
        'at most 0.005 worse',
        '-0.0396',
        '❌ fail',
      ],
      [
        'recall per phase_of_flight, worst Approach',
        '–',
        '0.42',
        '–',
        '0.38 to 0.46 (95 %)',
        '≥ 0.6',
        '-0.18',
        '❌ fail',
      ],
    ]);
    expect(metrics?.rows.map(([name]) => name)).not.toContain('auRoc');
    expect(metrics?.rows).toContainEqual(['accuracy', '0.8987', '0.8977', '-0.001']);
  });

  it('names the worst slice and has all of them in a table', () => {
    const markdown = renderComment(rejectedRecord(), context);
    expect(markdown).toContain('worst is `Approach` with 0.42 on 812 examples');
    const slices = parseReport(markdown).tables.find(
      ({ columns }) => columns[0] === 'phase_of_flight',
    );
    expect(slices?.rows.map(([value, , , , , , verdict]) => [value, verdict])).toEqual([
      ['Approach', '❌ fail'],
      ['Climb', '✅ pass'],
      ['Taxi', '❔ inconclusive'],
    ]);
  });

  it('has the canary shift by shift, with the look that decided and the split that was restored', () => {
    const [timeline, looks] = reportOn(storedRecord('rolled-back')).tables.filter(({ columns }) =>
      columns.includes('evidence'),
    );
    const rows = timeline?.rows ?? [];
    expect(rows.map(([, share]) => share)).toEqual(['5 %', '25 %', 'restored']);
    expect(rows[1]?.at(-1)).toMatch(/^↩️ roll back: the challenger fails more often/);
    expect(rows[2]?.[2]).toMatch(/^champion \d+ 100 %$/);
    expect(looks?.rows.map(([number]) => number)).toEqual(['1', '2', '3', '4']);
    for (const row of rows) expect(row[0]).toMatch(/^\d\d:\d\d:\d\d$/);
  });

  it('draws the looks in a chart of numbers and quoted words', () => {
    const [chart] = reportOn(storedRecord('promoted')).fences;
    expect(chart?.language).toBe('mermaid');
    const [kind, title, x, y, ...series] = chart?.lines ?? [];
    expect(kind).toBe('xychart-beta');
    expect(title).toBe('  title "Canary of birdstrike-damage version 2"');
    expect(x).toMatch(/^ {2}x-axis "look" \["1"(, "\d+")*\]$/);
    expect(y).toMatch(/^ {2}y-axis "percent" 0 --> \d+$/);
    expect(series).toHaveLength(3);
    for (const line of series) expect(line).toMatch(/^ {2}(bar|line) \[\d+(, \d+)*\]$/);
  });

  it('tells the requests that a bad challenger was given', () => {
    const record = withStep(storedRecord('rolled-back'), 'canary-promote', {
      outputs: { exposed_requests: 115, previous_split: '{"1":100}' },
    });
    const final = { challenger: { requests: 115, errors: 7, clientErrors: 0 } };
    const markdown = renderComment(withEvidence(record, 'canary-promote', { final }));
    expect(markdown).toContain(
      '**115 requests** reached the challenger, 7 of them failed (6.09&nbsp;%).',
    );
  });

  it('names both models of a canary, its rules, and the evidence of each search', () => {
    const { lines, codes, tables } = reportOn(judgedRecord());
    const who = lines.find((line) => line.startsWith('Who:')) ?? '';
    expect(who).toMatch(/^Who: champion .*, deployed as .*; challenger .*, deployed as/);
    expect(codes).toEqual(expect.arrayContaining(['birdstrike-damage@2', 'birdstrike-damage@3']));
    const rules = lines.find((line) => line.startsWith('Rules:'))?.replaceAll('\u00a0', ' ');
    expect(rules).toMatch(
      /steps of 5, 25, 50, 100 %; 8m to 1h each; .* proof of fewer than 2 times the champion's errors or an error rate below 3 % \(error probability 0\.05\)/,
    );
    const timeline = tables.find(({ columns }) => columns.includes('by search'));
    expect(timeline?.rows.map((row) => row[6])).toEqual([
      'errors 0 %, latency 13 % (told only), slo 0 %, stale-answers 0 %',
      'errors 62 %, latency 30 % (told only), slo 12 %, stale-answers 16 %',
      'errors 136 %, latency 42 % (told only), slo 38 %, stale-answers 19 %',
      '–',
    ]);
    const told = lines.filter((line) => line.includes('latency is told, not judged'));
    expect(told).toHaveLength(1);
  });

  it('takes the champion from the evidence where it is named, else from who gave the share', () => {
    const champion = { model: 'p/models/birds', versionId: '7', deployedModelId: '42' };
    const named = withEvidence(judgedRecord(), 'canary-promote', { champion });
    expect(reportOn(named).codes).toEqual(expect.arrayContaining(['birds@7', '42']));
    const { lines } = reportOn(storedRecord('promoted'));
    const who = lines.find((line) => line.startsWith('Who:')) ?? '';
    // The output names the new champion only, and that is the challenger.
    expect(who.replaceAll(/\s+/g, ' ')).toMatch(/^Who: champion deployed as ; challenger/);
  });

  it('has each broken rule with its rows, and folds the data away when all hold', () => {
    const broken = reportOn(fullRecord()).tables.find(({ columns }) => columns.includes('rule'));
    expect(broken?.rows).toEqual([
      [
        'train',
        'phase_of_flight',
        'enum',
        '12 rows',
        '0 rows',
        '12',
        'row 17, 204, 990, 1204, 6011: Aproach Landing roll',
        '❌ fail',
      ],
      [
        'train',
        'speed_knots',
        'maxNullFraction',
        '41.2 %',
        '35 %',
        '2 884',
        'row 1, 2, 5',
        '❌ fail',
      ],
    ]);
    const kept = reportOn(storedRecord('promoted'));
    expect(kept.tables.some(({ columns }) => columns.includes('rule'))).toBe(false);
    expect(kept.html).toContain('<details><summary>✅ 8 of 8 rules kept</summary>');
  });

  it('has the last lines of tests that failed, in a fence', () => {
    const [log] = reportOn(fullRecord()).fences.filter(({ language }) => language === 'text');
    expect(log?.lines).toEqual(['✖ a model scores', 'ℹ fail 1']);
  });

  it('has the latency beside its limit, and the golden cases that failed', () => {
    const report = reportOn(fullRecord());
    const latency = report.tables.find(({ columns }) => columns[0] === 'latency');
    expect(latency?.rows).toEqual([['p99', '1.4s', '1s', '❌ fail']]);
    expect(report.lines.some((line) => line.includes('damage: expected yes, found no'))).toBe(true);
  });

  it('says where everything is', () => {
    const record = storedRecord('promoted');
    const facts = reportOn(record).tables.find(({ columns }) => columns[1] === 'where');
    const told = Object.fromEntries((facts?.rows ?? []).map(([what = '', where]) => [what, where]));
    expect(told).toMatchObject({
      release: record.releaseId,
      commit: record.commit,
      'training job': record.steps.train?.outputs['job'],
      'training image': 'us-docker.pkg.dev/acme-ml/ml/birdstrikes-trainer:1',
      'model version': record.steps.register?.outputs['model_version'],
      record: context.recordUrl,
    });
  });

  it('closes what it folds', () => {
    const { html } = reportOn(fullRecord());
    const openings = html.filter((one) => one.startsWith('<details>'));
    expect(html.filter((one) => one === '</details>')).toHaveLength(openings.length);
    expect(openings.length).toBeGreaterThan(4);
  });
});
