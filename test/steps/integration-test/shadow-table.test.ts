import { describe, expect, it } from '@jest/globals';
import { tableForm } from '../../../src/canary/prediction-log.ts';
import type { Row } from '../../../src/ports/warehouse.ts';
import { integrationTest } from '../../../src/steps/integration-test/contract.ts';
import { shadowQuery } from '../../../src/steps/integration-test/shadow-table.ts';
import { inputsOf } from '../../support/step-inputs.ts';
import { likeProduction, secret, staging, table } from './shadow-world.ts';

describe('the log in BigQuery', () => {
  const row = (number: number, change: Row = {}): Row => ({
    endpoint: '8301',
    deployed_model_id: '71',
    request_id: `90${number}`,
    bytes: '100',
    request: JSON.stringify([JSON.stringify({ number, name: secret })]),
    response: JSON.stringify([JSON.stringify(likeProduction(number))]),
    ...change,
  });
  const fromTable = { shadow: true, shadowTable: table };

  it('is asked for a draw of the window, and its rows are named by their ids', async () => {
    const there = staging((number) => ({ score: number, label: number === 1 ? 'x' : 'even' }), {
      logged: [row(0), row(1), row(2, { response: '[]' })],
    });
    const result = await there.run({
      ...fromTable,
      shadowWindow: 3_600_000,
      shadowRows: 50,
      shadowSeed: 9,
    });
    expect(result.evidence?.['shadow']).toMatchObject({
      table,
      from: '2026-01-05T08:00:00.000Z',
      to: '2026-01-05T09:00:00.000Z',
      bytes: 300,
      requests: 2,
      differing: 1,
      worst: [{ id: 'request 901', kind: 'class', path: '[0].label' }],
      unusable: [{ reason: 'a request that production answered with nothing', count: 1 }],
      answeredBy: [{ deployedModelId: '71', requests: 2 }],
      latency: { staging: { p50: 10 } },
    });
    const now = there.clock.now();
    expect(there.queries).toMatchObject([
      {
        projectId: 'acme-ml',
        parameters: {
          from_ms: { value: now - 3_600_000 },
          to_ms: { value: now },
          seed: { value: 9 },
          most_rows: { value: 50 },
          most_bytes: { value: 33_554_432 },
        },
      },
    ]);
  });

  it('without a row is no evidence', async () => {
    const there = staging(likeProduction);
    expect(await there.run({ ...fromTable, maxShadowDifference: 0.1 })).toMatchObject({
      verdict: 'inconclusive',
    });
    expect(await there.run(fromTable)).toMatchObject({ verdict: 'pass' });
  });

  it('of a form that nobody knows is unreadable', async () => {
    const there = staging(likeProduction, { logged: [row(0, { request: '{"a":1}' })] });
    await expect(there.run(fromTable)).rejects.toMatchObject({ code: 'EVIDENCE_UNREADABLE' });
  });

  it('is asked with every value as a parameter, and of no name that is none', () => {
    const query = { table, start: 1, end: 2, rows: 77, bytes: 88, seed: 99 };
    const { sql, parameters } = shadowQuery(query);
    const named = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => name))];
    expect(named.toSorted()).toEqual(Object.keys(parameters).toSorted());
    expect(sql).toContain(`FROM \`${table}\`\n`);
    expect(sql).not.toMatch(/77|88|99/);
    const hostile = 'acme-prod.logs.x` WHERE TRUE; DROP TABLE y --';
    expect(tableForm.test(hostile)).toBe(false);
    expect(() => shadowQuery({ ...query, table: hostile })).toThrow(/was about to be sent/);
  });
});

describe('what a shadow is from', () => {
  it.each<[Record<string, string>, string]>([
    [{ shadow: 'true' }, 'shadow'],
    [{ shadow: 'true', shadow_table: table, shadow_requests: 'log.jsonl' }, 'shadow-requests'],
  ])('is exactly one place: %j', (flags, where) => {
    const parse = () => inputsOf(integrationTest, { suite: 'golden.jsonl', ...flags });
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        problems: [expect.objectContaining({ where: expect.stringContaining(where) })],
      }),
    );
  });

  it('may be told and not be used', () => {
    expect(inputsOf(integrationTest, { suite: 'golden.jsonl', shadow_table: table })).toMatchObject(
      { shadow: false },
    );
  });
});
