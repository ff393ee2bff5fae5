import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Launch } from '../../src/emulator/runtime/environment.ts';
import { OutputLog } from '../../src/emulator/runtime/output-log.ts';
import type { Probe, ProbeCheck } from '../../src/emulator/runtime/probe.ts';
import { ProcessTable } from '../../src/emulator/runtime/process-table.ts';
import type { Probes } from '../../src/emulator/runtime/replica.ts';
import { ReplicaSet } from '../../src/emulator/runtime/replica-set.ts';
import type { ReplicaCounts } from '../../src/emulator/runtime/replicas.ts';
import { defaultTiming } from '../../src/emulator/runtime/timing.ts';
import type { NewLogEntry } from '../../src/emulator/store/logs.ts';
import { fixture, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const request = {
  path: '/predict',
  contentType: 'application/json',
  body: Buffer.from('{"instances":[1]}'),
};

function probe(check: ProbeCheck, more: Partial<Probe> = {}): Probe {
  return {
    check,
    initialDelayMs: 0,
    periodMs: 20,
    timeoutMs: 1_000,
    failureThreshold: 3,
    successThreshold: 1,
    ...more,
  };
}

const readiness = probe({ kind: 'http', path: '/', headers: {} });

describe('replicas', () => {
  let processes: ProcessTable;
  let entries: NewLogEntry[];
  const sets: ReplicaSet[] = [];

  beforeEach(() => {
    processes = new ProcessTable();
    entries = [];
  });

  afterEach(async () => {
    await Promise.all(sets.splice(0).map((set) => set.drain(0)));
    if (processes.list().length > 0) throw new Error('processes were left behind');
  });

  /** Starts servers in the modes given, one each; the last mode stands for all that follow. */
  async function start(
    modes: readonly string[],
    counts: ReplicaCounts,
    more: { probes?: Partial<Probes>; readyTimeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<ReplicaSet> {
    const left = [...modes];
    const launch = (port: number): Launch => ({
      command: [
        process.execPath,
        fixture('misbehaving-server.mjs'),
        (left.length > 1 ? left.shift() : left[0]) ?? '',
      ],
      env: { PATH: process.env['PATH'] ?? '', AIP_HTTP_PORT: String(port) },
    });
    const output = new OutputLog(
      { append: (entry) => void entries.push(entry) },
      { logName: 'log', resource: { type: 'endpoint', labels: {} } },
    );
    const set = await ReplicaSet.start(
      {
        image: 'image',
        resource: 'endpoint',
        launch,
        probes: { startup: undefined, readiness, liveness: undefined, ...more.probes },
        readyTimeoutMs: more.readyTimeoutMs ?? 30_000,
        cpus: 1,
        output,
      },
      counts,
      { processes, timing: { ...defaultTiming, stopGraceMs: 300, restartMs: 10 } },
      () => 0,
      more.signal ?? new AbortController().signal,
    );
    sets.push(set);
    return set;
  }

  const never = new AbortController().signal;

  it('take requests once as many as required are ready, and the rest follows', async () => {
    const set = await start(
      ['well', 'unhealthy', 'well'],
      { initial: 2, required: 1 },
      {
        readyTimeoutMs: 1_500,
      },
    );
    expect([set.readyCount, set.targetCount]).toEqual([1, 2]);
    expect((await set.send(request)).http).toBe(200);
    await until(async () => (set.availability.message === '' ? undefined : true));
    expect(set.availability.message).toMatch(/^model server never became ready/);
    expect(await set.hasReady(2, never)).toBe(true);
    expect(set.availability.message).toBe('');
  });

  it('leave nothing behind when too many fail', async () => {
    await expect(
      start(['well', 'chatty', 'well'], { initial: 3, required: 3 }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^Model server exited unexpectedly/),
    });
    expect(processes.list()).toEqual([]);
  });

  it('leave nothing behind when they are given up', async () => {
    const giveUp = new AbortController();
    const starting = start(['deaf'], { initial: 2, required: 2 }, { signal: giveUp.signal });
    await until(async () => (processes.list().length === 2 ? true : undefined));
    giveUp.abort();
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
    expect(processes.list()).toEqual([]);
  });

  it('answer every request while their number changes', async () => {
    const set = await start(['slow'], { initial: 1, required: 1 });
    const failures: unknown[] = [];
    const over = new AbortController();
    const ask = async (): Promise<number> => {
      let answered = 0;
      while (!over.signal.aborted) {
        await set.send(request).then(
          ({ http }) => expect(http).toBe(200),
          (error: unknown) => failures.push(error),
        );
        answered += 1;
      }
      return answered;
    };
    const clients = Array.from({ length: 6 }, ask);
    for (const count of [3, 1, 2, 1, 2]) {
      set.resize(count);
      expect(await set.hasReady(count, never)).toBe(true);
      await until(async () => (processes.list().length === count ? true : undefined));
    }
    over.abort();
    const answered = await Promise.all(clients);
    expect(failures).toEqual([]);
    expect(Math.min(...answered)).toBeGreaterThan(0);
  });

  it('answer what is in flight before they stop', async () => {
    const set = await start(['slow'], { initial: 2, required: 2 });
    const answers = Array.from({ length: 4 }, () => set.send(request));
    await set.drain();
    expect((await Promise.all(answers)).map(({ http }) => http)).toEqual([200, 200, 200, 200]);
    await expect(set.send(request)).rejects.toMatchObject({ isRefused: true });
  });

  it('are started again when they end', async () => {
    const set = await start(['well'], { initial: 1, required: 1 });
    const [first] = processes.list();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await until(async () => (processes.list()[0]?.pid === first?.pid ? undefined : true));
    expect(await set.hasReady(1, never)).toBe(true);
    expect((await set.send(request)).http).toBe(200);
    expect(entries.map(({ textPayload }) => textPayload)).toContain(
      'Model server terminated: signal SIGKILL. It is started again in 0.01 s.',
    );
  });

  it('are killed when they ignore SIGTERM', async () => {
    const set = await start(['stubborn'], { initial: 1, required: 1 });
    const pid = processes.list()[0]?.pid ?? 0;
    await set.drain();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('quote the end of what they wrote, whatever it was', async () => {
    const failure = await start(['chatty'], { initial: 1, required: 1 }).catch(
      (error: Error) => error,
    );
    const { message } = failure as Error;
    expect(message).toMatch(/^Model server exited unexpectedly\. exit code 7\. Its last output:\n/);
    expect(message).toMatch(/\nlast words$/);
    expect(message.length).toBeLessThan(5_000);
    expect(message).not.toMatch(/[^\P{Cc}\n\t]/u);
    expect(message.isWellFormed()).toBe(true);
    expect(Math.max(...entries.map(({ textPayload = '' }) => textPayload.length))).toBeLessThan(
      20_001,
    );
  });

  const checks: { what: string; mode: string; check: ProbeCheck }[] = [
    { what: 'HTTP', mode: 'well', check: { kind: 'http', path: '/health', headers: { a: 'b' } } },
    { what: 'TCP', mode: 'mute', check: { kind: 'tcp' } },
    { what: 'gRPC', mode: 'grpc', check: { kind: 'grpc', service: 'model' } },
    { what: 'a command', mode: 'deaf', check: { kind: 'exec', command: ['/bin/true'] } },
  ];

  it.each(checks)('are ready by $what', async ({ mode, check }) => {
    const startup = probe(check, { failureThreshold: 1_000 });
    const probes = { readiness: probe(check), startup };
    const set = await start([mode], { initial: 1, required: 1 }, { probes });
    expect(set.readyCount).toBe(1);
  });

  const refusals: { what: string; mode: string; check: ProbeCheck; message: string }[] = [
    {
      what: 'HTTP',
      mode: 'unhealthy',
      check: { kind: 'http', path: '/health', headers: {} },
      message: 'GET /health did not answer 200 within 0.3 s. It wrote nothing.',
    },
    {
      what: 'HTTP without an answer',
      mode: 'mute',
      check: { kind: 'http', path: '/', headers: {} },
      message: 'GET / did not answer 200 within 0.3 s.',
    },
    {
      what: 'TCP',
      mode: 'deaf',
      check: { kind: 'tcp' },
      message: 'its port did not accept a connection within 0.3 s.',
    },
    {
      what: 'gRPC',
      mode: 'well',
      check: { kind: 'grpc', service: '' },
      message: 'grpc.health.v1.Health/Check did not answer SERVING within 0.3 s.',
    },
    {
      what: 'a command',
      mode: 'well',
      check: { kind: 'exec', command: ['/bin/false'] },
      message: '/bin/false did not exit with 0 within 0.3 s.',
    },
  ];

  it.each(refusals)('fail to start by $what', async ({ mode, check, message }) => {
    const startup = probe(check, { periodMs: 100, failureThreshold: 3 });
    await expect(
      start([mode], { initial: 1, required: 1 }, { probes: { startup } }),
    ).rejects.toMatchObject({ message: expect.stringContaining(message) });
  });

  it('take no requests while they are unwell', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'replica-set-'));
    const sign = join(folder, 'well');
    writeFileSync(sign, '');
    const probes = {
      startup: probe({ kind: 'tcp' }, { failureThreshold: 1_000 }),
      readiness: probe({ kind: 'exec', command: ['test', '-e', sign] }),
    };
    const set = await start(['well'], { initial: 1, required: 1 }, { probes });
    rmSync(sign);
    await until(async () => (set.readyCount === 0 ? true : undefined));
    await expect(set.send(request)).rejects.toMatchObject({ name: 'ModelUnreachable' });
    writeFileSync(sign, '');
    expect(await set.hasReady(1, never)).toBe(true);
    expect((await set.send(request)).http).toBe(200);
    rmSync(folder, { recursive: true });
  });

  it('are started again when their liveness probe fails', async () => {
    const liveness = probe({ kind: 'exec', command: ['/bin/false'] }, { failureThreshold: 2 });
    await start(['well'], { initial: 1, required: 1 }, { probes: { liveness } });
    const pid = processes.list()[0]?.pid;
    await until(async () => (processes.list()[0]?.pid === pid ? undefined : true));
    expect(entries.map(({ textPayload }) => textPayload)).toContain(
      'The liveness probe failed: /bin/false did not exit with 0. The server is ended.',
    );
  });
});
