/**
 * How the columns of the data must meet the fields of the schema. Columns are always mapped by name;
 * `exact` (the default) also wants the schema's order where the data has one, `equal` any order,
 * `subset` allows more columns, `superset` fewer, `partial` wants one at least.
 */
export const fieldsMatches = ['exact', 'equal', 'subset', 'superset', 'partial'] as const;

export type FieldsMatch = (typeof fieldsMatches)[number];
