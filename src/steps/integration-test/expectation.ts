import type { Json } from '../../release/json.ts';
import type { Expectation } from './suite.ts';

/** What is wrong with a prediction, one sentence for each path; none when it is as expected. */
export function misses(
  prediction: Json | undefined,
  expected: Readonly<Record<string, Expectation>>,
): string[] {
  return Object.entries(expected).flatMap(([path, expectation]) => {
    const found = valueAt(prediction, path);
    const miss = missOf(found, expectation);
    return miss === undefined ? [] : [`${path} is ${show(found)}, expected ${miss}`];
  });
}

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

function missOf(found: Json | undefined, expectation: Expectation): string | undefined {
  if ('equals' in expectation) {
    const { equals, tolerance = 0 } = expectation;
    return near(found, equals as Json, tolerance)
      ? undefined
      : equalsText(equals as Json, tolerance);
  }
  const { min = -Infinity, max = Infinity } = expectation;
  const inside = typeof found === 'number' && found >= min && found <= max;
  return inside ? undefined : `a number in [${min}, ${max}]`;
}

/** Numbers within `tolerance`, everywhere in the value; all else must be the same. */
function near(found: Json | undefined, wanted: Json, tolerance: number): boolean {
  if (typeof found === 'number' && typeof wanted === 'number') {
    return Math.abs(found - wanted) <= tolerance;
  }
  if (Array.isArray(found) && Array.isArray(wanted)) {
    return (
      found.length === wanted.length &&
      found.every((item, index) => near(item as Json, wanted[index] as Json, tolerance))
    );
  }
  if (isObject(found) && isObject(wanted)) {
    const keys = Object.keys(wanted);
    return (
      keys.length === Object.keys(found).length &&
      keys.every((key) => near(found[key], wanted[key] ?? null, tolerance))
    );
  }
  return found === wanted;
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function equalsText(equals: Json, tolerance: number): string {
  return tolerance === 0 ? show(equals) : `${show(equals)} ± ${tolerance}`;
}

function show(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 120);
}
