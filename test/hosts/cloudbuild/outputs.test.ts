import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compactAnswer, outputLimit } from '../../../src/hosts/cloudbuild/compact-answer.ts';
import { hiding } from '../../../src/hosts/cloudbuild/hidden.ts';
import { buildOutputs } from '../../../src/hosts/cloudbuild/outputs.ts';
import { fakeFiles } from '../../support/fake-files.ts';

const answer = {
  step: 'register',
  release: 'birds-c0ffee11-1',
  verdict: 'pass',
  exit_code: 0,
  summary: 'birds@3 is the challenger',
  outputs: { version_id: '3', metrics: '{}' },
};
const folder = '/workspace/.vertex-release/outputs';
const place = { workspace: '/workspace', outputFolder: '/builder/outputs' };
const asItIs = (text: string) => text;

describe('outputs of a build', () => {
  it('are a file in the workspace and a compact one for the build', async () => {
    const files = fakeFiles();
    await buildOutputs(files, place, asItIs).write('register', answer);
    expect(JSON.parse(files.stored.get(`${folder}/register.json`) ?? '')).toEqual(answer);
    const kept = files.stored.get('/builder/outputs/output') ?? '';
    expect(JSON.parse(kept)).toEqual(answer);
    expect(kept).not.toContain('\n');
  });

  it('stay in the workspace where Cloud Build keeps none', async () => {
    const files = fakeFiles();
    await buildOutputs(files, { ...place, outputFolder: undefined }, asItIs).write('train', answer);
    expect([...files.stored.keys()]).toEqual([`${folder}/train.json`]);
  });

  it('hold no secret', async () => {
    const files = fakeFiles();
    const outputs = buildOutputs(files, place, hiding(['challenger']));
    await outputs.write('register', answer);
    expect([...files.stored.values()].join('')).not.toContain('challenger');
  });

  it('tell in the order of the train how steps ended, and nothing by files of others', async () => {
    const files = fakeFiles({
      [`${folder}/canary-promote.json`]: '{"exit_code":4,"release":"r"}',
      [`${folder}/validate.json`]: '{"exit_code":0,"release":null}',
      [`${folder}/train.json`]: 'not JSON',
      [`${folder}/register.json`]: '{"exit_code":"0"}',
      [`${folder}/mine.json`]: '{"exit_code":1}',
    });
    expect(await buildOutputs(files, place, asItIs).ends()).toEqual([
      { step: 'validate', exitCode: 0, release: undefined },
      { step: 'canary-promote', exitCode: 4, release: 'r' },
    ]);
  });
});

describe('a compact answer', () => {
  it('leaves out the largest outputs until it fits, and names them', () => {
    const large = {
      ...answer,
      outputs: { small: 1, huge: 'x'.repeat(9_000), big: 'y'.repeat(4_000) },
    };
    expect(JSON.parse(compactAnswer(large))).toEqual({
      ...answer,
      outputs: { small: 1 },
      omitted: ['huge', 'big'],
    });
  });

  it('counts bytes, not characters', () => {
    const wide = { ...answer, outputs: { text: '鳥'.repeat(1_400) } };
    expect(JSON.parse(compactAnswer(wide))).toMatchObject({ omitted: ['text'] });
  });

  it('is JSON that fits, whatever the answer', () => {
    const output = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.integer(),
      fc.boolean(),
    );
    const any = fc.record({
      summary: fc.string({ unit: 'binary', maxLength: 6_000 }),
      outputs: fc.dictionary(fc.string(), output),
      steps: fc.array(fc.string({ maxLength: 2_000 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(any, (value) => {
        const text = compactAnswer(value);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(outputLimit);
        expect(typeof JSON.parse(text)).toBe('object');
      }),
      { numRuns: 200 },
    );
  });
});

describe('hiding', () => {
  it('takes out every form, the longer one first', () => {
    expect(hiding(['ab', 'abcd', ''])('x abcd ab')).toBe('x [secret] [secret]');
  });

  it('changes nothing where there is nothing to hide', () => {
    expect(hiding([])('as it is')).toBe('as it is');
  });
});
