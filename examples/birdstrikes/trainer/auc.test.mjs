import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auc } from './auc.mjs';

test('a perfect order scores one, its reverse zero', () => {
  assert.equal(auc([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]), 1);
  assert.equal(auc([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1]), 0);
});

test('a tie counts half', () => {
  assert.equal(auc([0.5, 0.5, 0.5], [0, 1, 0]), 0.5);
  assert.equal(auc([0.2, 0.5, 0.5, 0.9], [0, 1, 0, 1]), 3.5 / 4);
});
