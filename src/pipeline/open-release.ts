import { ReleaseError } from '../errors/error.ts';
import { type Clock, isoTime } from '../ports/clock.ts';
import type { Host } from '../ports/host.ts';
import { isFinal } from '../release/outcome.ts';
import { recordVersion, type ReleaseRecord } from '../release/record.ts';
import { formatReleaseId, shortCommit } from '../release/release-id.ts';
import type { CommitPointer, RecordStore, Versioned } from './record-store.ts';

/** Digests of what training depends on, by name. */
export type Identity = Readonly<Record<string, string>>;

export interface OpenRequest {
  model: string;
  /** Release id, or the key of a scheduled run; undefined: by commit. */
  release: string | undefined;
  restart: boolean;
  emulated: boolean;
  host: Host;
}

/**
 * The release that a train's first step works on: the unfinished one of this commit; a new one
 * when there is none, when the last one is over and training would differ, or when asked for; else
 * the finished one, which its caller then answers with.
 */
export async function openRelease(
  store: RecordStore,
  request: OpenRequest,
  identity: Identity,
  clock: Clock,
): Promise<Versioned<ReleaseRecord>> {
  if (request.release !== undefined) {
    const named = await findNamed(store, request);
    if (named !== undefined && goesOnWith(named.value, request)) return named;
  }
  const commit = commitOf(request);
  const pointer = await store.readPointer(commit);
  const releases = pointer?.value.releases ?? [];
  const last = releases.at(-1);
  const latest = last === undefined ? undefined : await store.readRecord(last.releaseId);
  if (latest !== undefined && request.release === undefined) {
    const isSame = !isOver(latest.value) || equalIdentity(latest.value.identity, identity);
    if (goesOnWith(latest.value, request) && isSame) return latest;
  }
  const created = await createRecord(store, request, commit, releases.length + 1, identity, clock);
  await addToPointer(store, commit, pointer, created.value.releaseId, request.release);
  return created;
}

/** The release that a later step goes on with. @throws ReleaseError INPUT_INVALID when there is none. */
export async function findRelease(
  store: RecordStore,
  request: OpenRequest,
): Promise<Versioned<ReleaseRecord>> {
  const found =
    request.release === undefined
      ? await findByCommit(store, request)
      : await findNamed(store, request);
  if (found === undefined) {
    const what = request.release ?? `of commit ${request.host.commit ?? '(unknown)'}`;
    throw new ReleaseError('INPUT_INVALID', `there is no release ${what} of ${request.model}`, {
      mend: 'Run validate or train first: they open a release. Or give its id as release.',
    });
  }
  refuseOtherWorld(found.value, request.emulated);
  return found;
}

/**
 * Whether a release may be gone on with; a restart leaves one that is over, or of the other world.
 * @throws ReleaseError CONFLICT for one of the other world without a restart.
 */
function goesOnWith(record: ReleaseRecord, { restart, emulated }: OpenRequest): boolean {
  if (restart && (isOver(record) || record.emulated !== emulated)) return false;
  refuseOtherWorld(record, emulated);
  return true;
}

export function isOver(record: ReleaseRecord): boolean {
  return isFinal(record.outcome);
}

async function findByCommit(
  store: RecordStore,
  request: OpenRequest,
): Promise<Versioned<ReleaseRecord> | undefined> {
  const pointer = await store.readPointer(commitOf(request));
  const last = pointer?.value.releases.at(-1);
  return last === undefined ? undefined : await store.readRecord(last.releaseId);
}

/** By release id, else by the key that a scheduled run was opened with. */
async function findNamed(
  store: RecordStore,
  request: OpenRequest,
): Promise<Versioned<ReleaseRecord> | undefined> {
  const name = request.release ?? '';
  const byId = await store.readRecord(name);
  if (byId !== undefined || request.host.commit === undefined) return byId;
  const pointer = await store.readPointer(commitOf(request));
  const keyed = pointer?.value.releases.findLast((release) => release.key === name);
  return keyed === undefined ? undefined : await store.readRecord(keyed.releaseId);
}

function commitOf({ host }: OpenRequest): string {
  if (host.commit !== undefined) return host.commit;
  throw new ReleaseError('INPUT_INVALID', 'no commit is known to release', {
    mend: 'Run inside a git working tree, set VERTEX_RELEASE_COMMIT, or give release.',
  });
}

async function createRecord(
  store: RecordStore,
  request: OpenRequest,
  commit: string,
  number: number,
  identity: Identity,
  clock: Clock,
): Promise<Versioned<ReleaseRecord>> {
  const { model, emulated, host } = request;
  const releaseId = formatReleaseId({ model, commit8: shortCommit(commit), number });
  // A run that was killed between record and pointer left the record alone: it is taken up.
  const orphan = await store.readRecord(releaseId);
  if (orphan !== undefined) {
    if (goesOnWith(orphan.value, request)) return orphan;
    return await createRecord(store, request, commit, number + 1, identity, clock);
  }
  const now = isoTime(clock.now());
  const value: ReleaseRecord = {
    apiVersion: recordVersion,
    kind: 'ReleaseRecord',
    releaseId,
    model,
    commit,
    number,
    emulated,
    identity: { ...identity },
    openedAt: now,
    updatedAt: now,
    host: { name: host.name, ...(host.runUrl === undefined ? {} : { runUrl: host.runUrl }) },
    steps: {},
  };
  return { value, generation: await store.writeRecord(value, 'if_absent') };
}

async function addToPointer(
  store: RecordStore,
  commit: string,
  pointer: Versioned<CommitPointer> | undefined,
  releaseId: string,
  key: string | undefined,
): Promise<void> {
  const releases = pointer?.value.releases ?? [];
  const value: CommitPointer = {
    apiVersion: recordVersion,
    kind: 'CommitPointer',
    releases: [...releases, { releaseId, ...(key === undefined ? {} : { key }) }],
  };
  const condition = pointer === undefined ? 'if_absent' : { ifGeneration: pointer.generation };
  await store.writePointer(commit, value, condition);
}

function equalIdentity(a: Identity, b: Identity): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}

/** What ran on the embedded Vertex proves nothing about the real one, nor the other way round. */
function refuseOtherWorld(record: ReleaseRecord, emulated: boolean): void {
  if (record.emulated === emulated) return;
  const was = record.emulated ? 'the embedded Vertex' : 'the real Vertex AI';
  throw new ReleaseError('CONFLICT', `release ${record.releaseId} ran on ${was}`, {
    mend: 'Use a bucket of its own for each, or release again with restart: true.',
  });
}
