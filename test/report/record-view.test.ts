import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { reportOn } from './parsed-report.ts';
import { fullRecord, gatesOf, storedRecord, withEvidence, withStep } from './records.ts';

describe('a record of another version', () => {
  it.each(['validate', 'train', 'register', 'integration-test', 'canary-promote'] as const)(
    'still has its headline and steps, whatever the evidence of %s is',
    (name) => {
      fc.assert(
        fc.property(fc.jsonValue(), (evidence) => {
          const record = withStep(storedRecord('promoted'), name, { evidence: evidence as never });
          const report = reportOn(record);
          expect(report.headings[0]?.text).toMatch(/^✅ Promoted/);
          expect(report.tables[0]?.rows).toHaveLength(6);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('is told as far as it can be, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (anything, step) => {
        for (const value of [anything, { steps: anything }, { steps: { train: step } }]) {
          const report = reportOn(value as never);
          expect(report.headings[0]?.level).toBe(2);
          expect(report.tables[0]?.rows.length).toBeGreaterThanOrEqual(6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has steps that wrote no evidence: those that run, were planned, or failed early', () => {
    const { evidence: _, ...train } = storedRecord('promoted').steps.train ?? {};
    for (const state of ['running', 'planned', 'failed'] as const) {
      const record = {
        ...storedRecord('promoted'),
        steps: { train: { ...train, state } } as never,
      };
      const [steps] = reportOn(record).tables;
      expect(steps?.rows[1]?.[2]).not.toBe('not begun');
    }
  });

  it('keeps a list whose elements are not all understood', () => {
    const gates = [{ rule: 'later' }, ...gatesOf(fullRecord())];
    const [, table] = reportOn(withEvidence(fullRecord(), 'register', { gates })).tables;
    expect(table?.rows).toHaveLength(4);
  });

  it('tells of steps that this version does not know, after those that it does', () => {
    const { train } = storedRecord('promoted').steps;
    const record = { ...storedRecord('promoted'), steps: { shadow: train, train } as never };
    const [steps] = reportOn(record).tables;
    expect(steps?.rows.map(([name]) => name).at(-1)).toBe('shadow');
    expect(steps?.rows).toHaveLength(7);
  });
});
