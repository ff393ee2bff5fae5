import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../src/errors/error.ts';
import { recordStore } from '../../src/pipeline/record-store.ts';
import { forgetfulJournal, releaseJournal } from '../../src/pipeline/release-journal.ts';
import type { ReleaseRecord } from '../../src/release/record.ts';
import type { StepResult } from '../../src/release/step-result.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeRecord } from '../support/fake-journal.ts';
import { fakeObjects } from '../support/fake-objects.ts';

async function openJournal(initial: Partial<ReleaseRecord> = {}) {
  const clock = fakeClock();
  const store = recordStore({
    objects: fakeObjects(),
    files: fakeFiles(),
    bucket: 'releases',
    model: 'birds',
    folder: '/project/.vertex-release',
  });
  const value = fakeRecord(initial);
  const generation = await store.writeRecord(value, 'if_absent');
  const journal = () => releaseJournal(store, { value, generation }, clock);
  const stored = async () => (await store.readRecord(value.releaseId))?.value;
  return { clock, store, journal, stored };
}

const passed: StepResult = {
  verdict: 'pass',
  state: 'done',
  summary: 'trained in 2m',
  outputs: { job: 'customJobs/1' },
  evidence: { image: 'i' },
};

describe('the journal', () => {
  it('has each thing written when it says so', async () => {
    const { journal: open, stored } = await openJournal();
    const journal = open();
    await journal.begin('train');
    expect((await stored())?.steps.train).toMatchObject({ state: 'running', attempts: 1 });
    await journal.note('train', { job: 'customJobs/1' });
    expect((await stored())?.steps.train?.progress).toEqual({ job: 'customJobs/1' });
    await journal.end('train', passed);
    expect(await stored()).toEqual(journal.record);
  });

  it('merges notes and keeps those of other steps apart', async () => {
    const { journal: open } = await openJournal();
    const journal = open();
    await journal.note('train', { a: 1, b: 1 });
    await journal.note('train', { b: 2 });
    await journal.note('register', { c: 3 });
    expect(journal.record.steps.train?.progress).toEqual({ a: 1, b: 2 });
    expect(journal.record.steps.register?.progress).toEqual({ c: 3 });
  });

  it('records what a step answered and when', async () => {
    const { journal: open, clock } = await openJournal();
    const journal = open();
    await journal.begin('train');
    const startedAt = new Date(clock.now()).toISOString();
    clock.advance(120_000);
    await journal.end('train', passed);
    const finishedAt = new Date(clock.now()).toISOString();
    expect(journal.record).toMatchObject({
      updatedAt: finishedAt,
      steps: { train: { ...passed, startedAt, finishedAt } },
    });
    expect(journal.record.outcome).toBeUndefined();
    expect(journal.record.finishedAt).toBeUndefined();
  });

  it('ends the release with the step that ends it', async () => {
    const { journal: open } = await openJournal();
    const journal = open();
    await journal.end('register', { ...passed, verdict: 'fail', outcome: 'rejected' });
    expect(journal.record).toMatchObject({
      outcome: 'rejected',
      finishedAt: journal.record.updatedAt,
    });
  });

  it('leaves a held release open', async () => {
    const { journal: open } = await openJournal();
    const journal = open();
    await journal.end('canary-promote', { ...passed, state: 'held', outcome: 'held' });
    expect(journal.record.outcome).toBe('held');
    expect(journal.record.finishedAt).toBeUndefined();
  });

  it('keeps what a step noted before it broke, for the next attempt', async () => {
    const { journal: open } = await openJournal();
    const journal = open();
    await journal.begin('train');
    await journal.note('train', { job: 'customJobs/1' });
    await journal.fail('train', new ReleaseError('OPERATION_FAILED', 'the job ended'));
    expect(journal.record).toMatchObject({
      outcome: 'failed',
      steps: {
        train: {
          state: 'failed',
          verdict: 'error',
          summary: 'the job ended [OPERATION_FAILED]',
          progress: { job: 'customJobs/1' },
        },
      },
    });
    expect(journal.record.finishedAt).toBeUndefined();
  });

  it('does not call a cancelled release failed', async () => {
    const { journal: open } = await openJournal();
    const journal = open();
    await journal.fail('train', new ReleaseError('CANCELLED', 'cancelled'));
    expect(journal.record.outcome).toBeUndefined();
    expect(journal.record.steps.train?.state).toBe('failed');
  });

  it('forgets how the last attempt ended when the next one begins', async () => {
    const { journal: open, clock } = await openJournal();
    const journal = open();
    await journal.begin('train');
    const startedAt = new Date(clock.now()).toISOString();
    await journal.note('train', { job: 'customJobs/1' });
    await journal.fail('train', new ReleaseError('OPERATION_FAILED', 'the job ended'));
    clock.advance(1_000);
    await journal.begin('train');
    expect(journal.record.steps.train).toEqual({
      state: 'running',
      attempts: 2,
      startedAt,
      progress: { job: 'customJobs/1' },
      outputs: {},
    });
    expect(journal.record.outcome).toBeUndefined();
    await journal.end('train', passed);
    expect(journal.record.outcome).toBeUndefined();
  });

  it('does not write over what another runner wrote meanwhile, and stays as it was', async () => {
    const { journal: open, stored } = await openJournal();
    const [mine, theirs] = [open(), open()];
    await theirs.note('train', { job: 'theirs' });
    const before = mine.record;
    await expect(mine.note('train', { job: 'mine' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(mine.record).toBe(before);
    expect((await stored())?.steps.train?.progress).toEqual({ job: 'theirs' });
  });

  it('of a dry run takes everything and keeps nothing', async () => {
    const record = fakeRecord();
    const journal = forgetfulJournal(record);
    await journal.note('train', { job: 'customJobs/1' });
    expect(journal.record).toEqual(fakeRecord());
  });
});
