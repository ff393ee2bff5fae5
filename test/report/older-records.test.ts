import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { judgedRecord } from './canary-records.ts';
import { fullRecord, rejectedRecord, storedRecord } from './records.ts';

/*
 * Comments as the version before intervals, curves, fairness, rules and suites by kind wrote them, of
 * records that have none of these. They were kept from that version and are not made anew.
 */
describe('the report on a record of an older version', () => {
  it.each([
    ['bootstrapped', storedRecord('bootstrapped')],
    ['promoted', storedRecord('promoted')],
    ['rolled-back', storedRecord('rolled-back')],
    ['rejected', rejectedRecord()],
    ['full', fullRecord()],
    ['judged', judgedRecord()],
  ])('is what it was: %s', (name, record) => {
    const path = fileURLToPath(new URL(`fixtures/comment-${name}.txt`, import.meta.url));
    expect(renderComment(record)).toBe(readFileSync(path, 'utf8'));
  });
});
