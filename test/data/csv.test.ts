import { Buffer } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { type CsvRecord, fieldText, recordLimitBytes, scanCsv } from '../../src/data/csv.ts';
import { plainText } from '../../src/data/plain-text.ts';
import { cut, whole } from './chunks.ts';

async function readRecords(
  chunks: AsyncIterable<Uint8Array>,
  delimiter = ',',
): Promise<string[][]> {
  const records: string[][] = [];
  await scanCsv(chunks, delimiter, (record) => {
    records.push(Array.from({ length: record.count }, (_, index) => fieldText(record, index)));
  });
  return records;
}

function readOrError(chunks: AsyncIterable<Uint8Array>): Promise<string[][] | string> {
  return readRecords(chunks).catch(String);
}

async function readStates(
  content: string | Uint8Array,
  sizes = [1_000],
): Promise<CsvRecord['state'][]> {
  const states: CsvRecord['state'][] = [];
  await scanCsv(cut(content, sizes), ',', (record) => states.push(record.state));
  return states;
}

const hardText = fc
  .array(
    fc.constantFrom('a', 'é', '😀', '"', '""', ',', ';', '\n', '\r\n', '\r', ' ', '', 'NULL'),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const table = fc.array(fc.array(hardText, { minLength: 2, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

function quote(text: string, when: 'always' | 'needed'): string {
  return when === 'always' || /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('the examples of RFC 4180', () => {
  it.each([
    [
      'records on lines of their own',
      'aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    [
      'a last record without a line end',
      'aaa,bbb,ccc\r\nzzz,yyy,xxx',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    [
      'fields in quotes',
      '"aaa","bbb","ccc"\r\nzzz,yyy,xxx',
      [
        ['aaa', 'bbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    [
      'a line end in quotes',
      '"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx',
      [
        ['aaa', 'b\r\nbb', 'ccc'],
        ['zzz', 'yyy', 'xxx'],
      ],
    ],
    ['a quote in quotes', '"aaa","b""bb","ccc"', [['aaa', 'b"bb', 'ccc']]],
  ])('%s', async (_, text, records) => {
    expect(await readRecords(whole(text))).toEqual(records);
  });
});

describe('CSV', () => {
  it.each([
    ['nothing', '', []],
    ['one line end', '\n', [['']]],
    ['one field', 'a', [['a']]],
    ['empty fields at both ends', ',a,\n', [['', 'a', '']]],
    ['an empty field at the end of the file', 'a,', [['a', '']]],
    ['an empty quoted field', '""', [['']]],
    ['a quote inside a bare field', 'a"b,c', [['a"b', 'c']]],
    ['all three line ends', 'a\nb\r\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['a file that ends with CR', 'a\r', [['a']]],
    ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
    ['blanks, which belong to the field', ' a , "b"', [[' a ', ' "b"']]],
    ['only quotes', '""""""', [['""']]],
  ])('reads %s', async (_, text, records) => {
    expect(await readRecords(whole(text))).toEqual(records);
    expect(await readRecords(cut(text, [1]))).toEqual(records);
  });

  it('reads other delimiters', async () => {
    expect(await readRecords(whole('a\tb,c\n"d\te"\tf'), '\t')).toEqual([
      ['a', 'b,c'],
      ['d\te', 'f'],
    ]);
    expect(await readRecords(whole('a;b\n|;c'), ';')).toEqual([
      ['a', 'b'],
      ['|', 'c'],
    ]);
    expect(await readRecords(whole('a|b\n~}|c'), '|')).toEqual([
      ['a', 'b'],
      ['~}', 'c'],
    ]);
  });

  it('gives back what was written, wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        sizes,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('always', 'needed'),
        async (rows, cuts, newline, when) => {
          const text = rows
            .map((row) => row.map((field) => quote(field, when)).join(','))
            .join(newline);
          expect(await readRecords(cut(`${text}${newline}`, cuts))).toEqual(rows);
        },
      ),
    );
  });

  it('reads what csv-parse reads', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), sizes, async (rows, newline, cuts) => {
        const text = rows
          .map((row) => row.map((field) => quote(field, 'needed')).join(','))
          .join(newline);
        const theirs: unknown = parse(text, {
          relax_column_count: true,
          record_delimiter: ['\r\n', '\n', '\r'],
        });
        expect(await readRecords(cut(text, cuts))).toEqual(theirs);
      }),
    );
  });

  it('reads any bytes to the same records wherever they are cut', async () => {
    const bytes = fc.array(fc.constantFrom(34, 44, 10, 13, 97, 0xc3, 0xa9, 0xff, 0xf0, 0x9f), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (values, cuts) => {
        const content = Uint8Array.from(values);
        expect(await readOrError(cut(content, cuts))).toEqual(await readOrError(whole(content)));
        const states = await readStates(content, [1_000]).catch(String);
        expect(await readStates(content, cuts).catch(String)).toEqual(states);
      }),
    );
  });

  it('reads more fields than it first has room for, and records longer than its first buffer', async () => {
    const row = Array.from({ length: 5_000 }, (_, index) => `field ${index} ${'x'.repeat(40)}`);
    const text = `${row.join(',')}\n${row.join(',')}\n`;
    expect(await readRecords(cut(text, [777]))).toEqual([row, row]);
  });

  it('tells records with text after a closing quote, and goes on', async () => {
    expect(await readStates('a,b\n"x"y,z\n"x" ,z\n"x","z"\n')).toEqual([
      'sound',
      'text_after_quote',
      'text_after_quote',
      'sound',
    ]);
  });

  it('tells records that are not UTF-8, and goes on', async () => {
    const content = Buffer.concat([
      Buffer.from('é\n'),
      Buffer.from([0xe9, 10]),
      Buffer.from('é\n'),
      Buffer.from([0xc3]),
    ]);
    for (const size of [1, 2, 3, 100]) {
      expect(await readStates(content, [size])).toEqual(['sound', 'not_utf8', 'sound', 'not_utf8']);
    }
  });

  it('names the line of a record, counting line ends in quotes', async () => {
    const lines: number[] = [];
    await scanCsv(whole('a\n"b\n\nb"\nc\n'), ',', (record) => lines.push(record.line));
    expect(lines).toEqual([1, 2, 5]);
  });

  it('names the line of a quote that is never closed', async () => {
    await expect(readRecords(cut('a,b\nc,"d\ne\nf', [3]))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'a quote opened in the record at line 2 is never closed',
    });
  });

  it('refuses a record over 16 MiB at its line, however it arrives', async () => {
    const refusal = {
      code: 'FILE_UNREADABLE',
      message: 'the record at line 2 is longer than 16 MiB',
    };
    const long = Buffer.alloc(recordLimitBytes, 'x');
    const content = Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\n')]);
    await expect(readRecords(whole(content))).rejects.toMatchObject(refusal);
    await expect(readRecords(cut(content, [1 << 16]))).rejects.toMatchObject(refusal);
  });
});

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of plainText(chunks)) parts.push(Uint8Array.from(chunk));
  return Buffer.concat(parts);
}

describe('the start of a text', () => {
  it('loses its byte order mark, wherever the chunks are cut', async () => {
    for (const size of [1, 2, 3, 100]) {
      const text = (await collect(cut('\uFEFFa,b\n', [size]))).toString();
      expect(text).toBe('a,b\n');
    }
  });

  it('may be shorter than a mark', async () => {
    expect((await collect(whole('a'))).toString()).toBe('a');
    expect((await collect(whole(''))).toString()).toBe('');
  });

  it.each([
    ['UTF-16', [0xff, 0xfe, 0x61, 0], 'FILE_UNREADABLE'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'UNIMPLEMENTED'],
  ])('is refused when it is %s', async (_, bytes, code) => {
    await expect(collect(whole(Uint8Array.from(bytes)))).rejects.toMatchObject({ code });
  });
});
