import { readText, writeText } from '../model/objects.mjs';
import { scorer } from '../model/scorer.mjs';
import { FEATURE_SETS } from '../model/vocabulary.mjs';
import { auc } from './auc.mjs';
import { Encoder } from './encoder.mjs';
import { readOptions } from './options.mjs';
import { fit } from './regression.mjs';
import { parseStrikes } from './strikes.mjs';

/** The fields that quality is looked at by, apart from the whole. */
const SLICES = ['phase_of_flight', 'time_of_day'];

try {
  await train(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(`training failed: ${error.message}`);
  process.exitCode = 1;
}

async function train(options) {
  const [training, holdout] = await Promise.all(
    [options.data, options.holdout].map(async (uri) => parseStrikes(await readText(uri))),
  );
  console.log(`rows: ${training.length} to train on, ${holdout.length} held out`);
  console.log(`damage: ${percent(training)} of training rows, ${percent(holdout)} of holdout rows`);

  const model = fitModel(training, options);
  const score = scorer(model);
  const scored = holdout.map((strike) => ({ ...strike, score: score(strike.instance) }));
  const quality = auc(
    scored.map((strike) => strike.score),
    scored.map((strike) => strike.damage),
  );
  console.log(`holdout AUC: ${quality.toFixed(4)}`);

  model.training.holdout = { uri: options.holdout, rows: holdout.length, auc: quality };
  await Promise.all([
    writeText(options.model, `${JSON.stringify(model, null, 2)}\n`, 'application/json'),
    writeText(options.predictions, scored.map(predictionLine).join(''), 'application/jsonl'),
  ]);
  console.log(`model: ${options.model}`);
  console.log(`predictions: ${options.predictions}`);
}

function fitModel(strikes, { data, features, steps, learningRate }) {
  const instances = strikes.map((strike) => strike.instance);
  const encoder = new Encoder(instances, FEATURE_SETS[features]);
  console.log(`features: ${features}, ${encoder.width} columns`);

  const { intercept, weights } = fit(
    instances.map((instance) => encoder.encode(instance)),
    strikes.map((strike) => strike.damage),
    { steps, learningRate, onStep: progress(steps) },
  );
  return {
    features,
    intercept,
    ...encoder.decode(weights),
    training: { uri: data, rows: strikes.length, steps, learning_rate: learningRate },
  };
}

/** Says the loss now and then: about ten lines a run. */
function progress(steps) {
  const every = Math.ceil(steps / 10);
  return (step, loss) => {
    if (step % every === 0) console.log(`step ${step}/${steps}: loss ${loss().toFixed(4)}`);
  };
}

function predictionLine({ id, damage, score, instance }) {
  const slices = Object.fromEntries(SLICES.map((field) => [field, instance[field]]));
  return `${JSON.stringify({ id, label: damage, score, slices })}\n`;
}

function percent(strikes) {
  const damaged = strikes.filter((strike) => strike.damage === 1).length;
  return `${((100 * damaged) / strikes.length).toFixed(1)} %`;
}
