import type { Problem } from '../errors/problem.ts';

/**
 * The standard lets a document hold keys that it does not know, so unknown keys are ignored, except
 * those that look like a known key mistyped (`constraint`, `vertex:checks`): the rules under them
 * would silently not be checked.
 */
export function misspellings(
  keys: readonly string[],
  known: readonly string[],
  parent: string,
): Problem[] {
  return keys
    .filter((key) => !known.includes(key))
    .flatMap((key) => {
      const meant = nearest(key, known);
      const mistyped = meant !== undefined || key.startsWith('vertex:');
      if (!mistyped) return [];
      return [
        {
          where: parent === '' ? key : `${parent}.${key}`,
          expected: 'a known key',
          found: key,
          ...(meant === undefined ? {} : { mend: `Did you mean ${meant}?` }),
        },
      ];
    });
}

/** The known name within two edits of a text, if there is one. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, edits: editDistance(text.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.min(2, text.length / 3) ? best.name : undefined;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
