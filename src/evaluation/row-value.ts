/** A row of predictions as it was read: nothing is known of its values. */
export type RowValues = Readonly<Record<string, unknown>>;

/** Says what is wrong with a value; the key is of the row. */
export type Refuse = (key: string, expected: string, mend?: string, found?: string) => void;

/** Characters of ids, classes, groups and values of slices. */
export const textLimit = 100;

/** A value from the evidence, cut and quoted as JSON does. */
export function showFound(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value.slice(0, 60))
      : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The value of an own key; null, as databases write it, counts as absent. */
export function valueOf(values: RowValues, key: string): unknown {
  return Object.hasOwn(values, key) ? (values[key] ?? undefined) : undefined;
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isProbability(value: unknown): value is number {
  return isFiniteNumber(value) && value >= 0 && value <= 1;
}

export function isObject(value: unknown): value is RowValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that names something: not empty, or a whole number. */
export function readName(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** A text, number or boolean as text. */
export function readScalar(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

const isoTime =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds since 1970 of an ISO 8601 date or time; UTC where it names no offset. */
export function readTime(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = isoTime.exec(value);
  if (match === null) return undefined;
  const isBare = value.length > 10 && match[1] === undefined;
  const time = Date.parse(isBare ? `${value.replace(' ', 'T')}Z` : value.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}
