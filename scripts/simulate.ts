import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { simulateSeed } from '../test/support/simulation/simulation.ts';

/**
 * Lives through `--seeds N` scenarios of a canary, from `--seed S` on, on all cores: releases in
 * virtual time among faults, crashes, people and rivals. A seed that fails is printed; once mended,
 * it is kept in test/steps/canary-promote/regression-seeds.ts.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1500' },
    every: { type: 'string' },
  },
});
const first = Number(values.seed);
const end = first + Number(values.seeds);

async function simulate(every: number): Promise<number> {
  let failed = 0;
  for (let seed = first; seed < end; seed += every) {
    try {
      await simulateSeed(seed);
    } catch (error) {
      failed += 1;
      console.error(String(error));
    }
  }
  return failed;
}

/** One process a core, each with every nth seed. */
function share(processes: number): Promise<number[]> {
  return Promise.all(
    Array.from({ length: processes }, (_, i) => {
      const seeds = ['--seed', String(first + i), '--seeds', String(end - first - i)];
      const child = fork(import.meta.filename, [...seeds, '--every', String(processes)]);
      return new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 255)));
    }),
  );
}

if (values.every === undefined) {
  const began = performance.now();
  const codes = await share(availableParallelism());
  const minutes = (performance.now() - began) / 60_000;
  const verdict = codes.every((code) => code === 0) ? 'all ended well' : 'some failed';
  const rate = Math.round((end - first) / minutes);
  console.log(`seeds ${first} to ${end - 1}: ${verdict}; ${rate} a minute`);
  process.exitCode = Math.max(...codes);
} else {
  process.exitCode = Math.min(255, await simulate(Number(values.every)));
}
