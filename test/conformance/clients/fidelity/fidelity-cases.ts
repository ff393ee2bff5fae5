import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Absent, type Case } from '../../harness/case.ts';
import { root } from '../../sources/repository.ts';
import type { Run } from '../cases.ts';
import { withFidelityTable } from './fidelity-table.ts';
import { readVerified, type Verified, verifiedBy, writeVerified } from './verified.ts';

const page = join(root, 'docs/embedded-vertex.md');

/** That the table of `docs/embedded-vertex.md` says what was found; the columns of absent clients stay. */
export function fidelityCases(
  runs: readonly Run[],
  { rewrite }: { rewrite: boolean },
): readonly Case[] {
  return [
    {
      name: 'fidelity: the table says what the clients found',
      async run() {
        const found = await verifiedNow(runs, readVerified());
        if (rewrite) write(found);
        return [...differences(readVerified(), found), ...staleness()];
      },
    },
  ];
}

async function verifiedNow(runs: readonly Run[], before: Verified): Promise<Verified> {
  const columns: [string, unknown][] = [];
  for (const { client, findings } of runs) columns.push([client, await column(findings)]);
  const present = columns.filter(([, verified]) => verified !== undefined);
  return { ...before, ...Object.fromEntries(present) };
}

async function column(findings: Run['findings']) {
  try {
    return verifiedBy(await findings());
  } catch (thrown) {
    if (thrown instanceof Absent) return undefined;
    throw thrown;
  }
}

function write(verified: Verified): void {
  writeVerified(verified);
  writeFileSync(page, withFidelityTable(readFileSync(page, 'utf8'), verified));
}

function differences(told: Verified, found: Verified): readonly string[] {
  return Object.entries(found).flatMap(([client, ids]) => {
    const before = told[client as keyof Verified];
    const gone = before.filter((id) => !ids.includes(id));
    const come = ids.filter((id) => !before.includes(id));
    return [
      ...gone.map((id) => `${client} does not verify "${id}" any more`),
      ...come.map((id) => `${client} verifies "${id}": add --write to say so`),
    ];
  });
}

function staleness(): readonly string[] {
  const text = readFileSync(page, 'utf8');
  if (withFidelityTable(text, readVerified()) === text) return [];
  return ['docs/embedded-vertex.md is stale: add --write'];
}
