import { describe, expect, it } from '@jest/globals';
import { emptyLedger, formatLedger } from '../../../src/canary/ledger.ts';
import { ledgerUri, openLedger } from '../../../src/steps/canary-promote/ledger-store.ts';
import { canaryRun } from '../../canary/canary-runs.ts';
import { fakeObjects } from '../../support/fake-objects.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/birds';
const uri = ledgerUri('releases', 'birds', 'birds');
const held = { ...emptyLedger(endpoint), active: canaryRun() };

describe('a stored ledger', () => {
  it('is empty until it is saved', async () => {
    const objects = fakeObjects();
    const store = await openLedger(objects, uri, endpoint);
    expect(store.ledger).toEqual(emptyLedger(endpoint));
    await store.save(held);
    expect((await openLedger(objects, uri, endpoint)).ledger).toEqual(held);
  });

  it('is not written over what another runner wrote, who is named', async () => {
    const objects = fakeObjects();
    const [one, other] = [
      await openLedger(objects, uri, endpoint),
      await openLedger(objects, uri, endpoint),
    ];
    await other.save(held);
    await expect(one.save(emptyLedger(endpoint))).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'another runner, for release birds-1a2b3c4d-1, wrote the ledger of endpoint birds meanwhile',
    });
    await one.refresh();
    expect(one.ledger).toEqual(held);
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
    const store = await openLedger(lossy, uri, endpoint);
    await store.save(held);
    expect(store.ledger).toEqual(held);
  });

  it('of another version is refused', async () => {
    const text = formatLedger(held).replace('vertex-release/v1', 'vertex-release/v9');
    const objects = fakeObjects({ [uri]: text });
    await expect(openLedger(objects, uri, endpoint)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
    });
  });
});
