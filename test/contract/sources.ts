import { type ConfigFile, parseConfig } from '../../src/contract/config.ts';
import type { Sources } from '../../src/contract/parse.ts';
import { describeProblem } from '../../src/errors/problem.ts';
import { ReleaseError } from '../../src/errors/error.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';

/** A configuration file in /repo. */
export function configOf(text: string): ConfigFile {
  return parseConfig(text, { name: 'vertex-release.yaml', folder: '/repo' }, allSteps);
}

/** Sources in /work with flags, and nothing else unless given. */
export function sourcesOf(some: Partial<Sources>): Sources {
  return {
    explicit: {},
    spelling: 'flag',
    config: undefined,
    environment: {},
    workingFolder: '/project',
    ...some,
  };
}

/** The problems that an action refuses with, one line each. */
export function problemsOf(action: () => unknown): string[] {
  try {
    action();
  } catch (thrown) {
    if (!(thrown instanceof ReleaseError)) throw thrown;
    return thrown.problems.map(describeProblem);
  }
  return [];
}
