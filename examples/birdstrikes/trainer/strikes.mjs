import { parse } from 'csv-parse/sync';
import { CLOSED, NUMBERS, OPEN } from '../model/vocabulary.mjs';

const TEXTS = [...Object.keys(CLOSED), ...OPEN];

/** Reads a prepared CSV file: what happened (`damage`, 0 or 1) and what was known before (`instance`). */
export function parseStrikes(csv) {
  return parse(csv, { columns: true }).map((row) => ({
    id: cell(row, 'id'),
    damage: Number(cell(row, 'damage')),
    instance: instanceOf(row),
  }));
}

function instanceOf(row) {
  const instance = {};
  for (const field of TEXTS) instance[field] = cell(row, field) || null;
  for (const field of NUMBERS) instance[field] = cell(row, field) ? Number(row[field]) : null;
  return instance;
}

function cell(row, column) {
  if (!Object.hasOwn(row, column)) throw new Error(`the data has no column ${column}`);
  return row[column];
}
