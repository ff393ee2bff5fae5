import type { JsonValue } from '../../wire/json.ts';

/** One cell of a row: what it says, and whether it stood in quotation marks. */
export interface Cell {
  text: string;
  isQuoted: boolean;
}

/** Takes one row apart. A doubled quotation mark stands for one. @throws Error where it is no CSV. */
export function parseRow(line: string): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; ;) {
    const isQuoted = line[at] === '"';
    const end = isQuoted ? endOfQuoted(line, at) : endOfPlain(line, at);
    const text = line.slice(at, end);
    const isCell = isQuoted || !text.includes('"');
    if (!isCell || (end < line.length && line[end] !== ',')) {
      throw new Error(`column ${cells.length + 1} is no CSV`);
    }
    cells.push({ text: isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text, isQuoted });
    if (end >= line.length) return cells;
    at = end + 1;
  }
}

/** Behind the closing quotation mark; the start of the cell where there is none. */
function endOfQuoted(line: string, start: number): number {
  for (let at = line.indexOf('"', start + 1); at >= 0; at = line.indexOf('"', at + 2)) {
    if (line[at + 1] !== '"') return at + 1;
  }
  return start;
}

function endOfPlain(line: string, start: number): number {
  const comma = line.indexOf(',', start);
  return comma < 0 ? line.length : comma;
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
