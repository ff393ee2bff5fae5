import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { commentBody, isNewer, markerOf } from '../../../src/hosts/github/comment-marker.ts';
import { type Comment, commentLimit, commentReserve } from '../../../src/ports/comments.ts';

const run = { workflow: '.github/workflows/release.yaml', number: 7, attempt: 1 };
const comment: Comment = { key: 'birds', release: 'birds-1a2b3c4d-1', run, text: 'All is well.' };

describe('a comment', () => {
  it('is found again by what is hidden in it', () => {
    expect(markerOf(commentBody(comment))).toEqual({
      schema: 1,
      key: 'birds',
      release: 'birds-1a2b3c4d-1',
      workflow: '.github/workflows/release.yaml',
      run: 7,
      attempt: 1,
    });
  });

  it('cannot be broken out of by any value', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('-->', '--!>', '---', '<!--', '\n-->\n', '-', '->'),
    );
    fc.assert(
      fc.property(value, value, value, (key, release, workflow) => {
        const body = commentBody({ ...comment, key, release, run: { ...run, workflow } });
        const [marker = '', ...rest] = body.split('\n');
        expect(marker.slice(4, -3)).not.toMatch(/--|<|>/);
        expect(rest).toEqual(['All is well.']);
        expect(markerOf(body)).toMatchObject({ key, release, workflow });
      }),
    );
  });

  it('never exceeds what GitHub takes, and keeps its marker', () => {
    const long = `${'😀'.repeat(50)}\n`.repeat(2_000);
    const body = commentBody({ ...comment, text: long });
    expect(body.length).toBeLessThanOrEqual(commentLimit);
    expect(body.isWellFormed()).toBe(true);
    expect(markerOf(body)?.key).toBe('birds');
  });

  it('takes no more than its reserve for the marker', () => {
    const names = { key: 'k'.repeat(63), release: 'r'.repeat(128) };
    const workflow = `.github/workflows/${'w'.repeat(200)}.yaml`;
    const marked = commentBody({ ...comment, ...names, run: { ...run, workflow }, text: '' });
    expect(marked.length).toBeLessThanOrEqual(commentReserve);
  });

  it.each([
    ['nothing', ''],
    ['text', 'All is well.'],
    ['no JSON', '<!-- vertex-release {"schema":1 -->'],
    ['another schema', '<!-- vertex-release {"schema":2,"key":"birds"} -->'],
    ['the marker further down', `hello\n${commentBody(comment)}`],
  ])('is not seen in %s', (_, body) => {
    expect(markerOf(body)).toBeUndefined();
  });
});

describe('of two runs', () => {
  const marker = { schema: 1 as const, key: 'birds', release: 'r', run: 7, attempt: 2 };
  it.each([
    ['the later number is newer', { number: 6, attempt: 9 }, true],
    ['the later attempt is newer', { number: 7, attempt: 1 }, true],
    ['the same is not', { number: 7, attempt: 2 }, false],
    ['an earlier one is not', { number: 8, attempt: 1 }, false],
  ])('%s', (_, stamp, newer) => {
    const { workflow } = run;
    expect(isNewer({ ...marker, workflow }, { ...stamp, workflow })).toBe(newer);
    expect(isNewer({ ...marker, workflow: 'another' }, { ...stamp, workflow })).toBe(false);
  });
});
