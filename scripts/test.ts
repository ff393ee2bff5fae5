import { spawnSync } from 'node:child_process';

/**
 * Runs all tests: those of parts side by side, then those of whole processes one by one, since they act
 * on what other processes print and lose that race on a busy machine. With arguments, what jest makes of them.
 */
function jest(args: readonly string[]): number {
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(
    process.execPath,
    [...node, 'node_modules/jest/bin/jest.js', ...args],
    { stdio: 'inherit' },
  );
  return status ?? 1;
}

const args = process.argv.slice(2);
const wholeProcesses = '<rootDir>/test/e2e/';
const runs =
  args.length > 0
    ? [args]
    : [
        [
          '--testPathIgnorePatterns',
          '/node_modules/',
          '<rootDir>/test/conformance/',
          wholeProcesses,
        ],
        ['--runInBand', 'test/e2e/'],
      ];
process.exitCode = Math.max(...runs.map(jest));
