import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, logLoss } from './regression.mjs';

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-4, `${actual}`);

test('one flag: the weights are the log odds of its two groups', () => {
  const sample = [...group(0, 10, 100), ...group(1, 30, 50)];

  const { intercept, weights } = fit(
    sample.map(({ row }) => row),
    sample.map(({ label }) => label),
    { steps: 2000, learningRate: 0.01 },
  );

  near(intercept, Math.log(10 / 90));
  near(intercept + weights[0], Math.log(30 / 20));
  assert.equal(weights[1], 0, 'a column that never varies has no weight');
});

test('the loss falls from log 2', () => {
  const losses = [];
  const onStep = (_, loss) => losses.push(loss());
  fit([[1], [2], [3], [4]], [0, 1, 0, 1], { steps: 5, learningRate: 0.1, onStep });
  near(losses[0], Math.log(2));
  assert.deepEqual(
    losses,
    losses.toSorted((a, b) => b - a),
  );
});

test('the loss of a sure and right score is nearly nothing', () => {
  near(logLoss([20, -20], [1, 0]), 0);
});

/** So many strikes with the same flag, the first few with damage; the second column never varies. */
function group(flag, damaged, whole) {
  return Array.from({ length: whole }, (_, i) => ({ row: [flag, 7], label: i < damaged ? 1 : 0 }));
}
