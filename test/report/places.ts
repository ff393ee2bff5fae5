import type { ReleaseRecord } from '../../src/release/record.ts';

/** A place in a record: the way to a text, or to the key of an object. */
export interface Place {
  path: readonly string[];
  kind: 'text' | 'key';
}

export function* placesIn(value: unknown, path: readonly string[] = []): Generator<Place> {
  if (typeof value === 'string') yield { path, kind: 'text' };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value)) yield { path: [...path, key], kind: 'key' };
    yield* placesIn(child, [...path, key]);
  }
}

export function replaceAt(value: unknown, { path, kind }: Place, text: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  const isLast = rest.length === 0;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? replaceAt(item, { path: rest, kind }, text) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([name, child]) => {
      if (name !== key) return [name, child];
      return kind === 'key' && isLast
        ? [text, child]
        : [name, replaceAt(child, { path: rest, kind }, text)];
    }),
  );
}

/** Texts that decide which parts a report has; they are replaced alone only. */
const choosing = /^(?:state|verdict|outcome|kind|rule|decision|at|\w+At)$/;

/** The record with every text replaced that does not choose. */
export function withEveryText(record: ReleaseRecord, text: string): ReleaseRecord {
  return replaceTexts(record, text) as ReleaseRecord;
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => {
      const stays = typeof child === 'string' && choosing.test(key);
      return [key, stays ? child : replaceTexts(child, text)];
    }),
  );
}

/** Paths that differ by their numbers alone are one kind of place. */
export function kindOf({ path, kind }: Place): string {
  return `${kind} ${path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.')}`;
}

/**
 * Records that differ from this one in a few places each: every kind of place is taken, with `turns`
 * texts of its own. Places that are tried together have different texts.
 */
export function* severalAtOnce(
  record: ReleaseRecord,
  texts: readonly string[],
  turns: (alike: Place) => number,
): Generator<{ changes: [Place, string][]; evil: ReleaseRecord }> {
  const tries = [...Map.groupBy(placesIn(record), kindOf).values()].flatMap((alike) =>
    alike[0] === undefined
      ? []
      : Array.from({ length: turns(alike[0]) }, (_, turn) => alike[turn % alike.length]),
  );
  const changes = tries.flatMap((place, n): [Place, string][] =>
    place === undefined ? [] : [[place, texts[n % texts.length] ?? '']],
  );
  // Neighbours would stand in each other's way: a key that is replaced hides what is below it.
  const groups = Math.ceil(changes.length / together);
  for (let first = 0; first < groups; first += 1) {
    const some = changes.filter((_, n) => n % groups === first);
    const evil = some.reduce<unknown>(
      (value, [place, text]) => replaceAt(value, place, text),
      record,
    );
    yield { changes: some, evil: evil as ReleaseRecord };
  }
}

const together = 8;
