import type { ErrorCode } from '../../errors/codes.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Host } from '../../ports/host.ts';

/** What came of something that a release can do without. Plain data, fit for the record. */
export type Attempt<T extends object> =
  | ({ state: 'done' } & T)
  | { state: 'failed'; reason: string }
  | { state: 'left_out'; reason: string };

/** Defects of ours, and a run that somebody stops, are not shrugged off. */
const grave: readonly ErrorCode[] = ['INTERNAL', 'CANCELLED'];

/** A failure of the cloud becomes a warning: the record has what the copy elsewhere would say. */
export async function attempt<T extends object>(
  what: string,
  host: Host,
  work: () => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { state: 'done', ...(await work()) };
  } catch (error) {
    if (!(error instanceof ReleaseError) || grave.includes(error.code)) throw error;
    host.warn(`${what} failed, and the release goes on without it: ${error.message}`);
    return { state: 'failed', reason: error.message };
  }
}
