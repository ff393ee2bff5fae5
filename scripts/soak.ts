import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { simulateSeed } from '../test/support/simulation/simulation.ts';

/**
 * The long searches, which are no part of the tests: `--minutes N` of simulations from `--seed S` on,
 * the properties of all tests with that seed, then the sweeps that take SOAK: every pair of crashes,
 * the embedded Vertex killed at more points.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});

const sweeps = [
  'test/steps/canary-promote/crash-pairs.test.ts',
  'test/emulator/kill-sweep.test.ts',
] as const;

async function search(first: number, minutes: number): Promise<number> {
  const began = performance.now();
  const passedMinutes = () => (performance.now() - began) / 60_000;
  let failed = 0;
  let seed = first;
  for (; passedMinutes() < minutes; seed += 1) {
    try {
      await simulateSeed(seed);
    } catch (error) {
      failed += 1;
      console.error(String(error));
    }
  }
  const count = seed - first;
  const rate = Math.round(count / passedMinutes());
  console.log(
    `seeds ${first} to ${seed - 1}: ${count - failed} well, ${failed} not; ${rate} a minute`,
  );
  return failed;
}

function runTests(files: readonly string[], settings: Record<string, string>): Promise<number> {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...jest, ...files], {
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

let failures = await search(Number(values.seed), Number(values.minutes));
failures += await runTests([], { PROPERTY_SEED: values.seed });
for (const file of sweeps) failures += await runTests([file], { SOAK: '1' });
process.exitCode = failures === 0 ? 0 : 1;
