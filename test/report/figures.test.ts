import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/release/json.ts';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { levelAt } from '../../src/report/curve-figures.ts';
import { renderPage } from '../../src/report/html/page.ts';
import { roundMarks } from '../../src/report/html/plot.ts';
import { evaluatedRecord } from '../support/evaluated-record.ts';
import { confusionOfMany, curves } from '../support/evaluation-evidence.ts';
import { load } from '../support/tested-evidence.ts';
import { type Element, elementsIn, findAll, parsePage } from './parsed-page.ts';
import { withEvidence, withStep } from './records.ts';

const record = evaluatedRecord();
const page = parsePage(renderPage(record));

function figureOf(from: Element, title: string): Element {
  const found = findAll(from, 'figure').find(
    (figure) => findAll(figure, 'figcaption')[0]?.text === title,
  );
  if (found === undefined) throw new Error(`no figure ${title}`);
  return found;
}

const numbers = (element: Element | undefined, ...names: string[]) =>
  names.map((name) => Number(element?.attributes.get(name)));

function withRegister(evidence: JsonObject): Element {
  return parsePage(renderPage(withEvidence(record, 'register', evidence)));
}

/** Of the curves' unit square: its corners in the picture. */
const [left, right, top, bottom] = [40, 426, 28, 338];

describe('figures of a page', () => {
  it('have a title, words for whom does not see them, and their numbers as a table', () => {
    const titled = findAll(page, 'figure').filter(({ attributes }) => attributes.has('aria-label'));
    expect(titled.map(({ attributes }) => attributes.get('aria-label'))).toEqual([
      'ROC curve',
      'Precision and recall',
      'Calibration',
      'Confusion matrix of the candidate at threshold 0.5',
      'recall per phase_of_flight, ≥ 0.6',
      'Change of auRoc per phase_of_flight, at most 0.02 worse',
      'demographicParityDifference of operator',
      'equalizedOddsDifference of operator × phase_of_flight',
      'Latency at the full rate',
      'Load over time',
    ]);
    for (const figure of titled) {
      expect(findAll(figure, 'figcaption')).toHaveLength(1);
      expect(findAll(figure, 'table').length).toBeGreaterThan(0);
      const isMatrix = findAll(figure, 'table', 'matrix').length === 1;
      expect(findAll(figure, 'details')).toHaveLength(isMatrix ? 0 : 1);
    }
  });

  it('draw champion and candidate in one square, each point where its rates are', () => {
    const roc = figureOf(page, 'ROC curve');
    const { challenger } = curves as { challenger: { roc: [number, number][] } };
    const points = (role: string) =>
      (findAll(findAll(roc, 'g', role)[0] ?? page, 'polyline')[0]?.attributes.get('points') ?? '')
        .split(' ')
        .map((pair) => pair.split(',').map(Number));
    const drawn = points('challenger');
    expect(drawn).toHaveLength(challenger.roc.length);
    challenger.roc.forEach(([across, up], index) => {
      expect(drawn[index]?.[0]).toBeCloseTo(left + across * (right - left), 0);
      expect(drawn[index]?.[1]).toBeCloseTo(bottom - up * (bottom - top), 0);
    });
    expect(points('champion')[0]).toEqual([left, bottom]);
    expect(points('champion').at(-1)).toEqual([right, top]);
    const legend = findAll(findAll(roc, 'ul', 'legend')[0] ?? page, 'li').map(({ text }) => text);
    expect(legend).toEqual(['champion, area 0.8065', 'candidate, area 0.7634']);
    expect(findAll(roc, 'circle', 'stop')[30]?.attributes.get('data-stop')).toBe(
      'at 0.25 false positive rate: true positive rate candidate 0.6507, champion 0.717',
    );
    expect(findAll(findAll(roc, 'tbody')[0] ?? page, 'tr')).toHaveLength(122);
  });

  it('draw a bin of calibration by how many examples it has', () => {
    const bins = findAll(
      findAll(figureOf(page, 'Calibration'), 'g', 'challenger')[0] ?? page,
      'circle',
    ).map((bin) => numbers(bin, 'r')[0] ?? NaN);
    expect(bins).toHaveLength(10);
    expect(bins).toEqual(bins.toSorted((a, b) => b - a));
    expect(Math.min(...bins)).toBeGreaterThanOrEqual(2);
  });

  it('draw the candidate alone on a first release, and nothing without points', () => {
    const { challenger } = curves as { challenger: JsonObject };
    const alone = withRegister({ curves: { challenger } });
    expect(findAll(figureOf(alone, 'ROC curve'), 'polyline')).toHaveLength(1);
    expect(findAll(withRegister({ curves: {} }), 'figure', 'curves')).toEqual([]);
    const outside = {
      challenger: {
        roc: [
          [0, 2],
          [-1, 0],
          [0, 0, 0],
          ['0', 1],
        ],
      },
    };
    expect(findAll(withRegister({ curves: outside }), 'figure', 'curves')).toEqual([]);
  });

  it('shade a confusion matrix by row, right decisions apart from wrong ones', () => {
    const matrix = figureOf(
      withRegister({ confusion: confusionOfMany }),
      'Confusion matrix of the candidate',
    );
    const cells = findAll(matrix, 'td').map(({ attributes }) => attributes.get('class'));
    expect(cells.slice(0, 4)).toEqual([
      'number right-5',
      'number wrong-1',
      'number wrong-1',
      'number wrong-1',
    ]);
    // 48 of 763 are 6 %, 0 of them nothing.
    expect(cells.slice(6, 8)).toEqual(['number wrong-1', 'number wrong-0']);
    expect(findAll(matrix, 'p', 'about')[0]?.text).toContain(
      'Most often taken: Medium for Small 75 times, Large for Medium 66 times, Small for Medium 61 times.',
    );
  });

  it('draw all slices on one scale, the worst first and named', () => {
    const figure = figureOf(page, 'Change of auRoc per phase_of_flight, at most 0.02 worse');
    const rows = findAll(figure, 'li').filter((row) => findAll(row, 'circle').length > 0);
    expect(rows.map((row) => findAll(row, 'div')[0]?.text.replace(/change.*/, ''))).toEqual([
      'Approach – the worst',
      'Descent',
      'Take-off run',
      'Climb',
    ]);
    expect(rows.map(({ attributes }) => attributes.get('class'))).toEqual([
      'bad',
      'wait',
      'good',
      'good',
    ]);
    // From -0.09 to 0.03 between 10 and 470.
    const at = (value: number) => 10 + ((value + 0.09) / 0.12) * 460;
    const points = rows.map((row) => numbers(findAll(row, 'circle', 'point')[0], 'cx')[0]);
    [-0.061, -0.012, 0.004, 0.011].forEach((value, index) =>
      expect(points[index]).toBeCloseTo(at(value), 0),
    );
    for (const row of rows) {
      expect(numbers(findAll(row, 'line', 'bound')[0], 'x1')[0]).toBeCloseTo(at(-0.02), 0);
      expect(numbers(findAll(row, 'line', 'zero')[0], 'x1')[0]).toBeCloseTo(at(0), 0);
    }
  });

  it('draw the gap between the groups that are large enough', () => {
    const figure = figureOf(page, 'demographicParityDifference of operator');
    const gaps = findAll(figure, 'rect', 'gap').map((gap) => numbers(gap, 'x', 'width'));
    // Rates from 0.1 to 0.31 between 10 and 470; the gap ends at 0.29: the fourth group is too small.
    expect(gaps).toHaveLength(4);
    expect(gaps[0]?.[0]).toBe(10);
    expect(gaps[0]?.[1]).toBeCloseTo((0.19 / 0.21) * 460, 0);
    const told = figure.text.replaceAll('\u00a0', ' ');
    expect(told).toContain('31 % of 61, not judged');
    expect(told).toContain('goes from 10 % (Private) to 29 % (Cargo)');
  });

  it('draw latencies as bars whose area is their count', () => {
    const figure = figureOf(page, 'Latency at the full rate');
    const bars = findAll(findAll(figure, 'g', 'area')[0] ?? page, 'rect').map((bar) =>
      numbers(bar, 'width', 'height'),
    );
    const counts = (load['histogram'] as { count: number }[]).map(({ count }) => count);
    expect(bars).toHaveLength(counts.length);
    const areas = bars.map(([width = 0, height = 0]) => width * height);
    const tallest = counts.indexOf(Math.max(...counts));
    // Places have one decimal, and what is rare is drawn higher than it is.
    counts.forEach((count, index) => {
      if (count < 20) return;
      const share = (areas[index] ?? 0) / (areas[tallest] ?? 1);
      expect(Math.abs(share - count / Math.max(...counts))).toBeLessThan(0.03);
    });
    const named = findAll(figure, 'text').map(({ text }) => text);
    expect(named).toEqual(
      expect.arrayContaining(['p50', 'p90', 'p99', 'p99.9', 'limit of p50', 'limit of p99']),
    );
    const last = findAll(figure, 'circle', 'stop').at(-1);
    expect(last?.attributes.get('data-stop')).toMatch(/ 100 % took no longer$/);
  });

  it('draw what was answered and what failed over the time of the load', () => {
    const figure = figureOf(page, 'Load over time');
    const answered = findAll(findAll(figure, 'g', 'answered')[0] ?? page, 'rect');
    const failed = findAll(findAll(figure, 'g', 'failed')[0] ?? page, 'rect');
    expect([answered.length, failed.length]).toEqual([35, 4]);
    expect(findAll(figure, 'polyline')).toHaveLength(2);
    expect(findAll(figure, 'circle', 'stop')[22]?.attributes.get('data-stop')).toBe(
      'from 44s: 100 requests were due, 4 failed; p50 23ms, p99 197ms',
    );
  });

  it('print no tables of hundreds of rows, and all others', () => {
    const bulk = findAll(page, 'details', 'bulk').map((one) => findAll(one, 'summary')[0]?.text);
    expect(bulk).toEqual([
      'ROC curve: all points',
      'Precision and recall: all points',
      'Calibration: all points',
      'Latency at the full rate: all bars',
      'Load over time: all parts',
    ]);
  });

  it('have every rule on the data with its margin, which a comment has no room for', () => {
    const rules = findAll(page, 'details').find(
      (one) => findAll(one, 'summary')[0]?.text === 'Every rule with its margin',
    );
    const rows = findAll(findAll(rules ?? page, 'tbody')[0] ?? page, 'tr').map((row) =>
      row.children.map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    expect(rows).toEqual([
      ['train', 'phase_of_flight', 'enum', '12 rows', '0 rows', '-12 rows', '❌ fail'],
      ['train', 'speed_knots', 'maxNullFraction', '41.2 %', '35 %', '-6.2 %', '❌ fail'],
      ['train', 'damage', 'required', '0', '0', '0', '✅ pass'],
    ]);
  });

  const extreme = fc.constantFrom(
    0,
    -0,
    1,
    0.5,
    -1,
    1e308,
    -1e308,
    5e-324,
    Number.MAX_SAFE_INTEGER,
    1e-9,
  );

  it('have a place for everything, whatever the numbers are', () => {
    fc.assert(
      fc.property(fc.array(extreme, { minLength: 40, maxLength: 80 }), (values) => {
        let turn = 0;
        const next = () => values[turn++ % values.length] ?? 0;
        const evil = ['register', 'integration-test'] as const;
        const changed = evil.reduce<ReleaseRecord>((before, step) => {
          const evidence = withNumbers(before.steps[step]?.evidence, next) as JsonObject;
          return withStep(before, step, { evidence });
        }, record);
        const lost = [...elementsIn(parsePage(renderPage(changed)))].flatMap(({ attributes }) =>
          [...attributes].filter(([name, value]) => {
            const isDrawn = !['aria-label', 'data-stop'].includes(name);
            return isDrawn && /NaN|Infinity|undefined/.test(value);
          }),
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

/** Every other number is another. */
function withNumbers(value: unknown, next: () => number): unknown {
  if (typeof value === 'number') return next() > 0.5 ? next() : value;
  if (Array.isArray(value)) return value.map((one) => withNumbers(one, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, withNumbers(one, next)]),
  );
}

describe('a level of a curve', () => {
  it.each([
    [0, 0],
    [0.1, 0.5],
    // Upright parts: the highest.
    [0.2, 0.8],
    [0.6, 0.9],
    [1, 1],
  ])('at %d is %d', (x, y) => {
    const points = [
      [0, 0],
      [0.1, 0.5],
      [0.2, 0.6],
      [0.2, 0.8],
      [1, 1],
    ] as const;
    expect(levelAt(points, x)).toBeCloseTo(y, 12);
  });

  it('is unknown where the curve does not reach', () => {
    expect(
      levelAt(
        [
          [0.2, 0.5],
          [0.4, 0.6],
        ],
        0.5,
      ),
    ).toBeUndefined();
    expect(levelAt([], 0.5)).toBeUndefined();
  });
});

describe('round marks', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-0.09, 0.03, 6, [-0.08, -0.06, -0.04, -0.02, 0, 0.02]],
    [0, 70, 8, [0, 10, 20, 30, 40, 50, 60, 70]],
    [3, 3, 5, []],
    [0, Infinity, 5, []],
  ])('from %d to %d, at most %d steps', (from, to, most, marks) => {
    expect(roundMarks(from, to, most)).toEqual(marks);
  });

  it('are in their range and no more than asked', () => {
    const end = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.integer({ min: 1, max: 10 }), (one, other, most) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const marks = roundMarks(from, to, most);
        const slack = (to - from) * 1e-6;
        expect(marks.length).toBeLessThanOrEqual(most + 1);
        for (const mark of marks) {
          expect(mark).toBeGreaterThanOrEqual(from - slack);
          expect(mark).toBeLessThanOrEqual(to + slack);
        }
      }),
    );
  });
});
