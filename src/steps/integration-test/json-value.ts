import type { Json, JsonObject } from '../../release/json.ts';

/** `scores[0].value` within a prediction; `$` is the prediction itself. */
export function valueAt(prediction: Json | undefined, path: string): Json | undefined {
  if (path === '$') return prediction;
  const keys = path.split(/\.|\[(\d+)\]\.?/).filter((key) => key !== undefined && key !== '');
  let value: unknown = prediction;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value as Json;
}

/** Numbers within `tolerance`, everywhere in the value; all else must be the same. */
export function isNear(
  found: Json | undefined,
  wanted: Json | undefined,
  tolerance: number,
): boolean {
  if (typeof found === 'number' && typeof wanted === 'number') {
    return Math.abs(found - wanted) <= tolerance;
  }
  if (Array.isArray(found) && Array.isArray(wanted)) {
    return (
      found.length === wanted.length &&
      found.every((item, index) => isNear(item as Json, wanted[index] as Json, tolerance))
    );
  }
  if (isObject(found) && isObject(wanted)) {
    const keys = Object.keys(wanted);
    return (
      keys.length === Object.keys(found).length &&
      keys.every((key) => Object.hasOwn(found, key) && isNear(found[key], wanted[key], tolerance))
    );
  }
  return found === wanted;
}

export function hasNumber(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasNumber);
  return typeof value === 'number';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in a sentence, cut to a length that fits a line. */
export function show(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 120);
}
