import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOptions } from './options.mjs';

const data = ['--data=gs://b/train.csv', '--holdout=gs://b/holdout.csv'];

test('results go where Vertex AI says', () => {
  const options = readOptions(data, { AIP_MODEL_DIR: 'gs://b/run/model/' });
  assert.equal(options.model, 'gs://b/run/model/model.json');
  assert.equal(options.predictions, 'gs://b/run/predictions.jsonl');
  assert.equal(options.features, 'full');
});

test('what is missing or wrong is named', () => {
  const env = { AIP_MODEL_DIR: 'model' };
  assert.throws(() => readOptions(data, {}), /AIP_MODEL_DIR/);
  assert.throws(() => readOptions([data[0]], env), /--holdout is needed/);
  assert.throws(() => readOptions([...data, '--features=some'], env), /basic, full, seasonal/);
  assert.throws(() => readOptions([...data, '--steps=0'], env), /--steps/);
  assert.throws(() => readOptions([...data, '--stepz=9'], env), /--stepz/);
});
