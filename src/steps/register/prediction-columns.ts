/** `scores.cat` is the key `cat` of `scores`. */
const nested = ['scores', 'labels', 'slices', 'quantiles'] as const;
type Nested = (typeof nested)[number];

/** The values of a row by flat columns, as a line of JSON has them: `scores.cat` becomes `scores: {cat: …}`. */
export function gatherColumns(columns: readonly [string, unknown][]): Record<string, unknown> {
  const plain: [string, unknown][] = [];
  const parts = new Map<Nested, [string, unknown][]>();
  for (const [column, value] of columns) {
    const key = nested.find((name) => column.startsWith(`${name}.`));
    if (key === undefined) {
      plain.push([column, value]);
      continue;
    }
    const entry: [string, unknown] = [column.slice(key.length + 1), value];
    const entries = parts.get(key);
    if (entries === undefined) parts.set(key, [entry]);
    else entries.push(entry);
  }
  for (const [key, entries] of parts) {
    plain.push([key, key === 'labels' ? classesSet(entries) : Object.fromEntries(entries)]);
  }
  return Object.fromEntries(plain);
}

/** The classes with a 1; anything but 0 and 1 is kept, to be refused as a label. */
function classesSet(entries: readonly [string, unknown][]): unknown {
  const odd = entries.find(([, value]) => value !== 0 && value !== 1);
  return odd === undefined
    ? entries.flatMap(([name, value]) => (value === 1 ? [name] : []))
    : odd[1];
}
