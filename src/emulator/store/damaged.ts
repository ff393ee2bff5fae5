import { ReleaseError } from '../../errors/error.ts';

/** A kept state that cannot be read. Nothing was changed. */
export function damaged(file: string, why: string, cause?: unknown): ReleaseError {
  return new ReleaseError('STATE_CORRUPT', `${file} cannot be read: ${why}`, {
    cause,
    mend: 'Nothing was changed. Restore the folder from a copy, or name another one.',
  });
}
