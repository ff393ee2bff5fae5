import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStrikes } from './strikes.mjs';

const header =
  'id,month,state,operator,aircraft,phase_of_flight,time_of_day,wildlife_size,wildlife_species,speed_knots,damage';

test('a strike has its outcome apart from what was known before', () => {
  const row = 's1,Jan,Texas,"A, B",B-52,Climb,Day,Large,Mallard,,1';
  const [strike] = parseStrikes(`${header}\n${row}\n`);
  assert.equal(strike.id, 's1');
  assert.equal(strike.damage, 1);
  assert.equal(strike.instance.operator, 'A, B');
  assert.equal(strike.instance.speed_knots, null);
  assert.ok(!('damage' in strike.instance));
});

test('a missing column is named', () => {
  assert.throws(() => parseStrikes('id,damage\ns1,1\n'), /no column wildlife_size/);
});
