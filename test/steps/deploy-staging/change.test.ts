import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import { makeChange } from '../../../src/steps/deploy-staging/change.ts';
import { absentPort } from '../../support/absent-port.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { stepContext } from '../../support/step-context.ts';
import type { Endpoints } from '../../../src/ports/endpoints.ts';
import type { JsonObject } from '../../../src/release/json.ts';

const timeoutMs = 60_000;
const begunAt = fakeClock().now();
const refusal = () => new ReleaseError('API_FAILED', 'other operations are running');

interface Setting {
  progress?: JsonObject;
  /** What each call answers; the last holds for all that follow. */
  calls?: (ReleaseError | string)[];
  /** What becomes of operations, by name; well when absent. */
  ends?: Record<string, ReleaseError>;
  /** Whether an operation that ended well shows. */
  shows?: boolean;
  /** What is found at work, one after the other. */
  running?: string[];
}

function world({
  progress = {},
  calls = ['op-1'],
  ends = {},
  shows = true,
  running,
}: Setting = {}) {
  const clock = fakeClock();
  const steps = { 'deploy-staging': { ...passedStep({}), progress } };
  const journal = fakeJournal(fakeRecord({ steps }));
  const awaited: string[] = [];
  let begun = 0;
  let isInForce = false;
  const endpoints: Endpoints = {
    ...absentPort<Endpoints>('endpoints'),
    async awaitChange(operation) {
      awaited.push(operation);
      const end = ends[operation];
      if (end !== undefined) throw end;
      isInForce = shows;
    },
  };
  const context = stepContext({ clock, endpoints, host: fakeHost() }, { journal });
  return {
    clock,
    awaited,
    noted: () => journal.record.steps['deploy-staging']?.progress,
    begun: () => begun,
    appear: () => {
      isInForce = true;
    },
    make: () =>
      makeChange(
        {
          key: 'deploy.7',
          isInForce: async () => isInForce,
          async begin() {
            const answer = calls[Math.min(begun, calls.length - 1)] ?? 'op';
            begun += 1;
            if (typeof answer === 'string') return answer;
            throw answer;
          },
          ...(running === undefined ? {} : { findRunning: async () => running.shift() }),
        },
        timeoutMs,
        context,
      ),
  };
}

describe('a change', () => {
  it('that is in force already is not made', async () => {
    const there = world();
    there.appear();
    await there.make();
    expect(there.begun()).toBe(0);
  });

  it('has its operation in the record', async () => {
    const there = world();
    await there.make();
    expect(there.noted()).toEqual({ 'deploy.7': { begunAt, operation: 'op-1' } });
  });

  it('that is refused is given up at once, and is no unknown to the next run', async () => {
    const there = world({ calls: [refusal()] });
    await expect(there.make()).rejects.toMatchObject({ code: 'API_FAILED' });
    await expect(there.make()).rejects.toMatchObject({ code: 'API_FAILED' });
    expect(there.begun()).toBe(2);
    expect(there.clock.now()).toBe(begunAt);
    expect(there.noted()).toEqual({ 'deploy.7': null });
  });

  const silences = ['API_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'HOST_UNREACHABLE'] as const;

  it.each(silences)(
    'whose answer does not come stays an unknown to the next run: %s',
    async (code) => {
      const there = world({ calls: [new ReleaseError(code, 'no answer')] });
      await expect(there.make()).rejects.toMatchObject({ code });
      expect(there.noted()).toEqual({ 'deploy.7': { begunAt } });
    },
  );

  it.each(silences)('whose answer is lost once is made again: %s', async (code) => {
    const there = world({ calls: [new ReleaseError(code, 'no answer'), 'op-2'] });
    await there.make();
    expect(there.awaited).toEqual(['op-2']);
  });

  it.each(silences)('whose answer is lost is waited for when it is at work: %s', async (code) => {
    const there = world({ calls: [new ReleaseError(code, 'no answer')], running: ['op-lost'] });
    await there.make();
    expect(there.begun()).toBe(1);
    expect(there.awaited).toEqual(['op-lost']);
  });

  it('whose answer is lost tells why it failed', async () => {
    const failed = new ReleaseError('OPERATION_FAILED', 'Model server exited');
    const there = world({
      calls: [new ReleaseError('API_UNAVAILABLE', '503')],
      running: ['op-lost'],
      ends: { 'op-lost': failed },
    });
    await expect(there.make()).rejects.toBe(failed);
  });

  it('whose answer is lost is refused while it is under way, and waited for', async () => {
    const there = world({
      calls: [new ReleaseError('API_UNAVAILABLE', '503'), refusal(), refusal(), 'op-4'],
      running: [],
    });
    await there.make();
    expect(there.awaited).toEqual(['op-4']);
  });

  it('that an earlier run may have begun is tried until that has ended', async () => {
    const there = world({
      progress: { 'deploy.7': { begunAt } },
      calls: [refusal(), refusal(), 'op-2'],
    });
    await there.make();
    expect(there.begun()).toBe(3);
    expect(there.awaited).toEqual(['op-2']);
  });

  it('that an earlier run may have begun is refused for good after its time', async () => {
    const there = world({ progress: { 'deploy.7': { begunAt } }, calls: [refusal()] });
    await expect(there.make()).rejects.toMatchObject({ code: 'API_FAILED' });
    expect(there.clock.now() - begunAt).toBeGreaterThan(timeoutMs);
    expect(there.noted()).toEqual({ 'deploy.7': null });
  });

  it('that an earlier run began is seen through, not made twice', async () => {
    const there = world({ progress: { 'deploy.7': { begunAt, operation: 'op-0' } } });
    await there.make();
    expect(there.begun()).toBe(0);
    expect(there.awaited).toEqual(['op-0']);
  });

  it.each<[string, Setting]>([
    ['failed', { ends: { 'op-0': new ReleaseError('OPERATION_FAILED', 'crashed') } }],
    ['is gone', { ends: { 'op-0': new ReleaseError('RESOURCE_NOT_FOUND', 'no op-0') } }],
  ])('is made again when what an earlier run began %s', async (_, setting) => {
    const there = world({ ...setting, progress: { 'deploy.7': { begunAt, operation: 'op-0' } } });
    await there.make();
    expect(there.awaited).toEqual(['op-0', 'op-1']);
  });

  it.each(['DEADLINE_EXCEEDED', 'CANCELLED', 'HOST_UNREACHABLE'] as const)(
    'is not made again while what an earlier run began may go on: %s',
    async (code) => {
      const there = world({
        progress: { 'deploy.7': { begunAt, operation: 'op-0' } },
        ends: { 'op-0': new ReleaseError(code, 'no end in sight') },
      });
      await expect(there.make()).rejects.toMatchObject({ code });
      expect(there.begun()).toBe(0);
    },
  );

  it('that ended well and does not show is not made for ever', async () => {
    const there = world({ shows: false });
    await expect(there.make()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(there.begun()).toBe(1);
  });

  it('that failed tells why', async () => {
    const failed = new ReleaseError('OPERATION_FAILED', 'Model server exited');
    const there = world({ ends: { 'op-1': failed } });
    await expect(there.make()).rejects.toBe(failed);
  });
});
