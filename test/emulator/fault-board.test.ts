import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readEmulatorConfig } from '../../src/emulator/config.ts';
import { AdjustableClock } from '../../src/emulator/control/adjustable-clock.ts';
import { FaultBoard } from '../../src/emulator/control/faults/fault-board.ts';
import { readFault } from '../../src/emulator/control/faults/fault-reader.ts';
import type { FaultSpec } from '../../src/emulator/control/faults/fault-spec.ts';
import { compileGlob } from '../../src/emulator/control/faults/glob.ts';
import type { Call, HeldAnswer } from '../../src/emulator/wire/handler.ts';
import { TestClock, until } from './harness.ts';

const service = 'google.cloud.aiplatform.v1.EndpointService';
const served: HeldAnswer = { transport: 'http', http: 200, headers: {}, body: Buffer.from('') };

function spec(json: object): FaultSpec {
  const problems: never[] = [];
  const read = readFault(json, '', problems);
  if (read === undefined) throw new Error(JSON.stringify(problems));
  return read;
}

interface Rig {
  board: FaultBoard;
  clock: TestClock;
  /** How long calls were held up, in order. */
  pauses: number[];
  /** Signals sent to processes, in order. */
  signals: [pid: number, signal: string][];
}

function rig(seed = 1, pids: readonly number[] = []): Rig {
  const clock = new TestClock();
  const pauses: number[] = [];
  const signals: [number, string][] = [];
  const board = new FaultBoard({
    clock: new AdjustableClock(clock),
    seed,
    pause: async (ms) => void pauses.push(ms),
    signal: (pid, signal) => void signals.push([pid, signal]),
  });
  board.begin({
    list: () =>
      pids.map((pid) => ({
        pid,
        image: 'image',
        resource: `projects/1/locations/l/endpoints/e ${pid}`,
      })),
  });
  return { board, clock, pauses, signals };
}

async function outcome({ board }: Rig, call: Call): Promise<string> {
  const interceptor = board.interceptorFor(call);
  if (interceptor === undefined) return 'untouched';
  try {
    const answer = await interceptor(call, async () => served);
    return answer === 'lost' ? 'lost' : 'served';
  } catch {
    return 'refused';
  }
}

function get(endpoint: string): Call {
  return {
    method: `${service}.GetEndpoint`,
    path: `/v1/projects/p/locations/l/endpoints/${endpoint}`,
  };
}

const chance = { kind: 'status', resource: '*/endpoints/a', probability: 0.4 };

describe('the sequence of hits', () => {
  const calls = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 60 });

  it('is the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), calls, async (seed, given) => {
        const runs = [];
        for (let run = 0; run < 2; run += 1) {
          const one = rig(seed);
          one.board.create(spec(chance));
          const outcomes = [];
          for (const endpoint of given) outcomes.push(await outcome(one, get(endpoint)));
          runs.push(outcomes);
        }
        expect(runs[1]).toEqual(runs[0]);
      }),
    );
  });

  it('does not depend on calls to other resources, nor on faults of their own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), calls, async (seed, given) => {
        const alone = rig(seed);
        alone.board.create(spec(chance));
        const expected = [];
        for (const endpoint of given.filter((each) => each === 'a')) {
          expected.push(await outcome(alone, get(endpoint)));
        }
        const crowded = rig(seed);
        crowded.board.create(spec(chance));
        crowded.board.create(spec({ ...chance, resource: '*/endpoints/b', probability: 0.9 }));
        const found = [];
        for (const endpoint of given) {
          const seen = await outcome(crowded, get(endpoint));
          if (endpoint === 'a') found.push(seen);
        }
        expect(found).toEqual(expected);
      }),
    );
  });

  it('has about the share that was asked for, and differs between seeds', async () => {
    const sequences = new Set<string>();
    let hit = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const one = rig(seed);
      one.board.create(spec(chance));
      const outcomes = [];
      for (let call = 0; call < 100; call += 1) outcomes.push(await outcome(one, get('a')));
      hit += outcomes.filter((each) => each === 'refused').length;
      sequences.add(outcomes.join());
    }
    expect(sequences.size).toBe(20);
    // 2000 draws at 0.4: four standard deviations are 88.
    expect(Math.abs(hit - 800)).toBeLessThan(88);
  });

  it('can be fixed by a seed of the fault itself', async () => {
    const runs = [];
    for (const before of [0, 3]) {
      const one = rig(5);
      for (let index = 0; index < before; index += 1) {
        one.board.create(spec({ kind: 'latency', ms: 1, resource: 'nothing' }));
      }
      one.board.create(spec({ ...chance, seed: 9 }));
      const outcomes = [];
      for (let call = 0; call < 40; call += 1) outcomes.push(await outcome(one, get('a')));
      runs.push(outcomes);
    }
    expect(runs[1]).toEqual(runs[0]);
  });
});

describe('several faults of one call', () => {
  it('apply in order of creation, up to one that keeps it from being served', async () => {
    const one = rig();
    const latency = one.board.create(spec({ kind: 'latency', ms: 7 }));
    const reset = one.board.create(spec({ kind: 'connection_reset', count: 1 }));
    const status = one.board.create(spec({ kind: 'status', count: 1 }));
    expect(await outcome(one, get('a'))).toBe('lost');
    expect(await outcome(one, get('a'))).toBe('refused');
    expect(await outcome(one, get('a'))).toBe('served');
    const hits = [latency, reset, status].map((fault) => fault.describe()['hits']);
    expect(hits).toEqual([3, 1, 1]);
    expect(one.pauses).toEqual([7, 7, 7]);
  });
});

describe('without a fault that fits', () => {
  it('nothing stands between routing and handler', () => {
    const { board } = rig();
    expect(board.interceptorFor(get('a'))).toBeUndefined();
    const fault = board.create(spec({ ...chance, probability: 1, resource: '*/endpoints/b' }));
    expect(board.interceptorFor(get('a'))).toBeUndefined();
    expect(board.interceptorFor(get('b'))).toBeDefined();
    board.delete(fault.id);
    expect(board.interceptorFor(get('b'))).toBeUndefined();
  });
});

describe('latency', () => {
  it('lies in its range, spread over it, and adds up', async () => {
    const one = rig();
    one.board.create(spec({ kind: 'latency', min_ms: 100, max_ms: 200 }));
    for (let call = 0; call < 200; call += 1) await outcome(one, get('a'));
    expect(one.pauses.every((ms) => ms >= 100 && ms < 200)).toBe(true);
    expect(Math.min(...one.pauses)).toBeLessThan(110);
    expect(Math.max(...one.pauses)).toBeGreaterThan(190);
    one.board.clear();
    one.pauses.length = 0;
    one.board.create(spec({ kind: 'latency', ms: 10 }));
    one.board.create(spec({ kind: 'latency', ms: 5 }));
    await outcome(one, get('a'));
    expect(one.pauses).toEqual([10, 5]);
  });
});

describe('faults of processes', () => {
  it('strike again and again, as often as they may', async () => {
    const one = rig(1, [11, 12]);
    one.board.create(
      spec({ kind: 'replica_killed', replicas: 'all', every_ms: 1_000, from_ms: 500, count: 2 }),
    );
    expect(one.signals).toEqual([]);
    const struck = async (count: number) =>
      until(async () => (one.signals.length === count ? true : undefined));
    one.clock.time += 500;
    await struck(2);
    one.clock.time += 1_000;
    await struck(4);
    one.clock.time += 1_000;
    // A second fault shows that time has been looked at again.
    one.board.create(spec({ kind: 'server_stall', ms: 1, resource: '*/deployedModels/12' }));
    await struck(5);
    expect(one.signals).toEqual([
      [11, 'SIGKILL'],
      [12, 'SIGKILL'],
      [11, 'SIGKILL'],
      [12, 'SIGKILL'],
      [12, 'SIGSTOP'],
    ]);
    one.board.clear();
    expect(one.signals.at(-1)).toEqual([12, 'SIGCONT']);
  });
});

describe('operations', () => {
  const operation = {
    parent: 'projects/1/locations/l/endpoints/e',
    kind: 'deployModel',
    responseType: 'google.cloud.aiplatform.v1.DeployModelResponse',
    metadataType: 'google.cloud.aiplatform.v1.DeployModelOperationMetadata',
  };

  it('go by the method that began them', () => {
    const { board } = rig();
    expect(board.schedule(operation)).toBeUndefined();
    board.create(spec({ kind: 'slow_operation', ms: 5, method: '*.UndeployModel' }));
    expect(board.schedule(operation)).toBeUndefined();
    board.create(spec({ kind: 'slow_operation', ms: 5, method: '*.DeployModel' }));
    expect(board.schedule(operation)).toEqual({ delayMs: 5 });
    board.create(spec({ kind: 'failing_operation', ms: 2, status: 'INTERNAL', message: 'no' }));
    expect(board.schedule(operation)).toEqual({
      delayMs: 7,
      error: { code: 13, message: 'no' },
    });
  });
});

describe('a glob', () => {
  it('takes stars for anything and all else as it stands', () => {
    const matches = (pattern: string, text: string) => compileGlob(pattern)(text);
    expect(matches('*.UpdateEndpoint', `${service}.UpdateEndpoint`)).toBe(true);
    expect(matches('*.UpdateEndpoint', `${service}.UpdateEndpointLongRunning`)).toBe(false);
    expect(matches('POST /upload/*', 'POST /upload/storage/v1/b/x/o')).toBe(true);
    expect(matches('a.b', 'axb')).toBe(false);
    expect(matches('(a|b)', '(a|b)')).toBe(true);
  });
});

describe('the configuration file', () => {
  it('may carry faults, of which all problems are told', () => {
    const { faults } = readEmulatorConfig(
      'emulator.yaml',
      'faults:\n  - { kind: latency, ms: 20, method: "*.Predict" }\n  - { kind: metric_gap }\n',
    );
    expect(faults.map(({ effect }) => effect)).toEqual([
      { kind: 'latency', minMs: 20, maxMs: 20 },
      { kind: 'metric_gap' },
    ]);
    const wrong =
      'faults:\n  - { kind: latency }\n  - { kind: metric_gap, method: x, until_ms: -1 }\n';
    let refusal: unknown;
    try {
      readEmulatorConfig('emulator.yaml', wrong);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      code: 'INPUT_INVALID',
      problems: [
        { where: 'faults[0].ms', expected: 'a number of at least 0' },
        { where: 'faults[1].until_ms', expected: 'a number of at least 0', found: '-1' },
        { where: 'faults[1].method', found: 'method' },
      ],
    });
  });
});
