export interface Found {
  /** Keys and indices that lead to it. */
  path: readonly (string | number)[];
  value: unknown;
}

/** Every value that stands under one of these keys, at any depth. */
export function* valuesUnder(
  value: unknown,
  keys: readonly string[],
  path: readonly (string | number)[] = [],
): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* valuesUnder(item, keys, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (keys.includes(key)) yield { path: [...path, key], value: item };
      yield* valuesUnder(item, keys, [...path, key]);
    }
  }
}
