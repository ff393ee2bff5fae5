import { checkColumn } from './column-check.ts';
import type { Finding } from './finding.ts';
import type { Offences } from './offences.ts';
import type { KeyProfile, Profile } from './profile.ts';
import type { FieldsMatch } from './fields-match.ts';
import type { TableSchema } from './table-schema.ts';
import { showToken } from './token.ts';

const namesShown = 10;

/** Judges a profile by a schema: one finding per rule, those that hold included. */
export function checkProfile(schema: TableSchema, profile: Profile): Finding[] {
  return [
    checkFields(schema, profile),
    checkHeader(profile),
    ...checkRows(schema, profile),
    checkRecords(
      'ragged',
      profile.ragged,
      'Give every record as many fields as the header; quote fields that hold the delimiter.',
    ),
    checkRecords(
      'malformed',
      profile.malformed,
      'Write one JSON object per line, or in CSV nothing between a closing quote and the delimiter.',
    ),
    checkRecords('encoding', profile.notUtf8, 'Write the file in UTF-8.'),
    ...schema.fields.flatMap((field) => {
      const column = profile.columns.find(({ name }) => name === field.name);
      return column === undefined ? [] : checkColumn(field, column);
    }),
    ...profile.keys.map(checkKey),
  ];
}

/** Which kinds of difference between columns and fields each mode puts up with. */
const tolerated: Record<FieldsMatch, { missing: boolean; extra: boolean; order: boolean }> = {
  exact: { missing: false, extra: false, order: false },
  equal: { missing: false, extra: false, order: true },
  subset: { missing: false, extra: true, order: true },
  superset: { missing: true, extra: false, order: true },
  partial: { missing: true, extra: true, order: true },
};

function checkFields(schema: TableSchema, { names, order }: Profile): Finding {
  const wanted = schema.fields.map((field) => field.name);
  const allowed = tolerated[schema.fieldsMatch];
  const absent = schema.fields.filter((field) => !names.includes(field.name));
  const indispensable = absent.filter(
    ({ name, constraints }) => !allowed.missing || constraints.required || name === schema.label,
  );
  const extra = names.filter((name) => !wanted.includes(name));
  const faults = [
    listNames(
      'missing',
      indispensable.map((field) => field.name),
    ),
    allowed.extra ? '' : listNames('not in the schema', extra),
    absent.length === wanted.length ? 'none of the fields' : '',
  ].filter((fault) => fault !== '');
  const isShuffled =
    order === 'given' && !allowed.order && wanted.some((name, index) => names[index] !== name);
  if (faults.length === 0 && isShuffled) faults.push('another order');
  return {
    rule: 'fields',
    verdict: faults.length === 0 ? 'pass' : 'fail',
    value: faults.length === 0 ? `${names.length} columns` : faults.join('; '),
    limit: `${schema.fieldsMatch}: ${wanted.length} fields`,
    ...(faults.length === 0
      ? {}
      : {
          remedy:
            'Mend the columns or the schema; fieldsMatch equal ignores order, subset allows more columns, superset fewer.',
        }),
  };
}

function checkHeader({ names }: Profile): Finding {
  const repeated = names.length - new Set(names).size;
  return {
    rule: 'header',
    verdict: repeated === 0 ? 'pass' : 'fail',
    value: repeated,
    limit: 0,
    margin: 0 - repeated,
    ...(repeated === 0
      ? {}
      : { remedy: 'Give every column a name of its own; the first of each name was read.' }),
  };
}

function checkRows({ minRows, maxRows }: TableSchema, { rows }: Profile): Finding[] {
  const least: Finding = {
    rule: 'minRows',
    verdict: rows >= minRows ? 'pass' : 'fail',
    value: rows,
    limit: minRows,
    margin: rows - minRows,
    unit: 'rows',
    ...(rows >= minRows
      ? {}
      : { remedy: 'Find out where the rows went; the source may be incomplete.' }),
  };
  if (maxRows === undefined) return [least];
  const most: Finding = {
    rule: 'maxRows',
    verdict: rows <= maxRows ? 'pass' : 'fail',
    value: rows,
    limit: maxRows,
    margin: maxRows - rows,
    unit: 'rows',
    ...(rows <= maxRows
      ? {}
      : { remedy: 'Find out where the rows come from; the source may be joined twice.' }),
  };
  return [least, most];
}

function checkRecords(
  rule: 'ragged' | 'malformed' | 'encoding',
  { count, rows }: Offences,
  remedy: string,
): Finding {
  return {
    rule,
    verdict: count === 0 ? 'pass' : 'fail',
    value: count,
    limit: 0,
    margin: 0 - count,
    unit: 'rows',
    ...(count === 0 ? {} : { count, rows, remedy }),
  };
}

function checkKey(key: KeyProfile): Finding {
  const { count, rows } = key.duplicates;
  const verdict = count > 0 ? 'fail' : key.coverage === 'partial' ? 'inconclusive' : 'pass';
  const remedies = {
    pass: {},
    fail: { count, rows, remedy: 'Drop the repeated rows, or mend what joins them in twice.' },
    inconclusive: {
      remedy: `Only the first ${key.remembered} keys are remembered, and none of them came again; check the rest where the data is made.`,
    },
  };
  return {
    column: key.fields.join(','),
    rule: key.rule,
    verdict,
    value: count,
    limit: 0,
    margin: 0 - count,
    unit: 'rows',
    ...remedies[verdict],
  };
}

function listNames(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, namesShown).map(showToken).join(', ');
  const rest = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
  return `${what}: ${shown}${rest}`;
}
