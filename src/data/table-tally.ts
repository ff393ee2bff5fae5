import { ColumnTally } from './column-tally.ts';
import { fieldText, scanCsv } from './csv.ts';
import { scanJsonl } from './jsonl.ts';
import { KeyTally, keysRemembered } from './key-tally.ts';
import { noOffences, noteOffence } from './offences.ts';
import type { Profile } from './profile.ts';
import type { TableSchema } from './table-schema.ts';

/** Names of unknown columns kept from JSONL, where every line may bring new ones. */
const strangersKept = 1_000;

export interface ProfileOptions {
  /** Keys remembered at most to find repetitions. */
  keyLimit?: number;
}

/**
 * Profiles CSV with a header in one pass, in memory that does not grow with the rows. Empty lines are
 * passed over, unless there is one column only: there they are a missing value.
 * @throws ReleaseError as `scanCsv`.
 */
export async function profileCsv(
  chunks: AsyncIterable<Uint8Array>,
  schema: TableSchema,
  delimiter: string,
  options: ProfileOptions = {},
): Promise<Profile> {
  const tallies = tallyColumns(schema);
  const rejected = { ragged: noOffences(), malformed: noOffences(), notUtf8: noOffences() };
  let names: string[] | undefined;
  let columns: { tally: ColumnTally; index: number }[] = [];
  let keys: KeyTally[] = [];
  let rows = 0;

  await scanCsv(chunks, delimiter, (record) => {
    const isBlank =
      record.count === 1 && record.starts[0] === record.ends[0] && record.forms[0] === 0;
    if (isBlank && names?.length !== 1) return;
    if (names === undefined) {
      const header = Array.from(
        { length: Math.min(record.count, record.starts.length) },
        (_, index) => fieldText(record, index),
      );
      names = header;
      const present = tallies.filter(({ field }) => header.includes(field.name));
      columns = present.map((tally) => ({ tally, index: header.indexOf(tally.field.name) }));
      keys = tallyKeys(schema, present, options);
      return;
    }
    rows += 1;
    if (record.state === 'not_utf8') return noteOffence(rejected.notUtf8, rows);
    if (record.state === 'text_after_quote') return noteOffence(rejected.malformed, rows);
    if (record.count !== names.length) return noteOffence(rejected.ragged, rows);
    const { bytes, starts, ends, forms } = record;
    for (const { tally, index } of columns) {
      tally.addCell(bytes, starts[index] ?? 0, ends[index] ?? 0, forms[index], rows);
    }
    for (const key of keys) key.add(rows);
  });
  return {
    rows,
    names: names ?? [],
    order: 'given',
    columns: columns.map(({ tally }) => tally.profile()),
    keys: keys.map((key) => key.profile()),
    ...rejected,
  };
}

/**
 * Profiles JSON Lines in one pass, in memory that does not grow with the rows. A key that a line does
 * not have is a missing value. Offending rows are told by line; empty lines are not counted as rows.
 * @throws ReleaseError as `scanJsonl`.
 */
export async function profileJsonl(
  chunks: AsyncIterable<Uint8Array>,
  schema: TableSchema,
  options: ProfileOptions = {},
): Promise<Profile> {
  const tallies = tallyColumns(schema);
  const keys = tallyKeys(schema, tallies, options);
  const known = new Set(schema.fields.map((field) => field.name));
  const names = new Set<string>();
  const rejected = { ragged: noOffences(), malformed: noOffences(), notUtf8: noOffences() };
  let rows = 0;

  await scanJsonl(chunks, (row, line) => {
    rows += 1;
    if (row.state === 'not_utf8') return noteOffence(rejected.notUtf8, line);
    if (row.state === 'broken') return noteOffence(rejected.malformed, line);
    for (const tally of tallies) {
      const { name } = tally.field;
      // Own keys only: a column may well be called `constructor`.
      tally.addJson(Object.hasOwn(row.values, name) ? row.values[name] : undefined, line);
    }
    for (const name of Object.keys(row.values)) {
      if (known.has(name) || names.size < known.size + strangersKept) names.add(name);
    }
    for (const key of keys) key.add(line);
  });
  return {
    rows,
    names: [...names],
    order: 'none',
    columns: tallies.filter(({ field }) => names.has(field.name)).map((tally) => tally.profile()),
    keys: keys.map((key) => key.profile()),
    ...rejected,
  };
}

function tallyColumns(schema: TableSchema): ColumnTally[] {
  const keyed = new Set(schema.keys.flatMap((key) => key.fields));
  return schema.fields.map(
    (field) =>
      new ColumnTally(field, {
        isKeyed: keyed.has(field.name),
        isLabel: field.name === schema.label,
      }),
  );
}

/** Keys whose columns are all there. */
function tallyKeys(
  schema: TableSchema,
  tallies: readonly ColumnTally[],
  { keyLimit = keysRemembered }: ProfileOptions,
): KeyTally[] {
  const byName = new Map(tallies.map((tally) => [tally.field.name, tally]));
  return schema.keys.flatMap((key) => {
    const columns = key.fields.flatMap((name) => byName.get(name) ?? []);
    return columns.length === key.fields.length ? [new KeyTally(key, columns, keyLimit)] : [];
  });
}
