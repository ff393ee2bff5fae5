import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * The long searches, which are no part of the tests: `--seeds N` simulations from `--seed S` on,
 * the properties of all tests with that seed, then the sweeps that take SOAK: every pair of crashes,
 * the embedded Vertex killed at more points.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});

const sweeps = [
  'test/steps/canary-promote/crash-pairs.test.ts',
  'test/emulator/kill-sweep.test.ts',
] as const;

function run(args: readonly string[], settings: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];

let failures = await run(['scripts/simulate.ts', '--seed', values.seed, '--seeds', values.seeds]);
failures += await run(jest, { PROPERTY_SEED: values.seed });
for (const file of sweeps) failures += await run([...jest, file], { SOAK: '1' });
process.exitCode = failures === 0 ? 0 : 1;
