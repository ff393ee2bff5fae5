import type { Runner } from '../../ports/host.ts';
import type { GithubRun } from './run.ts';

const form = /^github run (\d+) attempt (\d+), (.*)$/;

/** A process within an attempt of a run. An attempt begins only when the one before it is over. */
export function githubRunner(
  { id, attempt }: Pick<GithubRun, 'id' | 'attempt'>,
  process: Runner,
): Runner {
  return {
    name: `github run ${id || 0} attempt ${attempt}, ${process.name}`,
    isGone(name) {
      const [, ofRun, ofAttempt, ofProcess = ''] = form.exec(name) ?? [];
      const isEarlier = id !== '' && ofRun === id && Number(ofAttempt) < attempt;
      return isEarlier || process.isGone(ofProcess);
    },
  };
}
