import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseRecord, type ReleaseRecord } from '../../src/release/record.ts';
import { renderComment } from '../../src/report/comment.ts';
import { storedRecord } from './records.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`fixtures/${file}`, import.meta.url));

/** A made-up record as tests of that version had it. */
function frozen(name: string): ReleaseRecord {
  const path = pathOf(`${name}.json`);
  return parseRecord(readFileSync(path, 'utf8'), path);
}

/*
 * Comments as the version before intervals, curves, fairness, rules and suites by kind wrote them, of
 * records that have none of these. They were kept from that version and are not made anew.
 */
describe('the report on a record of an older version', () => {
  it.each([
    ['bootstrapped', storedRecord('bootstrapped')],
    ['promoted', storedRecord('promoted')],
    ['rolled-back', storedRecord('rolled-back')],
    ['judged', frozen('judged')],
  ])('is what it was: %s', (name, record) => {
    expect(renderComment(record)).toBe(readFileSync(pathOf(`comment-${name}.txt`), 'utf8'));
  });
});
