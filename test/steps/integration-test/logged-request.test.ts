import { describe, expect, it } from '@jest/globals';
import {
  type LoggedPair,
  pairOf,
  pairOfPayloads,
} from '../../../src/steps/integration-test/logged-request.ts';

const deep = '['.repeat(100) + ']'.repeat(100);

describe('a row of the log', () => {
  it.each<[string, string[], string[], LoggedPair]>([
    [
      'has instances and predictions',
      ['{"x":1}', '2'],
      ['{"p":0.5}', '"no"'],
      { kind: 'pair', instances: [{ x: 1 }, 2], predictions: [{ p: 0.5 }, 'no'] },
    ],
    [
      'has whole bodies, of a raw prediction',
      ['{"instances":[1,2]}'],
      ['{"predictions":[3,4],"model":"m"}'],
      { kind: 'pair', instances: [1, 2], predictions: [3, 4] },
    ],
    [
      'has an instance with a field of that name',
      ['{"instances":[1,2]}'],
      ['0.5'],
      { kind: 'pair', instances: [{ instances: [1, 2] }], predictions: [0.5] },
    ],
    [
      'has texts that are no JSON',
      ['a plain text'],
      ['spam'],
      { kind: 'pair', instances: ['a plain text'], predictions: ['spam'] },
    ],
    ['was cut off', ['{"x":1'], ['1'], { kind: 'unusable', why: 'a payload that is cut off' }],
    [
      'is nested without end',
      [deep],
      ['1'],
      { kind: 'unusable', why: 'a payload that is nested too deep' },
    ],
    ['asked nothing', [], ['1'], { kind: 'unusable', why: 'a request without instances' }],
    [
      'was not answered',
      ['1'],
      [],
      { kind: 'unusable', why: 'a request that production answered with nothing' },
    ],
    [
      'was half answered',
      ['1', '2'],
      ['1'],
      { kind: 'unusable', why: 'another number of predictions than of instances' },
    ],
  ])('%s', (_, request, response, pair) => {
    expect(pairOfPayloads(request, response)).toEqual(pair);
  });

  it('may be nested deeper than a stack is', () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(pairOf([JSON.parse(text)], [1])).toMatchObject({ kind: 'unusable' });
  });
});
