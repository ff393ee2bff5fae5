import { describe, expect, it } from '@jest/globals';
import type { Machine } from '../../src/vertex/serving.ts';
import { describeCost, hourlyCost } from '../../src/vertex/serving-cost.ts';

const machine = (machineType: string, change: Partial<Machine> = {}): Machine => ({
  machineType,
  minReplicaCount: 1,
  maxReplicaCount: 1,
  ...change,
});

describe('what machines cost', () => {
  // As quoted from the tables of cloud.google.com/vertex-ai/pricing for us-central1 in September 2026,
  // each in USD for a node and hour, with the digits that were quoted.
  it.each([
    ['n1-standard-2', 0.1095, 3],
    ['n1-standard-4', 0.21849885, 8],
    ['n1-standard-4', 0.219, 2],
    ['e2-standard-2', 0.0770564, 7],
  ])('is what Google asks for %s: %d', (machineType, price, digits) => {
    expect(hourlyCost(machine(machineType))).toMatchObject({
      kind: 'known',
      least: expect.closeTo(price, digits),
    });
  });

  it('grows with replicas and accelerators', () => {
    const one = hourlyCost(machine('n1-standard-4'));
    const asked = machine('n1-standard-4', {
      minReplicaCount: 2,
      maxReplicaCount: 3,
      accelerator: { type: 'NVIDIA_TESLA_T4', count: 2 },
    });
    const many = hourlyCost(asked);
    if (one.kind !== 'known' || many.kind !== 'known') throw new Error('both have a price');
    expect(many.least).toBeCloseTo(2 * (one.least + 0.805), 10);
    expect(many.most).toBeCloseTo(3 * (one.least + 0.805), 10);
  });

  it.each<[string, Machine, string]>([
    ['a machine', machine('a2-highgpu-1g'), 'a2-highgpu-1g'],
    ['a size that is not sold', machine('n1-standard-3'), 'n1-standard-3'],
    ['a family without a list', machine('e2-highmem-2'), 'e2-highmem-2'],
    ['a name of an object', machine('constructor-x'), 'constructor-x'],
    [
      'an accelerator',
      machine('n1-standard-2', { accelerator: { type: 'NVIDIA_H100_80GB', count: 1 } }),
      'NVIDIA_H100_80GB',
    ],
  ])('is never guessed: %s', (_, asked, of) => {
    expect(hourlyCost(asked)).toEqual({ kind: 'unknown', of });
    expect(describeCost(asked, 'us-central1')).toBe(
      `unknown: no price of ${of} in the list of 2026-09-08`,
    );
  });

  it('is told as an estimate with its day and region', () => {
    const list = 'estimate: list prices of us-central1 on 2026-09-08';
    expect(describeCost(machine('n1-standard-4'), 'us-central1')).toBe(
      `about 0.22 USD an hour (${list})`,
    );
    expect(describeCost(machine('n1-standard-4', { maxReplicaCount: 2 }), 'europe-west4')).toBe(
      `about 0.22 to 0.44 USD an hour (${list}; europe-west4 may differ)`,
    );
    expect(describeCost(machine('n1-standard-4', { spot: true }), 'us-central1')).toBe(
      `less than 0.22 USD an hour (${list})`,
    );
  });
});
