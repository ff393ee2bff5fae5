import type { Json } from '../../release/json.ts';
import { isObject } from './json-value.ts';

/**
 * How two answers differ in one place: `number`, beyond the tolerance; `class`, another text or truth value;
 * `form`, a value of another type, or one that only one of them has.
 */
export interface Difference {
  kind: 'number' | 'class' | 'form';
  /** `[0].scores[1]`, from the list of predictions; without anything of the values. */
  path: string;
  /** Of numbers, how far apart they are. */
  by?: number;
}

const longestKey = 60;
const longestPath = 200;

/** Every place where a value is not what was logged. */
export function* differencesOf(
  found: Json | undefined,
  logged: Json | undefined,
  tolerance: number,
  path = '',
): Generator<Difference> {
  if (typeof found === 'number' && typeof logged === 'number') {
    const by = Math.min(Number.MAX_VALUE, Math.abs(found - logged));
    if (by > tolerance) yield { kind: 'number', path: shown(path), by };
  } else if (Array.isArray(found) && Array.isArray(logged)) {
    const length = Math.max(found.length, logged.length);
    for (let index = 0; index < length; index += 1) {
      const [one, other] = [found[index] as Json | undefined, logged[index] as Json | undefined];
      yield* differencesOf(one, other, tolerance, `${path}[${index}]`);
    }
  } else if (isObject(found) && isObject(logged)) {
    for (const key of new Set([...Object.keys(logged), ...Object.keys(found)])) {
      const [one, other] = [own(found, key), own(logged, key)];
      yield* differencesOf(one, other, tolerance, `${path}.${key.slice(0, longestKey)}`);
    }
  } else if (found !== logged) {
    yield { kind: isClassOf(found, logged) ? 'class' : 'form', path: shown(path) };
  }
}

function own(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isClassOf(found: Json | undefined, logged: Json | undefined): boolean {
  return (
    typeof found === typeof logged && (typeof found === 'string' || typeof found === 'boolean')
  );
}

function shown(path: string): string {
  return path.slice(0, longestPath);
}
