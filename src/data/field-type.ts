import { parseDate, parseDatetime, parseTime, parseYearMonth } from './calendar.ts';

/** Types of Table Schema v2 that are read here. Text types have strings as values, all others numbers. */
export const fieldTypes = [
  'string',
  'any',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
  'year',
  'yearmonth',
] as const;

export type FieldType = (typeof fieldTypes)[number];

/**
 * The logical value of a cell. Numbers stand for: boolean 0 or 1; date and datetime, ms since 1970 (UTC
 * where no zone is given); time, ms since midnight; year, the year; yearmonth, months since year 0.
 */
export type Value = string | number;

/** How values of a type are written, as the field of a schema says. */
export interface Notation {
  decimalChar: string;
  groupChar: string | undefined;
  /** `bare`: nothing but the number; `adorned`: signs such as `EUR` or `%` around it are dropped. */
  numbers: 'bare' | 'adorned';
  trueValues: readonly string[];
  falseValues: readonly string[];
}

export const defaultNotation: Notation = {
  decimalChar: '.',
  groupChar: undefined,
  numbers: 'bare',
  trueValues: ['true', 'True', 'TRUE', '1'],
  falseValues: ['false', 'False', 'FALSE', '0'],
};

export function isTextType(type: FieldType): boolean {
  return type === 'string' || type === 'any';
}

/**
 * The value that a text stands for, undefined when it is none of its type. NaN and infinities, which
 * Table Schema allows in numbers, are none here: nothing can be trained on them.
 */
export function parseValue(type: FieldType, text: string, notation: Notation): Value | undefined {
  switch (type) {
    case 'string':
    case 'any':
      return text;
    case 'integer':
      return parseMatching(/^[+-]?\d+$/, bareText(text, notation));
    case 'number':
      return parseMatching(/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/, bareText(text, notation));
    case 'boolean':
      return notation.trueValues.includes(text)
        ? 1
        : notation.falseValues.includes(text)
          ? 0
          : undefined;
    case 'date':
      return parseDate(text);
    case 'datetime':
      return parseDatetime(text);
    case 'time':
      return parseTime(text);
    case 'year':
      return parseMatching(/^-?\d{4,6}$/, text);
    case 'yearmonth':
      return parseYearMonth(text);
  }
}

/** A value as a person writes it, for reports. */
export function showValue(type: FieldType, value: Value): Value {
  if (typeof value === 'string') return value;
  switch (type) {
    case 'date':
      return new Date(value).toISOString().replace(/T.*$/, '');
    case 'datetime':
      return new Date(value).toISOString().replace('.000Z', 'Z');
    case 'time':
      return new Date(value)
        .toISOString()
        .slice(11)
        .replace(/\.000Z|Z$/, '');
    case 'yearmonth':
      return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`;
    default:
      return value;
  }
}

const dayMs = 86_400_000;

/** The unit in which the distance of two values is told, and how many raw units make one. */
export function distanceUnit(type: FieldType): { unit?: string; size: number } {
  switch (type) {
    case 'date':
      return { unit: 'days', size: dayMs };
    case 'datetime':
    case 'time':
      return { unit: 'seconds', size: 1_000 };
    case 'year':
      return { unit: 'years', size: 1 };
    case 'yearmonth':
      return { unit: 'months', size: 1 };
    default:
      return { size: 1 };
  }
}

function bareText(text: string, notation: Notation): string {
  let bare = text;
  if (notation.numbers === 'adorned') bare = bare.replace(/^[^\d+\-.]+|[^\d.]+$/g, '');
  if (notation.groupChar !== undefined) bare = bare.replaceAll(notation.groupChar, '');
  if (notation.decimalChar === '.') return bare;
  // A point is no decimal sign in this notation: without this `1.5` and `1,5` would read the same.
  return bare.includes('.') ? '' : bare.replace(notation.decimalChar, '.');
}

function parseMatching(pattern: RegExp, text: string): number | undefined {
  if (!pattern.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
