import { formatShare } from '../units/percent.ts';
import type { Field } from './field.ts';
import { distanceUnit, showValue } from './field-type.ts';
import { type Finding, roundMargin } from './finding.ts';
import type { ColumnProfile, ValueRule } from './profile.ts';

/** Findings on one column that the data has. */
export function checkColumn(field: Field, column: ColumnProfile): Finding[] {
  return [
    checkType(field, column),
    ...checkNulls(field, column),
    ...checkRange(field, column),
    ...checkLengths(field, column),
    ...checkTexts(field, column),
    ...checkCategories(field, column),
    ...checkLabel(column),
  ];
}

function checkType({ name, type }: Field, { misfits }: ColumnProfile): Finding {
  return {
    column: name,
    rule: 'type',
    verdict: misfits.count === 0 ? 'pass' : 'fail',
    value: misfits.count,
    limit: 0,
    margin: 0 - misfits.count,
    unit: 'rows',
    ...(misfits.count === 0
      ? {}
      : {
          ...misfits,
          remedy: `Write every value as ${type}, name what stands for "no value" in missingValues, or declare another type.`,
        }),
  };
}

function checkNulls(
  { name, constraints, maxNullFraction }: Field,
  { nulls, rows }: ColumnProfile,
): Finding[] {
  const findings: Finding[] = [];
  if (constraints.required) {
    findings.push({
      column: name,
      rule: 'required',
      verdict: nulls.count === 0 ? 'pass' : 'fail',
      value: nulls.count,
      limit: 0,
      margin: 0 - nulls.count,
      unit: 'rows',
      ...(nulls.count === 0
        ? {}
        : { ...nulls, remedy: 'Fill the value, drop the rows, or do not require it.' }),
    });
  }
  if (maxNullFraction !== undefined) {
    const share = rows === 0 ? 0 : nulls.count / rows;
    const holds = share <= maxNullFraction;
    findings.push({
      column: name,
      rule: 'maxNullFraction',
      verdict: rows === 0 ? 'inconclusive' : holds ? 'pass' : 'fail',
      value: share,
      limit: maxNullFraction,
      margin: roundMargin(maxNullFraction - share),
      count: nulls.count,
      ...(holds
        ? rows === 0
          ? { remedy: noValues }
          : {}
        : {
            rows: nulls.rows,
            remedy: `${formatShare(share)} of the rows have no value; mend the source or raise the limit.`,
          }),
    });
  }
  return findings;
}

const noValues = 'There is no value to judge; check that the source fills this column.';

/** The lowest value against lower bounds, the highest against upper bounds. */
function checkRange({ name, type, constraints }: Field, column: ColumnProfile): Finding[] {
  const { size, unit } = distanceUnit(type);
  const bounds = [
    { rule: 'minimum', extreme: 'min', sign: 1 },
    { rule: 'exclusiveMinimum', extreme: 'min', sign: 1 },
    { rule: 'maximum', extreme: 'max', sign: -1 },
    { rule: 'exclusiveMaximum', extreme: 'max', sign: -1 },
  ] as const;
  return bounds.flatMap(({ rule, extreme, sign }): Finding[] => {
    const limit = constraints[rule];
    if (limit === undefined) return [];
    const value = column.numbers?.[extreme];
    const shownLimit = showValue(type, limit);
    if (value === undefined) return [unjudged(name, rule, shownLimit)];
    return [
      {
        column: name,
        rule,
        ...verdictOn(column, rule),
        value: showValue(type, value),
        limit: shownLimit,
        margin: roundMargin((sign * (value - limit)) / size),
        ...(unit === undefined ? {} : { unit: unit as NonNullable<Finding['unit']> }),
      },
    ];
  });
}

function checkLengths({ name, constraints }: Field, column: ColumnProfile): Finding[] {
  return (['minLength', 'maxLength'] as const).flatMap((rule): Finding[] => {
    const limit = constraints[rule];
    if (limit === undefined) return [];
    if (column.lengths === undefined) return [unjudged(name, rule, limit)];
    const value = rule === 'minLength' ? column.lengths.min : column.lengths.max;
    const margin = rule === 'minLength' ? value - limit : limit - value;
    return [
      { column: name, rule, ...verdictOn(column, rule), value, limit, margin, unit: 'characters' },
    ];
  });
}

/** Patterns and lists of values: how many rows do not match. */
function checkTexts({ name, constraints }: Field, column: ColumnProfile): Finding[] {
  return (['pattern', 'enum'] as const).flatMap((rule): Finding[] => {
    const offences = column.broken[rule];
    if (constraints[rule] === undefined || offences === undefined) return [];
    const value = offences.count;
    return [
      {
        column: name,
        rule,
        ...verdictOn(column, rule),
        value,
        limit: 0,
        margin: 0 - value,
        unit: 'rows',
      },
    ];
  });
}

function checkCategories({ name, maxUnseenFraction }: Field, column: ColumnProfile): Finding[] {
  const { unseen } = column;
  if (unseen === undefined) return [];
  const values = column.rows - column.nulls.count - column.misfits.count;
  if (values === 0) return [unjudged(name, 'categories', maxUnseenFraction)];
  const share = unseen.count / values;
  const holds = share <= maxUnseenFraction;
  return [
    {
      column: name,
      rule: 'categories',
      verdict: holds ? 'pass' : 'fail',
      value: share,
      limit: maxUnseenFraction,
      margin: roundMargin(maxUnseenFraction - share),
      ...(unseen.count === 0 ? {} : unseen),
      ...(holds
        ? {}
        : {
            remedy: 'Add the new categories to the schema and train on them, or mend the source.',
          }),
    },
  ];
}

function checkLabel({ name, distinct }: ColumnProfile): Finding[] {
  if (distinct === undefined) return [];
  const holds = distinct === 'several';
  return [
    {
      column: name,
      rule: 'label',
      verdict: holds ? 'pass' : 'fail',
      value: { none: 'no value', one: 'one value only', several: 'several values' }[distinct],
      limit: 'several values',
      ...(holds
        ? {}
        : { remedy: 'A model learns nothing from a label that never varies; check the source.' }),
    },
  ];
}

function verdictOn(
  column: ColumnProfile,
  rule: ValueRule,
): Pick<Finding, 'verdict' | 'count' | 'rows' | 'remedy'> {
  const offences = column.broken[rule];
  if (offences === undefined || offences.count === 0) return { verdict: 'pass' };
  return { verdict: 'fail', ...offences, remedy: 'Mend the rows or the constraint.' };
}

/** No value is no evidence: neither good nor bad. */
function unjudged(column: string, rule: Finding['rule'], limit: number | string): Finding {
  return { column, rule, verdict: 'inconclusive', value: 'no values', limit, remedy: noValues };
}
