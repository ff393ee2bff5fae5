import type { Json } from '../../release/json.ts';
import { isNear, show, valueAt } from './json-value.ts';
import type { Expectation } from './suite-case.ts';

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

function missOf(found: Json | undefined, expectation: Expectation): string | undefined {
  const { equals, tolerance = 0, min = -Infinity, max = Infinity } = expectation;
  if (equals !== undefined) {
    if (isNear(found, equals, tolerance)) return undefined;
    return tolerance === 0 ? show(equals) : `${show(equals)} ± ${tolerance}`;
  }
  const inside = typeof found === 'number' && found >= min && found <= max;
  return inside ? undefined : `a number in [${min}, ${max}]`;
}
