import type { Json, JsonObject } from '../../release/json.ts';
import type { Asker } from './asker.ts';
import { type Finding, judged, unanswered } from './finding.ts';
import { isNear, show, valueAt } from './json-value.ts';
import type { CaseOf } from './suite-case.ts';

/** Whether the prediction stays what it is when only what must not matter changes. */
export async function checkInvariance(
  { instance, variants, path, tolerance }: CaseOf<'invariance'>,
  asker: Asker,
): Promise<Finding> {
  const predicted = await asker.each([instance, ...changed(instance, variants)]);
  if (predicted.kind === 'unanswered') return unanswered(predicted.answer);
  const [first, ...others] = predicted.predictions.map((one) => valueAt(one, path));
  if (first === undefined) return judged([`${path} is absent`]);
  return judged(
    others.flatMap((found, index) =>
      isNear(found, first, tolerance)
        ? []
        : [`${path} is ${show(found)} with ${show(variants[index])}, ${show(first)} without`],
    ),
  );
}

const directions = {
  rise: { keeps: (change: number, by: number) => change > by, phrase: 'must rise' },
  not_fall: { keeps: (change: number, by: number) => change >= -by, phrase: 'must not fall' },
  fall: { keeps: (change: number, by: number) => -change > by, phrase: 'must fall' },
  not_rise: { keeps: (change: number, by: number) => -change >= -by, phrase: 'must not rise' },
} as const;

/** Whether a number moves as it must from each variant to the next, the instance itself being first. */
export async function checkDirection(
  { instance, variants, path, tolerance, must }: CaseOf<'direction'>,
  asker: Asker,
): Promise<Finding> {
  const predicted = await asker.each([instance, ...changed(instance, variants)]);
  if (predicted.kind === 'unanswered') return unanswered(predicted.answer);
  const values = predicted.predictions.map((one) => valueAt(one, path));
  const { keeps, phrase } = directions[must];
  const misses: string[] = [];
  for (const [index, variant] of variants.entries()) {
    const [before, after] = [values[index], values[index + 1]];
    const isKept =
      typeof before === 'number' && typeof after === 'number' && keeps(after - before, tolerance);
    if (isKept) continue;
    misses.push(`${path} ${phrase}: ${show(before)}, then ${show(after)} with ${show(variant)}`);
  }
  return judged(misses);
}

function changed(instance: JsonObject, variants: readonly JsonObject[]): Json[] {
  return variants.map((variant) => ({ ...instance, ...variant }));
}
