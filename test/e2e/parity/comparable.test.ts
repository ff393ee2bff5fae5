import { expect, it } from '@jest/globals';
import { comparable } from './comparable.ts';

const record = {
  openedAt: '2026-01-05T09:00:00.000Z',
  commit: 'a',
  steps: { train: { summary: 'trained in 359ms', attempts: 1 } },
};

it('does not see what differs from run to run', () => {
  const later = {
    ...record,
    openedAt: '2026-01-05T10:30:00.123Z',
    steps: { train: { summary: 'trained in 1.2s', attempts: 1 } },
  };
  expect(comparable(later)).toEqual(comparable(record));
});

it.each([
  ['a value', { ...record, commit: 'b' }],
  ['a field more', { ...record, number: 1 }],
  ['a time that is none', { ...record, openedAt: 'today' }],
  ['a time that is a number', { ...record, openedAt: 1_795_246_047_445 }],
  ['the rest of a text', { ...record, steps: { train: { summary: 'sat in 1.2s', attempts: 1 } } }],
  ['a listed key elsewhere', { ...record, steps: { ...record.steps, openedAt: 'now' } }],
])('sees %s that differs', (_, other) => {
  expect(comparable(other)).not.toEqual(comparable(record));
});
