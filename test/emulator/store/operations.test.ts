import { describe, expect, it } from '@jest/globals';
import { createStore, type Store } from '../../../src/emulator/store/store.ts';
import type { Schedule } from '../../../src/emulator/store/operations.ts';
import { ApiError } from '../../../src/emulator/wire/api-error.ts';
import { TestClock } from '../harness.ts';
import { Folder } from './folder.ts';

const spec = {
  parent: 'projects/1/locations/l/things/t',
  responseType: 'google.cloud.aiplatform.v1.Endpoint',
  metadataType: 'google.cloud.aiplatform.v1.CreateEndpointOperationMetadata',
};

function open(options: { schedule?: Schedule; folder?: Folder } = {}): Store {
  const { schedule, folder } = options;
  return createStore({
    clock: new TestClock(),
    ...(schedule === undefined ? {} : { schedule }),
    ...(folder === undefined ? {} : { dataDir: folder.path }),
  });
}

interface Thing {
  id: string;
}

/** Work that makes a thing, in two steps of which the second may be refused. */
function defineMake(store: Store): { things: () => Thing[] } {
  const things = store.openTable<Thing>('things');
  store.operations.defineImmediate<Thing>('make', ({ id }) => {
    things.put(id, { id });
    if (id === 'refused') throw new ApiError('ALREADY_EXISTS', 'no');
    things.put(`${id}-2`, { id: `${id}-2` });
    return { name: id };
  });
  return { things: () => things.list('') };
}

const whole = AbortSignal.timeout(60_000);

describe('an immediate operation', () => {
  it('is over when it starts', () => {
    const store = open();
    const { things } = defineMake(store);
    const operation = store.operations.start(spec, 'make', { id: 'a' });
    expect(operation).toMatchObject({ done: true, response: { name: 'a' } });
    expect(operation.name).toMatch(/^projects\/1\/locations\/l\/things\/t\/operations\/\d{19}$/);
    expect(things()).toEqual([{ id: 'a' }, { id: 'a-2' }]);
    expect(store.operations.running(spec.parent)).toEqual([]);
  });

  it('that is refused changes nothing', () => {
    const store = open();
    const { things } = defineMake(store);
    const operation = store.operations.start(spec, 'make', { id: 'refused' });
    expect(operation).toMatchObject({ done: true, error: { code: 6, message: 'no' } });
    expect(things()).toEqual([]);
  });

  it('that the schedule delays changes something when the delay is over', async () => {
    const store = open({ schedule: () => ({ delayMs: 20 }) });
    const { things } = defineMake(store);
    const { name, done } = store.operations.start(spec, 'make', { id: 'a' });
    expect([done, things()]).toEqual([false, []]);
    expect(store.operations.running(spec.parent)).toEqual([name]);
    const after = await store.operations.wait(name, 60_000, whole);
    expect(after).toMatchObject({ done: true, response: { name: 'a' } });
    expect(things()).toHaveLength(2);
  });

  it.each([0, 20])('that the schedule makes fail after %d ms changes nothing', async (delayMs) => {
    const error = { code: 14, message: 'later' };
    const schedule: Schedule = ({ kind, parent }) => {
      expect([kind, parent]).toEqual(['make', spec.parent]);
      return { delayMs, error };
    };
    const store = open({ schedule });
    const { things } = defineMake(store);
    const { name } = store.operations.start(spec, 'make', { id: 'a' });
    expect(await store.operations.wait(name, 60_000, whole)).toMatchObject({ done: true, error });
    expect(things()).toEqual([]);
  });

  it('that is delayed can be cancelled', async () => {
    const store = open({ schedule: () => ({ delayMs: 1_000_000 }) });
    const { things } = defineMake(store);
    const { name } = store.operations.start(spec, 'make', { id: 'a' });
    store.operations.cancel(name);
    const after = await store.operations.wait(name, 60_000, whole);
    expect(after).toMatchObject({ done: true, error: { code: 1 } });
    expect(things()).toEqual([]);
  });
});

describe('a lasting operation', () => {
  it('is begun when it is kept, not before', () => {
    const store = open();
    let isBegun = false;
    store.operations.define('last', async () => {
      isBegun = true;
      return {};
    });
    store.transactions.run(() => {
      store.operations.start(spec, 'last', {});
      expect(isBegun).toBe(false);
    });
    expect(isBegun).toBe(true);
  });

  it('that was taken back is never begun', () => {
    const store = open();
    store.operations.define('last', () => Promise.reject(new Error('was begun')));
    const refused = (): void =>
      store.transactions.run(() => {
        store.operations.start(spec, 'last', {});
        throw new Error('no');
      });
    expect(refused).toThrow('no');
    expect(store.operations.list(spec.parent)).toEqual([]);
    expect(store.operations.running(spec.parent)).toEqual([]);
  });

  it('is begun again by a later process, with its input, until it ends', async () => {
    using folder = new Folder();
    const first = open({ folder });
    first.operations.define<Thing>(
      'last',
      (_input, { report, signal }) =>
        new Promise((_resolve, reject) => {
          report({ deploymentStage: 'FINISHING_UP' });
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    );
    const { name } = first.operations.start(spec, 'last', { id: 'a' });
    await first.operations.suspend();
    first.close();

    const second = open({ folder });
    expect(second.operations.get(name)).toMatchObject({
      done: false,
      metadata: { deploymentStage: 'FINISHING_UP' },
    });
    second.operations.define<Thing>('last', async ({ id }) => ({ name: id }));
    second.operations.resume();
    await second.operations.wait(name, 60_000, whole);
    second.close();

    const third = open({ folder });
    third.operations.define('last', () => Promise.reject(new Error('was begun again')));
    third.operations.resume();
    expect(third.operations.get(name)).toMatchObject({ done: true, response: { name: 'a' } });
    expect(third.operations.running(spec.parent)).toEqual([]);
    third.close();
  });

  it('whose delay was not over waits for the rest of it in a later process', async () => {
    using folder = new Folder();
    const first = open({ folder, schedule: () => ({ delayMs: 40 }) });
    defineMake(first);
    const { name } = first.operations.start(spec, 'make', { id: 'a' });
    await first.operations.suspend();
    first.close();
    const second = open({ folder });
    const { things } = defineMake(second);
    expect(things()).toEqual([]);
    second.operations.resume();
    expect(things()).toEqual([]);
    expect(await second.operations.wait(name, 60_000, whole)).toMatchObject({ done: true });
    expect(things()).toHaveLength(2);
    second.close();
  });

  it('that nobody knows any more fails', async () => {
    using folder = new Folder();
    const first = open({ folder });
    first.operations.define('old', (_input, { signal }) => {
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject()));
    });
    const { name } = first.operations.start(spec, 'old', {});
    await first.operations.suspend();
    first.close();
    const second = open({ folder });
    second.operations.resume();
    expect(await second.operations.wait(name, 60_000, whole)).toMatchObject({
      done: true,
      error: { code: 13, message: expect.stringContaining('"old"') },
    });
    second.close();
  });
});
