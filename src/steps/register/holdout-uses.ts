import { z } from 'zod';
import { isConflict } from '../../errors/error.ts';
import type { Objects } from '../../ports/objects.ts';
import { parseState } from '../../release/record.ts';

/** Beyond so many candidates the best of them is good on this holdout by choice as well as by merit. */
export const usesWarned = 20;

/** Releases that are kept by name. */
const releasesKept = 1_000;
const attempts = 5;

const stored = z.object({ releases: z.array(z.string()) });

export interface HoldoutUse {
  bucket: string;
  model: string;
  /** SHA-256 of ids and labels. */
  digest: string;
  releaseId: string;
}

/**
 * How many releases were judged on a holdout, this one counted once however often it is judged. The count
 * stands beside the records of the model's releases.
 * @returns undefined when other runs kept writing it; the next one counts.
 */
export async function countHoldoutUse(
  { bucket, model, digest, releaseId }: HoldoutUse,
  objects: Objects,
): Promise<number | undefined> {
  const uri = `gs://${bucket}/vertex-release/${model}/holdouts/${digest}.json`;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const present = await objects.read(uri);
    const releases = present === undefined ? [] : parseState(stored, present.text, uri).releases;
    if (releases.includes(releaseId) || releases.length >= releasesKept) return releases.length;
    const text = `${JSON.stringify({ releases: [...releases, releaseId] })}\n`;
    const condition = present === undefined ? 'if_absent' : { ifGeneration: present.generation };
    try {
      await objects.write(uri, text, condition);
      return releases.length + 1;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  return undefined;
}
