import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientName, Findings } from '../client.ts';
import { steps } from '../steps.ts';
import { type BehaviourId, behaviours } from './behaviours.ts';

/** The behaviours that every client was found to verify, in the order of the table. */
export type Verified = Readonly<Record<ClientName, readonly BehaviourId[]>>;

const file = join(import.meta.dirname, 'verified.json');

/** As the file has it: a line for each, so that changes are read one by one. */
type Lines = Readonly<Record<ClientName, Readonly<Record<BehaviourId, true>>>>;

export function readVerified(): Verified {
  const lines = JSON.parse(readFileSync(file, 'utf8')) as Lines;
  const columns = Object.entries(lines).map(([client, ids]) => [client, Object.keys(ids)]);
  return Object.fromEntries(columns) as Verified;
}

export function writeVerified(verified: Verified): void {
  const lines = Object.entries(verified).map(([client, ids]) => [
    client,
    Object.fromEntries(ids.map((id) => [id, true])),
  ]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(lines), undefined, 2)}\n`);
}

/** Behaviours that a client has steps for, all of which went well. */
export function verifiedBy(findings: Findings): readonly BehaviourId[] {
  const taken = [...findings].map(([step, problem]) => ({
    behaviours: steps[step].behaviours as readonly BehaviourId[],
    isFine: problem === undefined,
  }));
  return (Object.keys(behaviours) as BehaviourId[]).filter((id) => {
    const about = taken.filter((step) => step.behaviours.includes(id));
    return about.length > 0 && about.every(({ isFine }) => isFine);
  });
}
