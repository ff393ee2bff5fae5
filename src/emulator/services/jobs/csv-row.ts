import type { JsonValue } from '../../wire/json.ts';

/** One cell of a row: what it says, and whether it stood in quotation marks. */
export interface Cell {
  text: string;
  isQuoted: boolean;
}

const cellPattern = /"((?:[^"]|"")*)"(?=,|$)|([^",]*)(?=,|$)/y;

/** Takes one row apart. A doubled quotation mark stands for one. @throws Error where it is no CSV. */
export function parseRow(line: string): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; ; at += 1) {
    cellPattern.lastIndex = at;
    const match = cellPattern.exec(line);
    if (match === null) throw new Error(`column ${cells.length + 1} is no CSV`);
    const [whole, quoted, plain = ''] = match;
    cells.push(
      quoted === undefined
        ? { text: plain, isQuoted: false }
        : { text: quoted.replaceAll('""', '"'), isQuoted: true },
    );
    at += whole.length;
    if (at >= line.length) return cells;
  }
}

/** As documented, what is not quoted is a floating-point number. @throws Error when it is not. */
export function cellValue({ text, isQuoted }: Cell): JsonValue {
  if (isQuoted) return text;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) {
    throw new Error(`${JSON.stringify(text)} is neither a number nor in quotation marks`);
  }
  return number;
}

/** Texts are quoted; lists and objects are written as the text of their JSON. */
export function writeRow(values: readonly JsonValue[]): string {
  return values.map(writeCell).join(',');
}

function writeCell(value: JsonValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}
