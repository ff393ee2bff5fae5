import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import { Bench, fixture, parent, trainerImage, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('programs that the emulator started', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('end with it on %s', async (signal) => {
    const emulator = spawn(process.execPath, [fixture('run-emulator.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString('utf8')) as number[];
    expect(pids.map(isAlive)).toEqual([true, true]);
    const exited = once(emulator, 'exit');
    emulator.kill(signal);
    expect(await exited).toEqual([null, signal]);
    await until(async () => (pids.some(isAlive) ? undefined : true));
  });

  it('end although it is killed and cannot end them', async () => {
    const emulator = spawn(process.execPath, [fixture('run-emulator.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString('utf8')) as number[];
    expect(pids.map(isAlive)).toEqual([true, true]);
    emulator.kill('SIGKILL');
    await until(async () => (pids.some(isAlive) ? undefined : true));
  });

  it('end when it is stopped, also those they started themselves', async () => {
    const bench = await Bench.start({
      images: {
        shell: { command: ['/bin/sh', '-c', 'sleep 1000 & echo "child $!"; sleep 1000'] },
      },
      timing: { stopGraceMs: 500 },
    });
    const job = await bench.call('POST', `${parent}/customJobs`, {
      displayName: 'group',
      jobSpec: {
        workerPoolSpecs: [
          { machineSpec: { machineType: 'n1-standard-4' }, containerSpec: { imageUri: 'shell' } },
        ],
      },
    });
    expect(job.status).toBe(200);
    const child = await until(async () => {
      const answer = await bench.call('POST', '/v2/entries:list', {
        resourceNames: ['projects/demo-project'],
      });
      const text = String(answer.body['entries']?.[0]?.['textPayload'] ?? '');
      return /^child (\d+)$/.exec(text)?.[1];
    });
    const state = await bench.call('GET', '/emulator/v1/state');
    const leader = Number(state.body['processes']?.[0]?.['pid']);
    expect([leader, Number(child)].map(isAlive)).toEqual([true, true]);
    await bench.stop();
    await until(async () => ([leader, Number(child)].some(isAlive) ? undefined : true));
  });

  it('end with it although requests are in flight', async () => {
    const bench = await Bench.start();
    const endpoint = await bench.createEndpoint('e');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } });
    const pending = bench.predict(endpoint, { instances: [1], parameters: { delayMs: 1_000_000 } });
    await bench.predict(endpoint);
    const state = await bench.call('GET', '/emulator/v1/state');
    const status = pending.then(
      (answer) => answer.status,
      () => 0,
    );
    await bench.stop();
    expect(await status).not.toBe(200);
    expect(isAlive(Number(state.body['processes']?.[0]?.['pid']))).toBe(false);
  });

  it('are killed when they ignore SIGTERM', async () => {
    const stubborn =
      "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    const bench = await Bench.start({
      images: { [trainerImage]: { command: [process.execPath, '-e', stubborn] } },
      timing: { stopGraceMs: 100 },
    });
    await bench.call('POST', `${parent}/customJobs`, {
      displayName: 'stubborn',
      jobSpec: {
        workerPoolSpecs: [
          {
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: trainerImage },
          },
        ],
      },
    });
    await until(async () => {
      const answer = await bench.call('POST', '/v2/entries:list', {
        resourceNames: ['projects/demo-project'],
      });
      return answer.body['entries'];
    });
    const state = await bench.call('GET', '/emulator/v1/state');
    const pid = Number(state.body['processes']?.[0]?.['pid']);
    await bench.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('get nothing of the environment but what is listed', async () => {
    const { inheritedEnvironment } = await import('../../src/emulator/runtime/environment.ts');
    const parentEnv = {
      PATH: '/bin',
      HOME: '/home/me',
      GITHUB_TOKEN: 't',
      AWS_SECRET: 's',
      LANG: 'C',
    };
    expect(inheritedEnvironment(parentEnv)).toEqual({ PATH: '/bin', HOME: '/home/me', LANG: 'C' });
  });
});
