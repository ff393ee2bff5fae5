import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fieldForm, tableForm } from '../../../src/canary/prediction-log.ts';
import {
  countsQuery,
  type LoggedPredictions,
  readCounts,
  readSummary,
  summaryQuery,
} from '../../../src/steps/canary-promote/prediction-queries.ts';

const logged: LoggedPredictions = {
  table: 'acme-ml.logs.request_response_logging',
  field: null,
  deployedModelIds: ['71', '72'],
  start: 60_000,
  end: 180_000,
};
const labels = { kind: 'labels' as const, labels: ['a', "b'; DROP TABLE x"] };
const numbers = { kind: 'numbers' as const, edges: [0.5, 1] };

/** `@name` of every parameter in a text. */
function namedIn(sql: string): string[] {
  return [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => name))].toSorted();
}

describe('a query of the log', () => {
  it.each([
    ['summary', summaryQuery(logged)],
    ['labels', countsQuery(logged, 60_000, labels)],
    ['numbers', countsQuery(logged, 60_000, numbers)],
  ])('of %s names its parameters, all of them, and has values nowhere else', (_, query) => {
    expect(namedIn(query.sql)).toEqual(Object.keys(query.parameters).toSorted());
    expect(query.sql).toContain('FROM `acme-ml.logs.request_response_logging`\n');
    expect(query.sql).not.toContain('DROP');
    expect(query.sql).not.toMatch(/71|60000|180000/);
  });

  it('reads the prediction itself, or its field, in a prediction and in a whole response', () => {
    const paths = (field: string | null) => {
      const { path, path_in_body } = summaryQuery({ ...logged, field }).parameters;
      return [path, path_in_body];
    };
    expect(paths(null)).toMatchObject([{ value: '$' }, { value: '$.predictions[0]' }]);
    expect(paths('best.scores[0]')).toMatchObject([
      { value: '$.best.scores[0]' },
      { value: '$.predictions[0].best.scores[0]' },
    ]);
  });

  it('is never made of a name that is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (project, dataset, name) => {
        const table = `${project}.${dataset}.${name}`;
        fc.pre(!tableForm.test(table));
        expect(() => summaryQuery({ ...logged, table })).toThrow(/was about to be sent/);
      }),
    );
  });

  it.each([
    'acme-ml.logs.t`; DROP TABLE x',
    'acme-ml.logs.t` WHERE TRUE --',
    'acme-ml.logs',
    'acme-ml.logs.t.u',
    'acme-ml.lo-gs.t',
    'a.b.c',
    'acme-ml.logs.t\n',
  ])('is never made of %j', (table) => {
    expect(() => summaryQuery({ ...logged, table })).toThrow(/was about to be sent/);
  });
});

describe('a field', () => {
  it.each(['label', 'best.score', 'scores[0]', '_a.b[12].c'])('may be %s', (field) => {
    expect(fieldForm.test(field)).toBe(true);
  });
  it.each(['', '$', '$.label', 'a..b', 'a[*]', 'a["b"]', "a'b", '0', 'a b', 'a\n'])(
    'is never %j',
    (field) => {
      expect(fieldForm.test(field)).toBe(false);
    },
  );
});

describe('an answer', () => {
  const summary = {
    predictions: 9,
    numbers: 4,
    quantiles: ['-Infinity', 0, 1.5, 'Infinity'],
    labels: [
      { value: 'a', count: 5 },
      { value: null, count: 3 },
    ],
  };

  it('of a summary leaves out what has no value and what is endless', () => {
    expect(readSummary([{ summary: JSON.stringify(summary) }])).toEqual({
      predictions: 9,
      numbers: 4,
      quantiles: [0, 1.5],
      labels: ['a'],
    });
  });

  it('of a summary of nothing is one of nothing', () => {
    const nothing = { predictions: 0, numbers: 0, quantiles: null, labels: [] };
    expect(readSummary([{ summary: JSON.stringify(nothing) }])).toEqual({
      ...nothing,
      quantiles: [],
    });
  });

  it.each([[[]], [[{ summary: null }]], [[{ summary: '{}' }]]])('that is %j is none', (rows) => {
    expect(() => readSummary(rows)).toThrow(
      expect.objectContaining({ code: 'EVIDENCE_UNREADABLE' }),
    );
  });

  it('of counts has the time of its period', () => {
    const row = { deployed_model_id: '71', period: '2', category: '1', predictions: '30' };
    expect(readCounts([row], 60_000, 60_000)).toEqual([
      { deployedModelId: '71', start: 180_000, category: 1, count: 30 },
    ]);
  });
});
