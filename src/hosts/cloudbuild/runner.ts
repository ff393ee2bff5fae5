import type { Runner } from '../../ports/host.ts';

/** A process within a build. */
export function buildRunner(
  environment: Readonly<Record<string, string | undefined>>,
  process: Runner,
): Runner {
  const build = `cloud build ${environment['BUILD_ID'] || 'unknown'}, `;
  return {
    name: `${build}${process.name}`,
    isGone: (name) =>
      name.startsWith('cloud build ') && process.isGone(name.slice(name.indexOf(', ') + 2)),
  };
}
