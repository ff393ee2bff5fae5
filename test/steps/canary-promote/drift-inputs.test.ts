import { describe, expect, it } from '@jest/globals';
import { canaryPromote } from '../../../src/steps/canary-promote/contract.ts';
import { driftNeedsTable } from '../../../src/steps/canary-promote/drift-inputs.ts';

const table = 'acme-ml.logs.request_response_logging';

describe('drift', () => {
  it.each([
    ['off', undefined, undefined],
    ['off', table, undefined],
    ['report', table, undefined],
    ['hold', table, undefined],
    ['report', undefined, 'driftTable'],
    ['hold', undefined, 'driftTable'],
  ] as const)('%s with the table %s blames %s', (drift, driftTable, blamed) => {
    expect(driftNeedsTable.breach({ drift, driftTable })?.field).toBe(blamed);
    expect(canaryPromote.rules).toContainEqual(
      expect.objectContaining({ says: driftNeedsTable.says }),
    );
  });
});

describe('drift_table', () => {
  const { schema } = canaryPromote.inputs.drift_table;

  it.each([
    [table, true],
    ['acme-ml.logs.table-2026', true],
    ['logs.table', false],
    ['bq://acme-ml.logs.table', false],
    ['acme-ml.logs.table`', false],
    ['acme-ml.logs.table --', false],
  ])('%s is one: %s', (text, isOne) => {
    expect(schema.safeParse(text).success).toBe(isOne);
  });
});
