import { toReleaseError } from '../errors/error.ts';
import { isoTime } from '../ports/clock.ts';
import type { NamedFile, Ports } from '../ports/ports.ts';
import type { Outcome } from '../release/outcome.ts';
import { recordVersion, type ReleaseRecord } from '../release/record.ts';
import { formatReleaseId, shortCommit } from '../release/release-id.ts';
import type { StepName } from '../release/step-name.ts';
import { exitCodeOf, type StepResult } from '../release/step-result.ts';
import {
  findRelease,
  type Identity,
  isOver,
  openRelease,
  type OpenRequest,
} from './open-release.ts';
import type { PreparedStep } from './program.ts';
import { type RecordStore, recordStore, type Versioned } from './record-store.ts';
import { releaseOnEndpoint } from './release-on-endpoint.ts';
import { forgetfulJournal, releaseJournal } from './release-journal.ts';

/** Where and how steps run. */
export interface Surroundings {
  ports: Ports;
  emulated: boolean;
  signal: AbortSignal;
  namedFiles: readonly NamedFile[];
  /** Folder for the copies of records. */
  folder: string;
  /** What training depends on; asked only by a step that may open a release. */
  identity(): Promise<Identity>;
}

export interface StepReport {
  step: StepName;
  release: string;
  result: StepResult;
  exitCode: number;
  record: ReleaseRecord;
}

/** The steps that open a release when there is none to go on with. */
const openers: readonly StepName[] = ['validate', 'train'];

/**
 * Runs one step on its release: opens or finds it, skips what is done, keeps the record, and turns
 * what the step answers into a report.
 * @throws ReleaseError what the step throws, once it stands in the record.
 */
export async function runStep(
  prepared: PreparedStep,
  surroundings: Surroundings,
): Promise<StepReport> {
  const { ports, emulated, signal, namedFiles } = surroundings;
  const store = storeOf(prepared, surroundings);
  const opened = await open(prepared, store, surroundings);
  const settled = settledResult(prepared, opened.value);
  if (settled !== undefined) {
    ports.host.phase(`${prepared.name}: ${settled.summary}`);
    return report(prepared.name, settled, opened.value);
  }
  const context = { ports, emulated, signal, namedFiles };
  if (prepared.shared.dryRun || isOfNoRelease(prepared)) {
    const journal = forgetfulJournal(opened.value);
    return report(prepared.name, await prepared.run({ ...context, journal }), opened.value);
  }
  const claimed = await prepared.claim({ ...context, journal: forgetfulJournal(opened.value) });
  if (claimed !== undefined) return report(prepared.name, claimed, opened.value);
  const journal = releaseJournal(store, opened, ports.clock);
  await journal.begin(prepared.name);
  let result: StepResult;
  try {
    result = await prepared.run({ ...context, journal });
  } catch (thrown) {
    const error = toReleaseError(thrown);
    await journal.fail(prepared.name, error).catch((cause: unknown) => {
      ports.host.warn(`the record could not be written: ${toReleaseError(cause).message}`);
    });
    throw error;
  }
  await journal.end(prepared.name, result);
  return report(prepared.name, result, journal.record);
}

/** Keys and values of a step's outputs, those that every step has included. */
export function outputsOf({
  result,
  record,
}: StepReport): Record<string, string | number | boolean> {
  return {
    ...result.outputs,
    release: record.releaseId,
    verdict: result.verdict,
    state: result.state,
    outcome: record.outcome ?? '',
    emulated: record.emulated,
  };
}

function storeOf({ shared }: PreparedStep, { ports, folder }: Surroundings): RecordStore {
  const { objects, files } = ports;
  return recordStore({ objects, files, bucket: shared.bucket, model: shared.model, folder });
}

async function open(
  prepared: PreparedStep,
  store: RecordStore,
  { ports, emulated, identity }: Surroundings,
): Promise<Versioned<ReleaseRecord>> {
  const asked = isAskedFor(prepared) ? await releaseOnEndpoint(prepared, ports) : undefined;
  const request: OpenRequest = {
    model: prepared.shared.model,
    release: prepared.shared.release ?? asked,
    restart: prepared.inputs['restart'] === true,
    emulated,
    host: ports.host,
  };
  const needsNone = prepared.inputs['operation'] === 'reconcile' || isLookingOnly(prepared);
  if (isCleaning(prepared)) return { value: imagined(request, ports), generation: '' };
  if (needsNone && asked === undefined && prepared.shared.release === undefined) {
    return { value: imagined(request, ports), generation: '' };
  }
  const opens = openers.includes(prepared.name);
  if (!opens) return await findRelease(store, request);
  const { dryRun, release } = prepared.shared;
  if (dryRun && release === undefined && ports.host.commit === undefined) {
    return { value: imagined(request, ports), generation: '' };
  }
  const into = dryRun ? unwritten(store) : store;
  const opened = await openRelease(into, request, await identity(), ports.clock);
  ports.host.debug(`release ${opened.value.releaseId}`);
  return opened;
}

/** A store to plan with: it reads, and what is written to it is gone. */
function unwritten(store: RecordStore): RecordStore {
  return { ...store, writeRecord: async () => '', writePointer: async () => '' };
}

/** The record that a dry run plans with when no commit is known. It is never written. */
function imagined({ model, emulated, host }: OpenRequest, { clock }: Ports): ReleaseRecord {
  const now = isoTime(clock.now());
  const commit = host.commit ?? '00000000';
  return {
    apiVersion: recordVersion,
    kind: 'ReleaseRecord',
    releaseId: formatReleaseId({ model, commit8: shortCommit(commit), number: 1 }),
    model,
    commit,
    number: 1,
    emulated,
    identity: {},
    openedAt: now,
    updatedAt: now,
    host: { name: host.name },
    steps: {},
  };
}

/** What a step that has nothing left to do answers; undefined when there is something to do. */
function settledResult(prepared: PreparedStep, record: ReleaseRecord): StepResult | undefined {
  if (isAskedFor(prepared)) return undefined;
  const { outcome } = record;
  if (isOver(record) && outcome !== undefined) {
    return {
      verdict: verdictOf(outcome),
      state: 'done',
      summary: `release ${record.releaseId} is over already: ${outcome}`,
      outputs: record.steps[prepared.name]?.outputs ?? {},
    };
  }
  const done = record.steps[prepared.name];
  if (done?.state !== 'done' || done.verdict === undefined || prepared.shared.dryRun) {
    return undefined;
  }
  return {
    verdict: done.verdict,
    state: 'done',
    summary: `done already: ${done.summary ?? done.verdict}`,
    outputs: done.outputs,
  };
}

/** Judges and changes nothing. */
function isLookingOnly({ inputs }: PreparedStep): boolean {
  return inputs['operation'] === 'observe' || inputs['operation'] === 'replay';
}

/** Removes what earlier releases left. */
function isCleaning({ inputs }: PreparedStep): boolean {
  return inputs['mode'] === 'clean';
}

/** Nothing of it goes into a record. */
function isOfNoRelease(prepared: PreparedStep): boolean {
  return isLookingOnly(prepared) || isCleaning(prepared);
}

/** Something other than the step in its turn was asked for: that runs whatever the record says. */
function isAskedFor({ inputs }: PreparedStep): boolean {
  const operation = inputs['operation'];
  return operation !== undefined && operation !== 'run';
}

function verdictOf(outcome: Outcome): StepResult['verdict'] {
  if (outcome === 'promoted' || outcome === 'bootstrapped') return 'pass';
  return outcome === 'failed' ? 'error' : 'fail';
}

function report(step: StepName, result: StepResult, record: ReleaseRecord): StepReport {
  return { step, release: record.releaseId, result, exitCode: exitCodeOf(result), record };
}
