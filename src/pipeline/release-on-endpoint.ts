import { activeRelease, parseLedger } from '../canary/ledger.ts';
import type { Ports } from '../ports/ports.ts';
import { ledgerUri } from '../steps/canary-promote/ledger-store.ts';
import { idOf } from '../vertex/resource-name.ts';
import type { PreparedStep } from './program.ts';

/**
 * The release that a person's roll back or promotion is about: the one whose canary holds the
 * endpoint, else the one promoted last. It need not be of the commit at hand.
 */
export async function releaseOnEndpoint(
  { shared, inputs }: PreparedStep,
  { endpoints, objects }: Ports,
): Promise<string | undefined> {
  const { bucket, model, projectId, region } = shared;
  const name = inputs['endpoint'];
  if (bucket === undefined || typeof name !== 'string') return undefined;
  const endpoint = await endpoints.find({ projectId, region }, name);
  if (endpoint === undefined) return undefined;
  const uri = ledgerUri(bucket, model, idOf(endpoint.name));
  const stored = await objects.read(uri);
  if (stored === undefined) return undefined;
  const ledger = parseLedger(stored.text, uri);
  const promoted = ledger.finished.findLast(({ outcome }) => outcome === 'promoted');
  return activeRelease(ledger) ?? promoted?.releaseId;
}
