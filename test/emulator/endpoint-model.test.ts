import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  BeginDeploy,
  Create,
  Delete,
  EndDeploy,
  type Model,
  Mutate,
  type Split,
  Undeploy,
  UpdateSplit,
} from './endpoint-steps.ts';
import { StubbedEndpoints } from './stubbed-endpoints.ts';

const id = fc.constantFrom('1', '2', '3');
const split: fc.Arbitrary<Split> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom({}, { 0: 100 }, { 1: 100 }, { 2: 100 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { 1: 60, 2: 40 },
      { 0: 10, 1: 90 },
      { 0: 30, 1: 30, 2: 40 },
      { 1: 50, 2: 50, 3: 0 },
      { 0: 0, 2: 100 },
    ),
  },
  fc.constantFrom({ 1: 50 }, { 9: 100 }, { 1: 110, 2: -10 }, { 0: 50, 1: 51 }, { 1: 0 }),
);
const step: fc.Arbitrary<fc.AsyncCommand<Model, StubbedEndpoints>>[] = [
  fc.constant(new Create()),
  fc.constant(new Delete()),
  fc.tuple(id, split).map(([which, wanted]) => new BeginDeploy(which, wanted)),
  fc
    .constantFrom('succeed', 'succeed', 'succeed', 'fail', 'cancel')
    .map((how) => new EndDeploy(how)),
  fc.tuple(id, split).map(([which, wanted]) => new Undeploy(which, wanted)),
  fc
    .tuple(split, fc.constantFrom('none', 'current', 'stale'))
    .map(([wanted, etag]) => new UpdateSplit(wanted, etag)),
  fc.tuple(id, fc.integer({ min: 0, max: 4 })).map(([which, min]) => new Mutate(which, min)),
];

describe('an endpoint', () => {
  it('keeps to its rules whatever is asked of it', async () => {
    const commands = fc.commands(step, { size: '+1', maxCommands: 60 });
    const checking = fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const real = new StubbedEndpoints();
        await real.upload();
        const model: Model = { endpoint: undefined, pending: undefined, etags: new Set() };
        await fc.asyncModelRun(() => ({ model, real }), steps);
      }),
      { numRuns: 150 },
    );
    await expect(checking).resolves.toBeUndefined();
  });
});
