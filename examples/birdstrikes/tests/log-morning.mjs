/**
 * Writes down what a model answers in one morning, as a log of production has it: reports of the holdout by
 * dawn and by day. `tests/production.jsonl` is of the `basic` model.
 *
 *     node tests/log-morning.mjs MODEL_DIR HOLDOUT > tests/production.jsonl
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scorer } from '../model/scorer.mjs';
import { parseStrikes } from '../trainer/strikes.mjs';

const REQUESTS = 60;
const MORNING = ['Dawn', 'Day'];

const [folder, holdout] = process.argv.slice(2);
const score = scorer(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')));
const asked = parseStrikes(await readFile(holdout, 'utf8'))
  .map(({ instance }) => instance)
  .filter(({ time_of_day }) => MORNING.includes(time_of_day))
  .slice(0, REQUESTS);
for (const instance of asked) {
  const predictions = [{ damage_probability: score(instance) }];
  console.log(JSON.stringify({ instances: [instance], predictions }));
}
