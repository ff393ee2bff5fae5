import { describe, expect, it } from '@jest/globals';
import {
  findRelease,
  type Identity,
  openRelease,
  type OpenRequest,
} from '../../src/pipeline/open-release.ts';
import { recordStore } from '../../src/pipeline/record-store.ts';
import type { ReleaseRecord } from '../../src/release/record.ts';
import type { Objects } from '../../src/ports/objects.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeHost } from '../support/fake-host.ts';
import { fakeObjects } from '../support/fake-objects.ts';
import { executioner, Killed } from '../support/killable.ts';

const commit = '1a2b3c4d5e6f7a8b';
const same: Identity = { settings: 'a', 'data.train': 'b' };
const other: Identity = { settings: 'a', 'data.train': 'c' };

function storeOn(objects: Objects) {
  return recordStore({
    objects,
    files: fakeFiles(),
    bucket: 'releases',
    model: 'birds',
    folder: '/project/.vertex-release',
  });
}

function request(change: Partial<OpenRequest> = {}): OpenRequest {
  return {
    model: 'birds',
    release: undefined,
    restart: false,
    emulated: false,
    host: { ...fakeHost(), commit },
    ...change,
  };
}

function world() {
  const objects = fakeObjects();
  const clock = fakeClock();
  const store = storeOn(objects);
  return {
    objects,
    store,
    clock,
    open: (change: Partial<OpenRequest> = {}, identity = same) =>
      openRelease(store, request(change), identity, clock),
    find: (change: Partial<OpenRequest> = {}) => findRelease(store, request(change)),
    async end(releaseId: string, outcome: ReleaseRecord['outcome']) {
      const found = await store.readRecord(releaseId);
      if (found === undefined) throw new Error(`no ${releaseId}`);
      await store.writeRecord({ ...found.value, outcome }, { ifGeneration: found.generation });
    },
    async releases() {
      const pointer = await store.readPointer(commit);
      return pointer?.value.releases.map(({ releaseId }) => releaseId) ?? [];
    },
  };
}

const first = 'birds-1a2b3c4d-1';
const second = 'birds-1a2b3c4d-2';

describe('opening a release', () => {
  it('makes the first of a commit, with all that its record must tell', async () => {
    const { open, releases, clock } = world();
    const host = { ...fakeHost(), name: 'github' as const, commit, runUrl: 'https://x/1' };
    const { value } = await open({ host, emulated: true });
    const now = new Date(clock.now()).toISOString();
    expect(value).toEqual({
      apiVersion: 'vertex-release/v1',
      kind: 'ReleaseRecord',
      releaseId: first,
      model: 'birds',
      commit,
      number: 1,
      emulated: true,
      identity: same,
      openedAt: now,
      updatedAt: now,
      host: { name: 'github', runUrl: 'https://x/1' },
      steps: {},
    });
    expect(await releases()).toEqual([first]);
  });

  it.each<[string, ReleaseRecord['outcome']]>([
    ['is under way', undefined],
    ['failed', 'failed'],
    ['is held', 'held'],
  ])('takes up the one that %s, also when training would differ now', async (_, outcome) => {
    const { open, end, releases } = world();
    await open();
    await end(first, outcome);
    const again = await open({}, other);
    expect(again.value).toMatchObject({ releaseId: first, identity: same });
    expect((await open({ restart: true })).value.releaseId).toBe(first);
    expect(await releases()).toEqual([first]);
  });

  it.each<[NonNullable<ReleaseRecord['outcome']>]>([
    ['promoted'],
    ['bootstrapped'],
    ['rolled_back'],
    ['rejected'],
  ])('that was %s answers with that one while training would be the same', async (outcome) => {
    const { open, end, releases } = world();
    await open();
    await end(first, outcome);
    expect((await open()).value).toMatchObject({ releaseId: first, outcome });
    expect(await releases()).toEqual([first]);
  });

  it.each<[string, Identity]>([
    ['differ', other],
    ['depend on one thing more', { ...same, job_spec: 'd' }],
    ['depend on one thing less', { settings: 'a' }],
  ])('makes the next one when the last is over and training would %s', async (_, identity) => {
    const { open, end, releases } = world();
    await open();
    await end(first, 'rejected');
    expect((await open({}, identity)).value).toMatchObject({
      releaseId: second,
      number: 2,
      identity,
      steps: {},
    });
    expect(await releases()).toEqual([first, second]);
  });

  it('makes the next one of a finished release when asked to restart', async () => {
    const { open, end, releases } = world();
    await open();
    await end(first, 'promoted');
    expect((await open({ restart: true })).value.releaseId).toBe(second);
    expect(await releases()).toEqual([first, second]);
  });

  it('compares with the last release, not with an earlier one', async () => {
    const { open, end } = world();
    await open();
    await end(first, 'promoted');
    await open({}, other);
    await end(second, 'promoted');
    expect((await open()).value.releaseId).toBe('birds-1a2b3c4d-3');
  });

  it('makes one for each key of a scheduled run, and finds it by that key again', async () => {
    const { open, end, find, releases } = world();
    await open();
    await end(first, 'promoted');
    expect((await open({ release: 'run-7' })).value.releaseId).toBe(second);
    await end(second, 'promoted');
    expect((await open({ release: 'run-7' })).value.releaseId).toBe(second);
    expect((await find({ release: 'run-7' })).value.releaseId).toBe(second);
    expect((await open({ release: 'run-8' })).value.releaseId).toBe('birds-1a2b3c4d-3');
    expect(await releases()).toHaveLength(3);
  });

  it('makes one for a key although another is under way', async () => {
    const { open } = world();
    await open();
    expect((await open({ release: 'run-7' })).value.releaseId).toBe(second);
  });

  it('restarts the finished run of a key under the same key', async () => {
    const { open, end, find } = world();
    await open({ release: 'run-7' });
    await end(first, 'rolled_back');
    expect((await open({ release: 'run-7', restart: true })).value.releaseId).toBe(second);
    expect((await find({ release: 'run-7' })).value.releaseId).toBe(second);
  });

  it('takes the release that is named, whatever the commit', async () => {
    const { open } = world();
    await open();
    const elsewhere = { ...fakeHost(), commit: 'ffffffffffff' };
    expect((await open({ release: first, host: elsewhere })).value.releaseId).toBe(first);
    const nowhere = { ...fakeHost(), commit: undefined };
    expect((await open({ release: first, host: nowhere })).value.releaseId).toBe(first);
  });

  it('needs a commit', async () => {
    const { open, objects } = world();
    const host = { ...fakeHost(), commit: undefined };
    await expect(open({ host })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      mend: expect.stringContaining('VERTEX_RELEASE_COMMIT'),
    });
    expect(objects.stored.size).toBe(0);
  });
});

describe('a release of the other world', () => {
  it.each([true, false])('is not gone on with: emulated %j', async (emulated) => {
    const { open, find } = world();
    await open({ emulated });
    const there = { emulated: !emulated };
    await expect(open(there)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(find(there)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(open({ ...there, release: first })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(find({ ...there, release: first })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it.each<[string, ReleaseRecord['outcome']]>([
    ['over', 'promoted'],
    ['under way', undefined],
  ])(
    'that is %s gives way to another one by restart, as its refusal advises',
    async (_, outcome) => {
      const { open, end } = world();
      await open({ emulated: true });
      await end(first, outcome);
      const refusal = await open().catch((error: unknown) => error);
      expect(refusal).toMatchObject({ mend: expect.stringContaining('restart: true') });
      expect((await open({ restart: true })).value).toMatchObject({
        releaseId: second,
        emulated: false,
      });
    },
  );

  it('is not taken up when its run was killed between record and pointer', async () => {
    const { open, objects } = world();
    await open({ emulated: true });
    const records = [...objects.stored].filter(([uri]) => !uri.includes('/commits/'));
    const left = fakeObjects(Object.fromEntries(records.map(([uri, { text }]) => [uri, text])));
    const { clock } = world();
    await expect(openRelease(storeOn(left), request(), same, clock)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const restart = request({ restart: true });
    expect((await openRelease(storeOn(left), restart, same, clock)).value).toMatchObject({
      releaseId: second,
      number: 2,
      emulated: false,
    });
  });
});

describe('two runs that open a release at once', () => {
  it('do not lose one of them: the later one is told of the conflict', async () => {
    const { open, store, releases, clock } = world();
    let reads = 0;
    const late = {
      ...store,
      async readPointer(of: string) {
        const seen = await store.readPointer(of);
        reads += 1;
        if (reads === 2) await open({ release: 'run-7' });
        return seen;
      },
    };
    await expect(
      openRelease(late, request({ release: 'run-8' }), same, clock),
    ).rejects.toMatchObject({ code: 'CONFLICT', exitCode: 5 });
    expect(await releases()).toEqual([first]);
    expect((await open({ release: 'run-8' })).value.releaseId).toBe(second);
  });
});

describe('finding a release', () => {
  it('finds the last of the commit', async () => {
    const { open, end, find } = world();
    await open();
    await end(first, 'promoted');
    await open({}, other);
    expect((await find()).value.releaseId).toBe(second);
  });

  it.each<[string, Partial<OpenRequest>, string]>([
    ['nothing was opened', {}, 'of commit 1a2b3c4d5e6f7a8b'],
    ['the name is wrong', { release: 'birds-1a2b3c4d-9' }, 'birds-1a2b3c4d-9'],
  ])('says how to open one when %s', async (_, change, named) => {
    const { find } = world();
    await expect(find(change)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining(named),
      mend: expect.stringContaining('validate'),
    });
  });
});

describe('a run that is killed while it opens a release', () => {
  const calls = 6;
  const deaths = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((moment) => ({ call, moment })),
  );

  it.each(deaths)('$moment call $call leaves one release, whole', async (death) => {
    const { objects, clock, open, releases } = world();
    const killer = executioner(death);
    const dying = storeOn(killer.watch(objects));
    await openRelease(dying, request(), same, clock).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    expect((await open()).value.releaseId).toBe(first);
    expect(await releases()).toEqual([first]);
    expect((await open()).value.identity).toEqual(same);
  });

  it('is swept over every call that it makes', async () => {
    const { objects, clock } = world();
    const counter = executioner();
    await openRelease(storeOn(counter.watch(objects)), request(), same, clock);
    expect(counter.calls).toBeLessThanOrEqual(calls);
  });
});
