import { describe, expect, it } from '@jest/globals';
import { emptyLedger, formatLedger } from '../../../src/canary/ledger.ts';
import { leaseMs } from '../../../src/canary/lease.ts';
import { ledgerUri, openLedger } from '../../../src/steps/canary-promote/ledger-store.ts';
import type { Objects } from '../../../src/ports/objects.ts';
import { canaryRun } from '../../canary/canary-runs.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeObjects } from '../../support/fake-objects.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/birds';
const uri = ledgerUri('releases', 'birds', 'birds');
const clock = fakeClock();

function open(objects: Objects, runner = 'one') {
  return openLedger({ objects, clock, host: fakeHost(runner) }, uri, endpoint);
}

const held = { ...emptyLedger(endpoint), active: canaryRun() };

function leased(owner: string) {
  return { ...held, lease: { owner, expiresAt: clock.now() + leaseMs } };
}

describe('a stored ledger', () => {
  it('is empty until it is saved', async () => {
    const objects = fakeObjects();
    const store = await open(objects);
    expect(store.ledger).toEqual(emptyLedger(endpoint));
    await store.save(held);
    expect((await open(objects)).ledger).toEqual(leased('one'));
  });

  it('is not written over what another runner wrote, who is named', async () => {
    const objects = fakeObjects();
    const [one, other] = [await open(objects), await open(objects)];
    await other.save(held);
    await expect(one.save(emptyLedger(endpoint))).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'another runner, for release birds-1a2b3c4d-1, wrote the ledger of endpoint birds meanwhile',
    });
    await one.refresh();
    expect(one.ledger).toEqual(leased('one'));
  });

  it('finds its own write when the answer was lost', async () => {
    const objects = fakeObjects();
    const lossy = {
      ...objects,
      async write(...args: Parameters<typeof objects.write>) {
        await objects.write(...args);
        return await objects.write(...args);
      },
    };
    const store = await open(lossy);
    await store.save(held);
    expect(store.ledger).toEqual(leased('one'));
  });

  it('of another version is refused', async () => {
    const text = formatLedger(held).replace('vertex-release/v1', 'vertex-release/v9');
    const objects = fakeObjects({ [uri]: text });
    await expect(open(objects)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
    });
  });

  it('of another endpoint is refused', async () => {
    const text = formatLedger({ ...held, endpoint: `${endpoint}-of-others` });
    await expect(open(fakeObjects({ [uri]: text }))).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
    });
  });

  it('names projects by id or by number', async () => {
    const numbered = endpoint.replace('acme', '123456789012');
    const text = formatLedger({ ...held, endpoint: numbered });
    expect((await open(fakeObjects({ [uri]: text }))).ledger.active).toBeDefined();
  });
});

describe('the lease of a ledger', () => {
  it('keeps others from writing until it lapses', async () => {
    const objects = fakeObjects();
    await (await open(objects, 'one')).save(held);
    const other = await open(objects, 'other');
    expect(other.holder()).toEqual(leased('one').lease);
    await expect(other.save(held)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('one is at work on endpoint birds'),
    });
    clock.advance(leaseMs);
    expect(other.holder()).toBeUndefined();
    await other.save(held);
    expect(other.ledger.lease?.owner).toBe('other');
  });

  it('is renewed by its runner once a third of it is over, and given back', async () => {
    const objects = fakeObjects();
    const store = await open(objects, 'one');
    await store.save(held);
    const generation = objects.stored.get(uri)?.generation;
    await store.renew();
    expect(objects.stored.get(uri)?.generation).toBe(generation);
    clock.advance(leaseMs / 2);
    await store.renew();
    expect(store.ledger.lease?.expiresAt).toBe(clock.now() + leaseMs);
    await store.release();
    expect((await open(objects, 'other')).holder()).toBeUndefined();
  });

  it('is lost to who seizes it: the runner before cannot write any more', async () => {
    const objects = fakeObjects();
    const one = await open(objects, 'one');
    await one.save(held);
    const other = await open(objects, 'other');
    await other.seize();
    await expect(one.save(held)).rejects.toMatchObject({ code: 'CONFLICT' });
    await one.refresh();
    expect(one.holder()?.owner).toBe('other');
    await expect(one.renew()).resolves.toBeUndefined();
    expect(one.ledger.lease?.owner).toBe('other');
  });

  it('is not kept by a release that is over', async () => {
    const objects = fakeObjects();
    const store = await open(objects, 'one');
    await store.save(held);
    await store.save(emptyLedger(endpoint));
    expect(store.ledger.lease).toBeUndefined();
  });

  it('stays with its runner when a guest writes', async () => {
    const objects = fakeObjects();
    await (await open(objects, 'one')).save(held);
    const guest = await open(objects, 'guest');
    await guest.annotate({ ...guest.ledger, finished: [] });
    expect((await open(objects, 'other')).holder()?.owner).toBe('one');
  });
});
