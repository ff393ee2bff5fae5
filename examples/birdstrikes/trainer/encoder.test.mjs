import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scorer } from '../model/scorer.mjs';
import { Encoder } from './encoder.mjs';

const features = { categories: ['state'], numbers: ['speed_knots'] };
const seen = [
  { state: 'Texas', speed_knots: 100 },
  { state: 'Texas', speed_knots: null },
  { state: 'Ohio', speed_knots: 200 },
];

test('levels, other and missing have columns; so do a number and its absence', () => {
  const encoder = new Encoder(seen, features);
  const encode = (instance) => [...encoder.encode(instance)];
  assert.deepEqual(encode({ state: 'Ohio', speed_knots: 200 }), [0, 1, 0, 0, 200, 0]);
  assert.deepEqual(encode({ state: 'Utah', speed_knots: null }), [0, 0, 1, 0, 150, 1]);
  assert.deepEqual(encode({ state: null, speed_knots: 0 }), [0, 0, 0, 1, 0, 0]);
});

test('a decoded model scores an instance as its encoded row would', () => {
  const encoder = new Encoder(seen, features);
  const weights = [0.5, -0.25, 1, 2, 0.01, -0.75];
  const score = scorer({ intercept: -1, ...encoder.decode(weights) });
  for (const instance of [...seen, { state: 'Utah', speed_knots: 90 }, { state: null }]) {
    const row = encoder.encode({ speed_knots: null, ...instance });
    const logit = weights.reduce((sum, weight, i) => sum + weight * row[i], -1);
    assert.ok(Math.abs(score(instance) - 1 / (1 + Math.exp(-logit))) < 1e-15);
  }
});

test('only the most frequent levels are kept', () => {
  const states = Array.from({ length: 40 }, (_, i) => ({ state: `S${i}`, speed_knots: null }));
  const encoder = new Encoder(states, { categories: ['state'], numbers: [] });
  assert.equal(encoder.width, 12 + 2);
});
