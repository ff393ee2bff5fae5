/**
 * Makes the example's data from the FAA records in the npm package vega-datasets, the same every time.
 *
 *     node data/prepare.mjs [folder]
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { CLOSED } from '../model/vocabulary.mjs';
import { parseStrikes } from '../trainer/strikes.mjs';

const SOURCE = new URL('../data/birdstrikes.csv', import.meta.resolve('vega-datasets'));
const HOLDOUT_ROWS = 3000;

/**
 * The columns we keep. Three are left out on purpose, "Cost Other", "Cost Repair" and "Cost Total $": a
 * repair is paid for after the damage is known, so a model that reads them reads the answer.
 */
const COLUMNS = {
  flight_date: (row) => row['Flight Date'],
  month: (row) => CLOSED.month[Number(row['Flight Date'].slice(5, 7)) - 1],
  airport: (row) => row['Airport Name'],
  state: (row) => row['Origin State'],
  operator: (row) => row['Aircraft Airline Operator'],
  aircraft: (row) => row['Aircraft Make Model'],
  phase_of_flight: (row) => row['Phase of flight'],
  time_of_day: (row) => row['Time of day'],
  wildlife_size: (row) => row['Wildlife Size'],
  wildlife_species: (row) => row['Wildlife Species'],
  speed_knots: (row) => row['Speed IAS in knots'],
  damage: (row) => (row['Effect Amount of damage'] === 'None' ? '0' : '1'),
};

const here = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(here, '.vertex-release/data');

const strikes = parse(await readFile(SOURCE), { columns: true }).map(tidy);
const heldOut = new Set(
  strikes
    .map((strike) => strike.id)
    .toSorted(byHash)
    .slice(0, HOLDOUT_ROWS),
);
const training = csv(strikes.filter((strike) => !heldOut.has(strike.id)));
const holdout = csv(strikes.filter((strike) => heldOut.has(strike.id)));
const requests = parseStrikes(holdout).map(({ instance }) => `${JSON.stringify(instance)}\n`);

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'train.csv'), training);
await writeFile(join(folder, 'holdout.csv'), holdout);
await writeFile(join(folder, 'requests.jsonl'), requests.join(''));
console.log(
  `${folder}: ${strikes.length - HOLDOUT_ROWS} rows to train on, ${HOLDOUT_ROWS} held out`,
);

/** A strike's id is its place in the source file, which never changes within a version of the package. */
function tidy(row, index) {
  const id = `strike-${String(index + 1).padStart(5, '0')}`;
  const values = Object.entries(COLUMNS).map(([name, value]) => [name, value(row)]);
  return { id, ...Object.fromEntries(values) };
}

/** An order that has nothing to do with the rows' content, and is the same on every machine. */
function byHash(a, b) {
  return hash(a) < hash(b) ? -1 : 1;
}

function hash(id) {
  return createHash('sha256').update(id).digest('hex');
}

function csv(rows) {
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(quote).join(',')}\n`).join('');
}

function quote(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
