import { z } from 'zod';
import { type CanaryRun, canaryRun } from '../../canary/canary-run.ts';
import { splitOff } from '../../canary/tally.ts';
import { type WindowRecord, windowRecord } from '../../canary/window.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Objects } from '../../ports/objects.ts';
import { parseState, recordVersion } from '../../release/record.ts';
import type { CanarySession } from './canary-session.ts';

/** Windows that a ledger keeps at least; it is written after each one. */
const keptWindows = 60;

const archivedWindows = z.object({
  apiVersion: z.literal(recordVersion),
  kind: z.literal('CanaryWindows'),
  windows: z.array(windowRecord),
});

const archivedRun = z.object({
  apiVersion: z.literal(recordVersion),
  kind: z.literal('CanaryRun'),
  run: canaryRun,
});

/** `…/endpoints/ENDPOINT_ID/runs/RELEASE_ID/`, beside the ledger. */
function folderOf(ledger: string, releaseId: string): string {
  return `${ledger.slice(0, ledger.lastIndexOf('/'))}/runs/${releaseId}/`;
}

/** The run without its oldest windows, once they are stored; itself while it has few. */
export async function archiveOld(
  { store, context }: CanarySession,
  run: CanaryRun,
): Promise<CanaryRun> {
  const split = splitOff(run, keptWindows);
  if (split === undefined) return run;
  const name = `windows-${String(split.old[0]?.start ?? 0).padStart(15, '0')}.json`;
  const document = { apiVersion: recordVersion, kind: 'CanaryWindows', windows: split.old };
  // The same windows make the same object: a runner that was killed writes it again.
  await context.ports.objects.write(
    folderOf(store.uri, run.releaseId) + name,
    `${JSON.stringify(document)}\n`,
    'any',
  );
  return split.run;
}

/** Stores a run that is over, so that it can be judged again. */
export async function archiveRun({ store, context }: CanarySession, run: CanaryRun): Promise<void> {
  const document = { apiVersion: recordVersion, kind: 'CanaryRun', run };
  const uri = `${folderOf(store.uri, run.releaseId)}run.json`;
  await context.ports.objects.write(uri, `${JSON.stringify(document)}\n`, 'any');
}

/** A run that is over, or the one given, with every window that it ever had. */
export async function readWhole(
  objects: Objects,
  ledger: string,
  releaseId: string,
  active: CanaryRun | undefined,
): Promise<CanaryRun> {
  const folder = folderOf(ledger, releaseId);
  const run = active ?? (await readRun(objects, `${folder}run.json`));
  const chunks = await objects.list(`${folder}windows-`);
  const known = new Map<number, WindowRecord>();
  for (const uri of chunks) {
    const text = (await objects.read(uri))?.text ?? '';
    for (const window of parseState(archivedWindows, text, uri).windows) {
      known.set(window.start, window);
    }
  }
  for (const window of run.windows) known.set(window.start, window);
  const windows = [...known.values()].toSorted((a, b) => a.start - b.start);
  return { ...run, windows, earlier: [] };
}

async function readRun(objects: Objects, uri: string): Promise<CanaryRun> {
  const stored = await objects.read(uri);
  if (stored !== undefined) return parseState(archivedRun, stored.text, uri).run;
  throw new ReleaseError('RESOURCE_NOT_FOUND', `no canary is stored at ${uri}`, {
    mend: 'Give the release of a canary that has run on this endpoint.',
  });
}
