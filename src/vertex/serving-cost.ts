import type { Machine } from './serving.ts';

/** Where and when the prices were read, and for which region. */
export const priceList = {
  source: 'https://cloud.google.com/vertex-ai/pricing',
  date: '2026-09-08',
  region: 'us-central1',
} as const;

/** USD an hour. Machines of N1 are sold by vCPU and GiB, those of E2 standard in one proportion. */
const n1 = { vcpu: 0.03635265, gib: 0.00487255 };
const e2StandardVcpu = 0.0770564 / 2;
const gibPerN1Vcpu: Readonly<Record<string, number>> = {
  standard: 3.75,
  highmem: 6.5,
  highcpu: 0.9,
};
const sizes: readonly number[] = [2, 4, 8, 16, 32];

/**
 * USD an hour for each. Derived: Vertex AI asks for 1.15 times what Compute Engine does (on the day of
 * the list 0.35 and 2.48), as it does for N1 and E2.
 */
const accelerators: Readonly<Record<string, number>> = {
  NVIDIA_TESLA_T4: 0.4025,
  NVIDIA_TESLA_V100: 2.852,
};

/** What machines cost, in USD an hour: an estimate from list prices, never a guess. */
export type HourlyCost =
  /** With the least and with the most replicas. */
  | { kind: 'known'; least: number; most: number }
  /** `of` is what has no price in the list. */
  | { kind: 'unknown'; of: string };

export function hourlyCost(machine: Machine): HourlyCost {
  const node = priceOfMachine(machine.machineType);
  if (node === undefined) return { kind: 'unknown', of: machine.machineType };
  const { accelerator = { type: '', count: 0 } } = machine;
  const each = accelerator.count === 0 ? 0 : priceOfAccelerator(accelerator.type);
  if (each === undefined) return { kind: 'unknown', of: accelerator.type };
  const replica = node + each * accelerator.count;
  return {
    kind: 'known',
    least: replica * machine.minReplicaCount,
    most: replica * machine.maxReplicaCount,
  };
}

/** `about 0.11 to 0.22 USD an hour (…)`, for machines in a region. */
export function describeCost(machine: Machine, region: string): string {
  const cost = hourlyCost(machine);
  if (cost.kind === 'unknown')
    return `unknown: no price of ${cost.of} in the list of ${priceList.date}`;
  const least = formatUsd(cost.least);
  const most = formatUsd(cost.most);
  const range = least === most ? most : `${least} to ${most}`;
  const about = machine.spot === true ? `less than ${most}` : `about ${range}`;
  const elsewhere = region === priceList.region ? '' : `; ${region} may differ`;
  return `${about} USD an hour (estimate: list prices of ${priceList.region} on ${priceList.date}${elsewhere})`;
}

/** Undefined for what is not in the list. */
function priceOfMachine(machineType: string): number | undefined {
  const [, family = '', kind = '', size = ''] =
    /^(n1|e2)-(standard|highmem|highcpu)-(\d+)$/.exec(machineType) ?? [];
  const vcpus = Number(size);
  if (!sizes.includes(vcpus)) return undefined;
  if (family === 'e2') return kind === 'standard' ? vcpus * e2StandardVcpu : undefined;
  return vcpus * (n1.vcpu + (gibPerN1Vcpu[kind] ?? 0) * n1.gib);
}

function priceOfAccelerator(type: string): number | undefined {
  return Object.hasOwn(accelerators, type) ? accelerators[type] : undefined;
}

function formatUsd(amount: number): string {
  return amount.toFixed(2);
}
