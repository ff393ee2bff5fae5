import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { renderPage } from '../../src/report/html/page.ts';
import { timeMarks } from '../../src/report/html/plot.ts';
import { context } from './parsed-report.ts';
import { elementsIn, findAll, parsePage } from './parsed-page.ts';
import { judgedRecord } from './canary-records.ts';
import { fullRecord, rejectedRecord, storedRecord, withEvidence, withStep } from './records.ts';

const page = parsePage(renderPage(judgedRecord(), context));

function policyOf(): Map<string, string> {
  const meta = findAll(page, 'meta').find(({ attributes }) => attributes.has('http-equiv'));
  const rules = (meta?.attributes.get('content') ?? '').split('; ');
  return new Map(
    rules.map((rule): [string, string] => {
      const [name = '', ...rest] = rule.split(' ');
      return [name, rest.join(' ')];
    }),
  );
}

function titles(html: string): string[] {
  return findAll(parsePage(html), 'h2').map(({ text }) => text);
}

describe('the page', () => {
  it('has the sections of the comment in its order', () => {
    expect(findAll(page, 'h1').map(({ text }) => text)).toEqual([
      '↩️ Rolled back: birdstrike-damage@3 · 🧪 emulated',
    ]);
    expect(titles(renderPage(fullRecord()))).toEqual([
      'Steps',
      'Candidate against champion',
      'Slices',
      'Canary',
      'Data checks',
      'Staging and integration test',
      'Provenance',
    ]);
    expect(titles(renderPage(rejectedRecord()))).not.toContain('Canary');
    expect(titles(renderPage({} as never))).toEqual(['Steps', 'Provenance']);
  });

  it('allows its own style and script by their digests, and nothing else', () => {
    const policy = policyOf();
    const digest = (tag: string) => {
      const [element, ...others] = findAll(page, tag);
      expect(others).toEqual([]);
      const hash = createHash('sha256')
        .update(element?.text ?? '')
        .digest('base64');
      return `'sha256-${hash}'`;
    };
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': `'none'`,
      'style-src': digest('style'),
      'script-src': digest('script'),
      'base-uri': `'none'`,
      'form-action': `'none'`,
      'require-trusted-types-for': `'script'`,
    });
  });

  it('loads nothing: no element or style names an address but links of the context', () => {
    const elements = [...elementsIn(page)];
    const loading = ['src', 'srcset', 'data', 'poster', 'action', 'xlink:href', 'style'];
    for (const { attributes } of elements) {
      expect(loading.filter((name) => attributes.has(name))).toEqual([]);
    }
    const links = findAll(page, 'a').map(({ attributes }) => attributes.get('href') ?? '');
    const outside = links.filter((link) => !link.startsWith('#'));
    expect([...new Set(outside)]).toEqual([context.commitUrl, context.runUrl]);
    const [style, script] = ['style', 'script'].map((tag) => findAll(page, tag)[0]?.text ?? '');
    expect(style).not.toMatch(/url\(|@import|\/\/|https?:/);
    expect(script).not.toMatch(/fetch|XMLHttp|WebSocket|import|https?:|innerHTML|eval/);
    expect(() => new Script(script ?? '')).not.toThrow();
  });

  it('can be read without seeing it', () => {
    const elements = [...elementsIn(page)];
    const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of findAll(page, 'section')) {
      expect(ids).toContain(attributes.get('aria-labelledby'));
    }
    const targets = findAll(page, 'a').flatMap(
      ({ attributes }) => /^#(.*)/.exec(attributes.get('href') ?? '')?.[1] ?? [],
    );
    expect(targets).toHaveLength(8);
    expect(ids).toEqual(expect.arrayContaining(targets));
    for (const table of findAll(page, 'table')) {
      expect(findAll(table, 'caption')).toHaveLength(1);
      const columns = findAll(table, 'th').filter((one) => one.attributes.get('scope') === 'col');
      for (const row of findAll(table, 'tr')) expect(row.children).toHaveLength(columns.length);
    }
    for (const { attributes } of findAll(page, 'svg')) {
      const isTold = attributes.get('role') === 'img' && attributes.get('aria-label') !== '';
      expect(isTold || attributes.get('aria-hidden') === 'true').toBe(true);
    }
    for (const figure of findAll(page, 'figure')) {
      expect(findAll(figure, 'figcaption')).toHaveLength(1);
    }
    const levels = elements.flatMap(({ tag }) => /^h(\d)$/.exec(tag)?.[1] ?? []).map(Number);
    expect(levels[0]).toBe(1);
    levels.reduce((before, level) => {
      expect(level - before).toBeLessThanOrEqual(1);
      return level;
    });
    expect(findAll(page, 'html')[0]?.attributes.get('lang')).toBe('en');
  });

  it('draws each share of each deployed model as long as it stood', () => {
    const [chart] = findAll(page, 'svg', 'chart');
    const bands = (name: string) =>
      findAll(findAll(chart ?? page, 'g', name)[0] ?? page, 'rect').map(({ attributes }) =>
        ['x', 'width', 'height'].map((key) => Number(attributes.get(key))),
      );
    // From 48 to 948 units in 26 minutes, 180 units for 100 %; restored after 23.2 minutes.
    const minute = 900 / 26;
    const expected = [
      [1, 8.2, 5],
      [9.2, 9.9, 25],
      [19.1, 4.1, 50],
    ].map(([at = 0, long = 0, percent = 0]) => [48 + at * minute, long * minute, percent * 1.8]);
    bands('challenger').forEach((band, index) =>
      band.forEach((value, place) =>
        expect(Math.abs(value - (expected[index]?.[place] ?? NaN))).toBeLessThan(0.2),
      ),
    );
    expect(bands('challenger')).toHaveLength(3);
    expect(bands('champion').map(([, , height]) => height)).toEqual([162, 153, 117, 72, 162]);
    expect(bands('other-0').map(([, , height]) => height)).toEqual([18, 18, 18, 18, 18]);
  });

  it('draws evidence above its limit when it was reached, with what each look says', () => {
    const chart = findAll(page, 'svg', 'chart')[1] ?? page;
    const looks = findAll(chart, 'circle');
    expect(looks).toHaveLength(11);
    const limit = Number(
      findAll(findAll(chart, 'g', 'limit')[0] ?? page, 'line')[0]?.attributes.get('y1'),
    );
    const reached = looks.map(({ attributes }) => Number(attributes.get('cy')) <= limit);
    expect(reached).toEqual([...Array<boolean>(10).fill(false), true]);
    expect(looks.at(-1)?.attributes.get('data-stop')).toMatch(
      /^06:53:30 at 50 %: champion failed 68 of 7 900, challenger 40 of 1 140; evidence 139 % \(errors 136 %, latency 42 % \(told only\), slo 38 %, stale-answers 19 %\); ↩️ roll back: /,
    );
    expect(findAll(chart, 'polyline')).toHaveLength(5);
  });

  it('has a number line for each gate with an interval, the limit on its bad side', () => {
    const rows = findAll(findAll(page, 'figure', 'intervals')[0] ?? page, 'li');
    expect(rows.map(({ attributes }) => attributes.get('class'))).toEqual([
      'good',
      'good',
      'bad',
      'bad',
    ]);
    const lost = rows[2];
    expect(lost?.text).toContain('change -0.0446, -0.06 to -0.03; limit -0.005');
    const [bound] = findAll(lost ?? page, 'line', 'bound');
    const [point] = findAll(lost ?? page, 'circle', 'point');
    expect(Number(bound?.attributes.get('x1'))).toBeGreaterThan(
      Number(point?.attributes.get('cx')),
    );
  });

  it.each([
    ['no looks', { looks: [] }],
    ['looks without times', { looks: [{ percent: 5, decision: 'continue' }] }],
    [
      'a single look',
      { looks: storedRecord('promoted').steps['canary-promote']?.evidence?.['looks'] },
    ],
    ['no split', { shifts: 'gone' }],
    ['a plan of another version', { plan: { gate: 7, steps: 'all' } }],
  ])('is still a page with %s', (_, evidence) => {
    const record = withEvidence(judgedRecord(), 'canary-promote', evidence as never);
    const bare = withStep(record, 'canary-promote', { outputs: {} });
    for (const one of [record, bare]) expect(titles(renderPage(one))).toContain('Canary');
  });
});

describe('marks of a time axis', () => {
  it.each([
    [
      '2026-11-21T06:30:00Z',
      6_000,
      ['06:30:00', '06:30:01', '06:30:02', '06:30:03', '06:30:04', '06:30:05', '06:30:06'],
    ],
    ['2026-11-21T06:31:10Z', 1_560_000, ['06:35', '06:40', '06:45', '06:50', '06:55']],
    ['2026-11-21T06:31:10Z', 0, ['06:31:10']],
    ['2026-11-21T20:00:00Z', 5 * 86_400_000, ['11-22', '11-23', '11-24', '11-25', '11-26']],
  ])('from %s over %d ms', (from, span, labels) => {
    const start = Date.parse(from);
    expect(timeMarks(start, start + span).map(({ label }) => label)).toEqual(labels);
  });
});
