import { Buffer } from 'node:buffer';
import { CellMemo } from './cell-memo.ts';
import { fieldForms } from './csv.ts';
import type { Field } from './field.ts';
import { isTextType, parseValue, type Value } from './field-type.ts';
import { readPlainNumber } from './number-bytes.ts';
import { noOffences, noteOffence } from './offences.ts';
import { compilePattern } from './pattern.ts';
import { type ColumnProfile, type ValueRule, valueRules } from './profile.ts';
import { showToken } from './token.ts';

const tokensKept = 5;

/** Counts one column, cell by cell. */
export class ColumnTally {
  readonly field: Field;
  /** The value last added as text, undefined for none; kept only for columns of a key. */
  lastKey: string | undefined;
  readonly #isKeyed: boolean;
  readonly #profile: ColumnProfile;
  readonly #missing: readonly Buffer[];
  readonly #emptyIsMissing: boolean;
  readonly #pattern: RegExp | undefined;
  readonly #enum: ReadonlySet<Value> | undefined;
  readonly #categories: ReadonlySet<Value> | undefined;
  /** How cells are read: as digits without making a string, as text, or only whether they are empty. */
  readonly #reading: 'digits' | 'text' | 'presence';
  readonly #memo: CellMemo;
  #count = 0;
  #mean = 0;
  #min = Infinity;
  #max = -Infinity;
  #first: Value | undefined;

  constructor(field: Field, role: { isKeyed: boolean; isLabel: boolean }) {
    const { constraints, notation, type } = field;
    this.field = field;
    this.#isKeyed = role.isKeyed;
    this.#missing = field.missingValues
      .filter((text) => text !== '')
      .map((text) => Buffer.from(text));
    this.#emptyIsMissing = field.missingValues.includes('');
    this.#pattern =
      constraints.pattern === undefined ? undefined : compilePattern(constraints.pattern);
    this.#enum = constraints.enum === undefined ? undefined : new Set(constraints.enum);
    this.#categories = field.categories === undefined ? undefined : new Set(field.categories);
    const rules = valueRules.filter((rule) => constraints[rule] !== undefined);
    this.#profile = {
      name: field.name,
      type,
      rows: 0,
      nulls: noOffences(),
      misfits: noOffences(),
      broken: Object.fromEntries(rules.map((rule) => [rule, noOffences()])),
      ...(this.#categories === undefined ? {} : { unseen: { ...noOffences(), tokens: [] } }),
      ...(role.isLabel ? { distinct: 'none' } : {}),
    };
    this.#memo = new CellMemo((text) => parseValue(type, text, notation));
    const isPlain =
      notation.decimalChar === '.' &&
      notation.groupChar === undefined &&
      notation.numbers === 'bare';
    const isIdle =
      isTextType(type) &&
      rules.length === 0 &&
      this.#categories === undefined &&
      !role.isKeyed &&
      !role.isLabel;
    this.#reading =
      (type === 'integer' || type === 'number') && isPlain
        ? 'digits'
        : isIdle
          ? 'presence'
          : 'text';
  }

  /** A cell of CSV: bytes of UTF-8 without their quotes. */
  addCell(bytes: Buffer, start: number, end: number, form: number | undefined, row: number): void {
    if (form === fieldForms.doubled) {
      this.addText(bytes.toString('utf8', start, end).replaceAll('""', '"'), row);
      return;
    }
    if ((start === end && this.#emptyIsMissing) || this.#isMissing(bytes, start, end)) {
      this.addNull(row);
      return;
    }
    if (this.#reading === 'digits') {
      const fraction = this.field.type === 'number' ? 'allowed' : 'refused';
      const value = readPlainNumber(bytes, start, end, fraction);
      if (!Number.isNaN(value)) {
        this.#addNumber(value, row);
        return;
      }
    }
    if (this.#reading === 'presence') this.#profile.rows += 1;
    else this.#addValue(this.#memo.valueOf(bytes, start, end), row);
  }

  /** A cell as text, which may still mean that there is no value. */
  addText(text: string, row: number): void {
    if (this.field.missingValues.includes(text)) this.addNull(row);
    else this.#addPresentText(text, row);
  }

  /** A value of JSON: numbers and booleans must be JSON's own; times are texts as in CSV. */
  addJson(value: unknown, row: number): void {
    const { type } = this.field;
    if (value === null || value === undefined) this.addNull(row);
    else if (typeof value === 'string' && this.field.missingValues.includes(value))
      this.addNull(row);
    else if (type === 'any')
      this.addText(typeof value === 'string' ? value : JSON.stringify(value), row);
    else if (type === 'boolean' && typeof value === 'boolean') this.#addNumber(value ? 1 : 0, row);
    else if (typeof value === 'number' && ['integer', 'number', 'year'].includes(type)) {
      const fits = type === 'number' ? Number.isFinite(value) : Number.isInteger(value);
      if (fits) this.#addNumber(value, row);
      else this.#addMisfit(row);
    } else if (
      typeof value === 'string' &&
      !['boolean', 'integer', 'number', 'year'].includes(type)
    ) {
      this.#addPresentText(value, row);
    } else this.#addMisfit(row);
  }

  addNull(row: number): void {
    this.#profile.rows += 1;
    this.lastKey = undefined;
    noteOffence(this.#profile.nulls, row);
  }

  profile(): ColumnProfile {
    if (this.#count === 0) return this.#profile;
    const numbers = { count: this.#count, min: this.#min, max: this.#max, mean: this.#mean };
    return { ...this.#profile, numbers };
  }

  #isMissing(bytes: Buffer, start: number, end: number): boolean {
    for (const missing of this.#missing) {
      if (missing.length === end - start && missing.compare(bytes, start, end) === 0) return true;
    }
    return false;
  }

  #addPresentText(text: string, row: number): void {
    this.#addValue(parseValue(this.field.type, text, this.field.notation), row);
  }

  #addValue(value: Value | undefined, row: number): void {
    if (value === undefined) this.#addMisfit(row);
    else if (typeof value === 'number') this.#addNumber(value, row);
    else this.#addString(value, row);
  }

  #addMisfit(row: number): void {
    this.#profile.rows += 1;
    this.lastKey = undefined;
    noteOffence(this.#profile.misfits, row);
  }

  #addNumber(value: number, row: number): void {
    const { constraints } = this.field;
    this.#profile.rows += 1;
    this.#count += 1;
    this.#mean += (value - this.#mean) / this.#count;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    if (constraints.minimum !== undefined && value < constraints.minimum)
      this.#break('minimum', row);
    if (constraints.maximum !== undefined && value > constraints.maximum)
      this.#break('maximum', row);
    if (constraints.exclusiveMinimum !== undefined && value <= constraints.exclusiveMinimum) {
      this.#break('exclusiveMinimum', row);
    }
    if (constraints.exclusiveMaximum !== undefined && value >= constraints.exclusiveMaximum) {
      this.#break('exclusiveMaximum', row);
    }
    this.#compareWithLists(value, row);
  }

  #addString(value: string, row: number): void {
    const { constraints } = this.field;
    this.#profile.rows += 1;
    if (constraints.minLength !== undefined || constraints.maxLength !== undefined) {
      const length = countCharacters(value);
      const lengths = (this.#profile.lengths ??= { min: length, max: length });
      lengths.min = Math.min(lengths.min, length);
      lengths.max = Math.max(lengths.max, length);
      if (length < (constraints.minLength ?? 0)) this.#break('minLength', row);
      if (length > (constraints.maxLength ?? Infinity)) this.#break('maxLength', row);
    }
    if (this.#pattern !== undefined && !this.#pattern.test(value)) this.#break('pattern', row);
    this.#compareWithLists(value, row);
  }

  #compareWithLists(value: Value, row: number): void {
    if (this.#enum !== undefined && !this.#enum.has(value)) this.#break('enum', row);
    if (this.#categories !== undefined && !this.#categories.has(value))
      this.#noteUnseen(value, row);
    if (this.#isKeyed) this.lastKey = String(value);
    if (this.#profile.distinct !== undefined && this.#profile.distinct !== 'several') {
      this.#profile.distinct =
        this.#first === undefined || this.#first === value ? 'one' : 'several';
      this.#first = value;
    }
  }

  #noteUnseen(value: Value, row: number): void {
    const { unseen } = this.#profile;
    if (unseen === undefined) return;
    noteOffence(unseen, row);
    if (unseen.tokens.length >= tokensKept) return;
    const token = showToken(String(value));
    if (!unseen.tokens.includes(token)) unseen.tokens.push(token);
  }

  #break(rule: ValueRule, row: number): void {
    const offences = this.#profile.broken[rule];
    if (offences !== undefined) noteOffence(offences, row);
  }
}

/** Characters as people count them in code points: an emoji is one, though two units of UTF-16. */
function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i += 1) {
    const isPair =
      (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
    if (isPair) pairs += 1;
  }
  return text.length - pairs;
}
