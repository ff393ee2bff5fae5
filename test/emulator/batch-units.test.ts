import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { instanceColumns, readInstance } from '../../src/emulator/services/jobs/batch-instance.ts';
import { cellValue, parseRow, writeRow } from '../../src/emulator/services/jobs/csv-row.ts';
import { isOver, mayFollow } from '../../src/emulator/services/jobs/job-state.ts';
import { patternOf } from '../../src/emulator/services/jobs/object-pattern.ts';
import { mapInOrder } from '../../src/emulator/services/jobs/ordered-map.ts';
import { linesOf } from '../../src/emulator/services/jobs/text-lines.ts';

/** Expected values: comments of `BatchPredictionJob.InstanceConfig`, and "Filter and transform input data". */
describe('an instance', () => {
  const row = { customerId: 1001, col1: 1, col2: 2 };
  const line = JSON.stringify(row);

  it.each([
    ['what the line is', {}, row, { instance: row }],
    [
      'an object without excluded fields, which are attached to the output',
      { excludedFields: ['customerId'], instanceType: 'object' },
      { col1: 1, col2: 2 },
      { customerId: 1001, instance: { col1: 1, col2: 2 } },
    ],
    [
      'an object of included fields',
      { includedFields: ['col1', 'col2'], instanceType: 'object' },
      { col1: 1, col2: 2 },
      { instance: { col1: 1, col2: 2 } },
    ],
    [
      'an array in the order of the included fields',
      { includedFields: ['col2', 'col1'], instanceType: 'array' },
      [2, 1],
      { instance: [2, 1] },
    ],
    [
      'an object without its key, which stands for it in the output',
      { keyField: 'customerId' },
      { col1: 1, col2: 2 },
      { key: 1001 },
    ],
    [
      'an array and a key',
      { keyField: 'customerId', includedFields: ['col1'], instanceType: 'array' },
      [1],
      { key: 1001 },
    ],
  ])('of a line of JSON is %s', (_, config, value, shown) => {
    expect(readInstance(line, [], 'jsonl', config)).toMatchObject({ value, shown });
  });

  it.each([
    ['no JSON', '{', {}, 'JSON'],
    ['no object, with a key', '[1]', { keyField: 'k' }, 'no JSON object'],
    ['no object, with included fields', '[1]', { includedFields: ['a'] }, 'no JSON object'],
    ['no object, where one is wanted', '[1]', { instanceType: 'object' }, 'no JSON object'],
    ['no array, where one is wanted', '1', { instanceType: 'array' }, 'no array'],
    ['an object, to be an array in no order', line, { instanceType: 'array' }, 'included_fields'],
    ['without the key', line, { keyField: 'id' }, 'no field "id"'],
    [
      'without an included field',
      line,
      { instanceType: 'array', includedFields: ['x'] },
      'no field "x"',
    ],
  ])('is not made of a line that is %s', (_, text, config, why) => {
    expect(() => readInstance(text, [], 'jsonl', config)).toThrow(why);
  });

  it('of a row is an array, numbers where there are no quotation marks', () => {
    const columns = ['input1', 'input2', 'input3'];
    const { value } = readInstance('0.1,1.2,"cat1"', columns, 'csv', {});
    expect(value).toEqual([0.1, 1.2, 'cat1']);
    const keyed = readInstance('0.1,1.2,"cat1"', columns, 'csv', { keyField: 'input3' });
    expect(keyed).toEqual({ value: [0.1, 1.2], shown: { key: 'cat1' }, cells: ['cat1'] });
  });

  it.each([
    ['1,2', '2 columns'],
    ['1,2,3,4', '4 columns'],
    ['1,2,cat', '"cat" is neither a number'],
    ['1,,3', '"" is neither a number'],
    ['1,"2"3,4', 'column 2 is no CSV'],
    ['1,"2,3', 'column 2 is no CSV'],
  ])('is not made of the row %s', (text, why) => {
    expect(() => readInstance(text, ['a', 'b', 'c'], 'csv', {})).toThrow(why);
  });

  it('has a key column, or columns of its own, in CSV output', () => {
    expect(instanceColumns(['a', 'k'], 'csv', { keyField: 'k' })).toEqual(['key']);
    expect(instanceColumns(['a', 'b'], 'csv', {})).toEqual(['a', 'b']);
    expect(instanceColumns([], 'jsonl', { excludedFields: ['x'] })).toEqual(['instance', 'x']);
  });
});

describe('a row of CSV', () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.string().filter((text) => !text.includes('\n')),
  );

  it('reads as it was written', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (values) => {
        expect(parseRow(writeRow(values)).map(cellValue)).toEqual(values);
      }),
    );
  });

  it('has lists and objects as the text of their JSON', () => {
    expect(writeRow([{ a: [1] }, null, true])).toBe('"{""a"":[1]}",,true');
  });
});

/** Expected values: "URI wildcards" of Cloud Storage. */
describe('a pattern of object names', () => {
  it.each([
    ['in/*.jsonl', 'in/a.jsonl', true],
    ['in/*.jsonl', 'in/deep/a.jsonl', false],
    ['in/**.jsonl', 'in/deep/a.jsonl', true],
    ['in/**/a.jsonl', 'in/x/y/a.jsonl', true],
    ['in/?.jsonl', 'in/a.jsonl', true],
    ['in/?.jsonl', 'in/ab.jsonl', false],
    ['in/?.jsonl', 'in//.jsonl', false],
    ['in/[a-c]1', 'in/b1', true],
    ['in/[a-c]1', 'in/d1', false],
    ['in/[!a-c]1', 'in/d1', true],
    ['in/a.b+c', 'in/a.b+c', true],
    ['in/a.b', 'in/axb', false],
    ['in/[', 'in/[', true],
    ['*', 'in/a', false],
    ['**', 'in/a', true],
  ])('%s: %s', (pattern, name, matches) => {
    expect(patternOf(pattern).test(name)).toBe(matches);
  });
});

describe('lines of a stream', () => {
  it('are the same however the stream is cut', async () => {
    const anyLine = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\uFEFF]/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(40)),
        async (lines, end, cuts) => {
          const bytes = Buffer.from(lines.join(end));
          const seen: string[] = [];
          for await (const some of linesOf(pieces(bytes, cuts))) seen.push(...some);
          expect(seen).toEqual(
            lines.filter((text) => text !== '').map((text) => text.toWellFormed()),
          );
        },
      ),
    );
  });

  it('begin after a byte order mark', async () => {
    const seen: string[][] = [];
    for await (const some of linesOf(pieces(Buffer.from('\uFEFFa\nb'), []))) seen.push(some);
    expect(seen.flat()).toEqual(['a', 'b']);
  });

  it('are not kept in memory without end', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(1024 * 1024);
    }
    const read = async (): Promise<void> => {
      for await (const lines of linesOf(endless())) expect(lines).toEqual([]);
    };
    await expect(read()).rejects.toThrow('longer than 10 MiB');
  });
});

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0;
  for (const length of cuts) {
    yield bytes.subarray(from, from + length);
    from += length;
  }
  yield bytes.subarray(from);
}

describe('work in order', () => {
  it('yields in the order of the items, whichever ends first, and never more at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (scheduler, items, limit) => {
          let underWay = 0;
          let most = 0;
          const work = async (item: number): Promise<number> => {
            underWay += 1;
            most = Math.max(most, underWay);
            await scheduler.schedule(Promise.resolve());
            underWay -= 1;
            return item * 2;
          };
          const seen: number[] = [];
          const all = (async () => {
            for await (const result of mapInOrder(each(items), limit, work)) seen.push(result);
          })();
          await scheduler.waitFor(all);
          expect(seen).toEqual(items.map((item) => item * 2));
          expect(most).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });
});

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Expected values: comments of `JobState`. */
describe('states of a job', () => {
  it('go from CANCELLING to an end only', () => {
    const states = ['QUEUED', 'PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
    expect(
      states.filter((state) => mayFollow('JOB_STATE_CANCELLING', `JOB_STATE_${state}`)),
    ).toEqual(['SUCCEEDED', 'FAILED', 'CANCELLED']);
    expect(states.filter((state) => isOver(`JOB_STATE_${state}`))).toEqual([
      'SUCCEEDED',
      'FAILED',
      'CANCELLED',
    ]);
  });

  it('are never left once the job is over', () => {
    for (const over of [
      'JOB_STATE_SUCCEEDED',
      'JOB_STATE_FAILED',
      'JOB_STATE_CANCELLED',
    ] as const) {
      expect(mayFollow(over, 'JOB_STATE_RUNNING')).toBe(false);
      expect(mayFollow(over, 'JOB_STATE_CANCELLING')).toBe(false);
    }
  });
});
