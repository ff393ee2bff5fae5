import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Backend } from '../../../src/emulator/store/backend.ts';
import { openDataDirectory } from '../../../src/emulator/store/data-directory.ts';
import { memoryBackend } from '../../../src/emulator/store/memory-backend.ts';
import { NotedTable, type Table } from '../../../src/emulator/store/table.ts';
import { Transactions } from '../../../src/emulator/store/transactions.ts';
import { Folder } from './folder.ts';

interface Row {
  value: fc.JsonValue;
}

type Step =
  | { kind: 'put'; name: string; row: Row }
  | { kind: 'delete'; name: string }
  | { kind: 'clear' }
  /** A transaction, or one inside another; `fails` says that it throws in the end. */
  | { kind: 'transaction'; steps: Step[]; fails: boolean };

const names = ['a', 'a/1', 'a/2', 'b', 'b/é\n', '__proto__'];
const name = fc.constantFrom(...names);
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('put' as const),
      name,
      row: fc.record({
        value: fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<fc.JsonValue>,
      }),
    }),
    fc.record({ kind: fc.constant('delete' as const), name }),
    fc.record({ kind: fc.constant('clear' as const) }),
    fc.record({
      kind: fc.constant('transaction' as const),
      steps: fc.array(tie('step'), { maxLength: 5 }),
      fails: fc.boolean(),
    }),
  ),
}));

/** The reference: rows in order of creation, as pairs. */
function expected(rows: readonly (readonly [string, Row])[], each: Step): [string, Row][] {
  const others = rows.filter(([key]) => !('name' in each) || key !== each.name);
  switch (each.kind) {
    case 'put':
      return rows.some(([key]) => key === each.name)
        ? rows.map(([key, row]) => [key, key === each.name ? each.row : row])
        : [...rows.map(([key, row]): [string, Row] => [key, row]), [each.name, each.row]];
    case 'delete':
      return others.map(([key, row]) => [key, row]);
    case 'clear':
      return [];
    case 'transaction':
      return (each.fails ? [] : each.steps).reduce<[string, Row][]>(
        expected,
        rows.map(([key, row]) => [key, row]),
      );
  }
}

function perform(table: Table<Row>, transactions: Transactions, each: Step): void {
  switch (each.kind) {
    case 'put':
      return table.put(each.name, each.row);
    case 'delete':
      return table.delete(each.name);
    case 'clear':
      return table.clear();
    case 'transaction':
      return attempt(() =>
        transactions.run(() => {
          for (const inner of each.steps) perform(table, transactions, inner);
          if (each.fails) throw new TakenBack();
        }),
      );
  }
}

class TakenBack extends Error {}

function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}

function open(backend: Backend): { table: Table<Row>; transactions: Transactions } {
  const transactions = new Transactions((changes) => backend.commit(changes));
  return { table: new NotedTable<Row>('rows', transactions, backend.load('rows')), transactions };
}

const prefixes = ['', 'a', 'a/', 'b', 'none'];

function found(table: Table<Row>): unknown[] {
  return [prefixes.map((prefix) => table.list(prefix)), names.map((key) => table.get(key))];
}

function toSee(rows: readonly (readonly [string, Row])[]): unknown[] {
  const lists = prefixes.map((prefix) =>
    rows.filter(([key]) => key.startsWith(prefix)).map(([, row]) => row),
  );
  return [lists, names.map((key) => rows.find(([other]) => other === key)?.[1])];
}

/** Numbers such as -0 are what JSON makes of them. */
function stored(rows: readonly (readonly [string, Row])[]): [string, Row][] {
  return JSON.parse(JSON.stringify(rows)) as [string, Row][];
}

describe('a table', () => {
  it('in memory holds what was put, in order of creation, without what was taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { table, transactions } = open(memoryBackend());
        let rows: [string, Row][] = [];
        for (const each of steps) {
          perform(table, transactions, each);
          rows = expected(rows, each);
          expect(found(table)).toEqual(toSee(rows));
        }
      }),
    );
  });

  it('in a data folder does the same, before and after it is opened again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 10 }), { maxLength: 3 }), (processes) => {
        using folder = new Folder();
        let rows: [string, Row][] = [];
        for (const steps of processes) {
          const backend = openDataDirectory(folder.path, fail);
          const { table, transactions } = open(backend);
          expect(found(table)).toEqual(toSee(stored(rows)));
          for (const each of steps) {
            perform(table, transactions, each);
            rows = expected(rows, each);
          }
          backend.close();
        }
        const backend = openDataDirectory(folder.path, fail);
        expect(found(open(backend).table)).toEqual(toSee(stored(rows)));
        backend.close();
      }),
      { numRuns: 30 },
    );
  });

  it('is as before when its change cannot be kept', () => {
    const transactions = new Transactions((changes) => {
      if (changes.some(({ row }) => row === undefined)) throw new Error('disk full');
    });
    const table = new NotedTable<Row>('rows', transactions);
    table.put('a', { value: 1 });
    table.put('b', { value: 2 });
    expect(() => table.delete('a')).toThrow('disk full');
    expect(() => table.clear()).toThrow('disk full');
    expect(table.list('')).toEqual([{ value: 1 }, { value: 2 }]);
  });
});

describe('a transaction', () => {
  it('keeps all its changes at once, and acts afterwards only then', () => {
    const kept: string[][] = [];
    const transactions = new Transactions((changes) => kept.push(changes.map((c) => c.name)));
    const table = new NotedTable<Row>('rows', transactions);
    const seen: string[] = [];
    transactions.run(() => {
      table.put('a', { value: 1 });
      transactions.afterwards(() => seen.push(`after ${kept.length}`));
      transactions.run(() => table.put('b', { value: 2 }));
      expect(kept).toEqual([]);
    });
    const refused = (): void =>
      transactions.run(() => {
        transactions.afterwards(() => seen.push('never'));
        throw new Error('no');
      });
    expect(refused).toThrow('no');
    expect(kept).toEqual([['a', 'b']]);
    expect(seen).toEqual(['after 1']);
  });
});

function fail(text: string): never {
  throw new Error(text);
}
