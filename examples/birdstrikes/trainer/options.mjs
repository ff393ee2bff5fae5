import { parseArgs } from 'node:util';
import { join } from '../model/objects.mjs';
import { FEATURE_SETS } from '../model/vocabulary.mjs';

/** What to train, from the command line and from the environment that Vertex AI gives a training job. */
export function readOptions(argv, env) {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      holdout: { type: 'string' },
      features: { type: 'string', default: 'full' },
      steps: { type: 'string', default: '200' },
      'learning-rate': { type: 'string', default: '0.0003' },
      predictions: { type: 'string' },
    },
  });
  const modelDir = required(env.AIP_MODEL_DIR, 'AIP_MODEL_DIR in the environment');
  if (!Object.hasOwn(FEATURE_SETS, values.features)) {
    throw new Error(`--features is one of ${Object.keys(FEATURE_SETS).join(', ')}`);
  }
  return {
    data: required(values.data, '--data'),
    holdout: required(values.holdout, '--holdout'),
    features: values.features,
    steps: positive(values.steps, '--steps'),
    learningRate: positive(values['learning-rate'], '--learning-rate'),
    model: join(modelDir, 'model.json'),
    predictions: values.predictions ?? join(modelDir, '../predictions.jsonl'),
  };
}

function required(value, what) {
  if (!value) throw new Error(`${what} is needed`);
  return value;
}

function positive(text, what) {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new Error(`${what} is a number above zero`);
  return number;
}
