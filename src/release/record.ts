import { z } from 'zod';
import { ReleaseError } from '../errors/error.ts';
import type { Json, JsonObject } from './json.ts';
import { deepestJson, depthOfJson } from './json-depth.ts';
import { outcomes } from './outcome.ts';
import { stepNames } from './step-name.ts';
import { verdicts } from './verdict.ts';

export const recordVersion = 'vertex-release/v1';

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), jsonObject]),
);
const jsonObject: z.ZodType<JsonObject> = z.lazy(() => z.record(z.string(), json));

/** Folders and objects are named after it, so it must not lead out of theirs. */
export const releaseIdText = z.string().regex(/^(?!\.)[^/\\\0]{1,256}$/);

const stepRecord = z.object({
  state: z.enum(['running', 'done', 'planned', 'in_progress', 'held', 'failed']),
  verdict: z.enum(verdicts).optional(),
  summary: z.string().optional(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  /** How often the step was begun; more than one after a crash or a re-run. */
  attempts: z.int().min(1),
  /** What a killed step needs to find its own work again: names of jobs and operations, intents. */
  progress: jsonObject,
  outputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  evidence: jsonObject.optional(),
});

const releaseRecord = z.object({
  apiVersion: z.literal(recordVersion),
  kind: z.literal('ReleaseRecord'),
  releaseId: releaseIdText,
  model: z.string(),
  commit: z.string(),
  number: z.int().min(1),
  /** True when any of it ran on the embedded Vertex: such a record promotes nothing real. */
  emulated: z.boolean(),
  /** Digests of what training depends on. Another identity at the same commit is another release. */
  identity: z.record(z.string(), z.string()),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  host: z.object({ name: z.string(), runUrl: z.string().optional() }),
  steps: z.partialRecord(z.enum(stepNames), stepRecord),
  outcome: z.enum(outcomes).optional(),
  finishedAt: z.iso.datetime().optional(),
});

export type StepRecord = z.infer<typeof stepRecord>;
export type ReleaseRecord = z.infer<typeof releaseRecord>;

/** @throws ReleaseError STATE_CORRUPT when the text is not a record of this version. */
export function parseRecord(text: string, where: string): ReleaseRecord {
  return parseState(releaseRecord, text, where);
}

export function formatRecord(record: ReleaseRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** Reads a stored document. @throws ReleaseError STATE_CORRUPT, naming every field that is wrong. */
export function parseState<T>(schema: z.ZodType<T>, text: string, where: string): T {
  if (depthOfJson(text) > deepestJson) {
    throw new ReleaseError('STATE_CORRUPT', `${where} is nested deeper than ${deepestJson}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReleaseError('STATE_CORRUPT', `${where} is not JSON`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ReleaseError('STATE_CORRUPT', `${where} is not what this version writes`, {
    problems: parsed.error.issues.map((issue) => ({
      where: issue.path.join('.') || '(document)',
      expected: issue.message,
    })),
  });
}
