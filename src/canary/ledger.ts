import { z } from 'zod';
import { parseState, recordVersion } from '../release/record.ts';
import type { JsonObject } from '../release/json.ts';
import { outcomes } from '../release/outcome.ts';
import { ReleaseError } from '../errors/error.ts';
import { canaryRun } from './canary-run.ts';
import { lease } from './lease.ts';

/** Finished releases that a ledger remembers. */
const keptSummaries = 20;

const time = z.int();
const version = z.object({ deployedModelId: z.string(), model: z.string(), versionId: z.string() });
const split = z.record(z.string(), z.int());
const evidence = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

/** How a release ended on this endpoint. */
const finishedRun = z.object({
  releaseId: z.string(),
  outcome: z.enum(outcomes),
  reason: z.string(),
  startedAt: time,
  endedAt: time,
  /** Absent when the endpoint served nothing before. */
  champion: version.optional(),
  challenger: version,
  recordedSplit: split,
  finalSplit: split,
  /** Challenger's requests in the settled windows. */
  exposedRequests: z.int(),
  logEvidence: z.number(),
  shifts: z.array(z.object({ percent: z.int(), at: time, split })),
  /** What the result of the step carries; of the latest release only. */
  evidence: evidence.optional(),
});

/** The first model of an endpoint is being deployed. */
const bootstrap = z.object({
  releaseId: z.string(),
  startedAt: time,
  challenger: version,
  operation: z.string().optional(),
});

const canaryLedger = z.object({
  apiVersion: z.literal(recordVersion),
  kind: z.literal('CanaryLedger'),
  /** Full resource name. */
  endpoint: z.string(),
  /** Who works on it now. */
  lease: lease.optional(),
  bootstrap: bootstrap.optional(),
  active: canaryRun.optional(),
  /** Oldest first. */
  finished: z.array(finishedRun),
});

export type FinishedRun = z.infer<typeof finishedRun>;
export type Bootstrap = z.infer<typeof bootstrap>;
export type CanaryLedger = z.infer<typeof canaryLedger>;

export function emptyLedger(endpoint: string): CanaryLedger {
  return { apiVersion: recordVersion, kind: 'CanaryLedger', endpoint, finished: [] };
}

/** @throws ReleaseError STATE_CORRUPT when the text is not a ledger of this version and endpoint. */
export function parseLedger(text: string, where: string, endpoint?: string): CanaryLedger {
  const ledger = parseState(canaryLedger, text, where);
  if (endpoint === undefined || isSameEndpoint(ledger.endpoint, endpoint)) return ledger;
  throw new ReleaseError(
    'STATE_CORRUPT',
    `${where} is the ledger of ${ledger.endpoint}, not of ${endpoint}`,
  );
}

/** Vertex AI names a project by its number in answers, people by its id. */
function isSameEndpoint(a: string, b: string): boolean {
  return a.replace(/^projects\/[^/]+/, '') === b.replace(/^projects\/[^/]+/, '');
}

export function formatLedger(ledger: CanaryLedger): string {
  return `${JSON.stringify(ledger)}\n`;
}

/** The release that holds the endpoint, if one does. */
export function activeRelease(ledger: CanaryLedger): string | undefined {
  return ledger.active?.releaseId ?? ledger.bootstrap?.releaseId;
}

/** The ledger with nobody active and this release remembered. */
export function finishRelease(ledger: CanaryLedger, summary: FinishedRun): CanaryLedger {
  const { active: _, bootstrap: __, ...rest } = ledger;
  const others = ledger.finished
    .filter(({ releaseId }) => releaseId !== summary.releaseId)
    .map(({ evidence: ___, ...other }) => other);
  return { ...rest, finished: [...others, summary].slice(-keptSummaries) };
}

/** How this release ended here, if it did. */
export function findFinished(ledger: CanaryLedger, releaseId: string): FinishedRun | undefined {
  return ledger.finished.find((finished) => finished.releaseId === releaseId);
}
