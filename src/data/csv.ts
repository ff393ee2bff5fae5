import { Buffer, isUtf8 } from 'node:buffer';
import { ReleaseError } from '../errors/error.ts';
import { formatBytes } from '../units/bytes.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Longest record, so that a quote never closed does not fill the memory. */
export const recordLimitBytes = 16 * 1024 * 1024;
/** Fields of a record beyond these are counted but not kept. */
const fieldsKept = 65_536;

/** How a field is written: without quotes, in quotes, or in quotes with quotes doubled inside. */
export const fieldForms = { bare: 0, quoted: 1, doubled: 2 } as const;

/**
 * One record as places in a buffer. The scanner reuses the object: read what you need, keep nothing.
 * Field `i` lies in `bytes` from `starts[i]` to `ends[i]`, its quotes left out.
 */
export interface CsvRecord {
  bytes: Buffer;
  starts: Int32Array;
  ends: Int32Array;
  /** One of `fieldForms` per field. */
  forms: Uint8Array;
  count: number;
  /** Line of the file on which it begins, from 1. */
  line: number;
  state: 'sound' | 'text_after_quote' | 'not_utf8';
}

/** Where the scanner stands between two bytes. */
const AT_FIELD = 0;
const IN_BARE = 1;
const IN_QUOTES = 2;
const AFTER_QUOTE = 3;
const AFTER_FIELD = 4;
const AFTER_CR = 5;

/**
 * Scans CSV (RFC 4180) in one pass and calls `visit` once per record, the header included. Records end
 * with CRLF, LF or CR; a quote inside a field that does not begin with one is text. An empty line
 * is a record of one bare empty field. Memory does not grow with the number of records.
 * @param delimiter one ASCII character.
 * @throws ReleaseError FILE_UNREADABLE, naming the line, when a quote is never closed or a record is over 16 MiB.
 */
export async function scanCsv(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
  visit: (record: CsvRecord) => void,
): Promise<void> {
  const scanner = new CsvScanner(delimiter.charCodeAt(0), visit);
  for await (const chunk of chunks) scanner.push(chunk);
  scanner.finish();
}

/** The text of a field, quotes undoubled. */
export function fieldText(record: CsvRecord, index: number): string {
  const text = record.bytes.toString('utf8', record.starts[index], record.ends[index]);
  return record.forms[index] === fieldForms.doubled ? text.replaceAll('""', '"') : text;
}

class CsvScanner {
  readonly #delimiter: number;
  readonly #visit: (record: CsvRecord) => void;
  /** Unfinished record and what follows it; everything before `#recordStart` is done with. */
  #bytes: Buffer = Buffer.allocUnsafe(128 * 1024);
  #end = 0;
  #position = 0;
  #recordStart = 0;
  #fieldStart = 0;
  #fieldEnd = 0;
  #phase = AT_FIELD;
  #form: number = fieldForms.bare;
  #textAfterQuote = false;
  #line = 1;
  /** Bytes before this are known to be UTF-8, until one is not: then each record is looked at. */
  #validated = 0;
  #encoding: 'utf8' | 'suspect' = 'utf8';
  readonly #record: CsvRecord;

  constructor(delimiter: number, visit: (record: CsvRecord) => void) {
    this.#delimiter = delimiter;
    this.#visit = visit;
    this.#record = {
      bytes: this.#bytes,
      starts: new Int32Array(64),
      ends: new Int32Array(64),
      forms: new Uint8Array(64),
      count: 0,
      line: 1,
      state: 'sound',
    };
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    this.#validate(completeUtf8(this.#bytes, this.#validated, this.#end));
    this.#scan();
    this.#refuseLong(this.#end - this.#recordStart);
  }

  finish(): void {
    if (this.#phase === IN_QUOTES) {
      const { line } = this.#record;
      throw new ReleaseError(
        'FILE_UNREADABLE',
        `a quote opened in the record at line ${line} is never closed`,
        {
          mend: 'Close the quote; inside quotes, write a quote as two.',
        },
      );
    }
    if (this.#phase === AFTER_CR || (this.#phase === AT_FIELD && this.#end === this.#recordStart))
      return;
    // A line end closes the last record as it does the others.
    this.#validate(this.#end);
    this.#append(Uint8Array.of(LF));
    this.#scan();
  }

  #append(chunk: Uint8Array): void {
    const shift = this.#recordStart;
    const held = this.#end - shift;
    let target = this.#bytes;
    if (held + chunk.length > target.length) {
      target = Buffer.allocUnsafe(Math.max(2 * target.length, held + chunk.length));
    }
    // A long record stays where it is until the buffer must grow: moving it per chunk would be quadratic.
    if (shift > 0 || target !== this.#bytes) this.#bytes.copy(target, 0, shift, this.#end);
    target.set(chunk, held);
    this.#bytes = target;
    this.#record.bytes = target;
    this.#end = held + chunk.length;
    this.#position -= shift;
    this.#fieldStart -= shift;
    this.#fieldEnd -= shift;
    this.#validated -= shift;
    this.#recordStart = 0;
    if (shift > 0) moveFields(this.#record, shift);
  }

  #validate(upTo: number): void {
    if (this.#encoding === 'suspect' || upTo <= this.#validated) return;
    if (!isUtf8(this.#bytes.subarray(this.#validated, upTo))) this.#encoding = 'suspect';
    this.#validated = upTo;
  }

  #scan(): void {
    const bytes = this.#bytes;
    const end = this.#end;
    const delimiter = this.#delimiter;
    // Most bytes of most files lie above every byte that ends a field: one comparison passes over them.
    const lastSpecial = Math.max(delimiter, CR);
    let position = this.#position;
    let phase = this.#phase;
    while (position < end) {
      if (phase === AT_FIELD) {
        if (bytes[position] === QUOTE) {
          phase = IN_QUOTES;
          this.#form = fieldForms.quoted;
          position += 1;
        } else {
          phase = IN_BARE;
          this.#form = fieldForms.bare;
        }
        this.#fieldStart = position;
      } else if (phase === IN_QUOTES) {
        let byte = 0;
        while (position < end && (byte = bytes[position] ?? 0) !== QUOTE) {
          if (byte === LF) this.#line += 1;
          position += 1;
        }
        if (position === end) break;
        phase = AFTER_QUOTE;
        position += 1;
      } else if (phase === AFTER_QUOTE && bytes[position] === QUOTE) {
        this.#form = fieldForms.doubled;
        phase = IN_QUOTES;
        position += 1;
      } else if (phase === AFTER_CR) {
        if (bytes[position] === LF) position += 1;
        this.#recordStart = position;
        phase = AT_FIELD;
      } else {
        if (phase === AFTER_QUOTE) {
          this.#fieldEnd = position - 1;
          phase = AFTER_FIELD;
        }
        const from = position;
        let byte = 0;
        for (; position < end; position += 1) {
          byte = bytes[position] ?? 0;
          if (byte <= lastSpecial && (byte === delimiter || byte === LF || byte === CR)) break;
        }
        if (phase === AFTER_FIELD && position > from) this.#textAfterQuote = true;
        if (position === end) break;
        this.#keepField(phase === IN_BARE ? position : this.#fieldEnd);
        position += 1;
        phase = AT_FIELD;
        if (byte !== delimiter) {
          this.#endRecord(position);
          if (byte === CR) phase = AFTER_CR;
        }
      }
    }
    this.#position = position;
    this.#phase = phase;
  }

  #keepField(fieldEnd: number): void {
    const record = this.#record;
    const index = record.count;
    record.count += 1;
    if (index >= fieldsKept) return;
    if (index === record.starts.length) growFields(record);
    record.starts[index] = this.#fieldStart;
    record.ends[index] = fieldEnd;
    record.forms[index] = this.#form;
  }

  #endRecord(next: number): void {
    const record = this.#record;
    this.#refuseLong(next - this.#recordStart);
    const isBroken =
      this.#encoding === 'suspect' && !isUtf8(this.#bytes.subarray(this.#recordStart, next));
    record.state = isBroken ? 'not_utf8' : this.#textAfterQuote ? 'text_after_quote' : 'sound';
    this.#visit(record);
    this.#line += 1;
    this.#recordStart = next;
    record.count = 0;
    record.line = this.#line;
    this.#textAfterQuote = false;
  }

  #refuseLong(length: number): void {
    if (length <= recordLimitBytes) return;
    const { line } = this.#record;
    throw new ReleaseError(
      'FILE_UNREADABLE',
      `the record at line ${line} is longer than ${formatBytes(recordLimitBytes)}`,
      { mend: `Look for a quote at line ${line} that is not closed, or a wrong delimiter.` },
    );
  }
}

function moveFields({ starts, ends, count }: CsvRecord, shift: number): void {
  for (let i = 0; i < Math.min(count, fieldsKept); i += 1) {
    starts[i] = (starts[i] ?? 0) - shift;
    ends[i] = (ends[i] ?? 0) - shift;
  }
}

function growFields(record: CsvRecord): void {
  const { starts, ends, forms } = record;
  record.starts = new Int32Array(2 * starts.length);
  record.starts.set(starts);
  record.ends = new Int32Array(2 * ends.length);
  record.ends.set(ends);
  record.forms = new Uint8Array(2 * forms.length);
  record.forms.set(forms);
}

/** The end of the last whole character: a chunk may cut one in two. */
function completeUtf8(bytes: Uint8Array, start: number, end: number): number {
  for (let back = 1; back <= 3 && end - back >= start; back += 1) {
    const byte = bytes[end - back] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? end - back : end;
    }
  }
  return end;
}
