import { describe, expect, it, jest } from '@jest/globals';
import { DurableEmulator, Killed } from './durable-emulator.ts';
import { parent, until } from './harness.ts';
import { killScript, type ScriptStep } from './kill-script.ts';
import { Folder } from './store/folder.ts';

const isSoak = process.env['SOAK'] !== undefined;

// An emulator starts some twenty times, on a machine that may be busy; when soaking, some hundred times.
jest.setTimeout(isSoak ? 1_800_000 : 180_000);

/** Where the emulator is killed, the first time, the second, … */
type Plan = (incarnation: number) => string | { request: number; afterMs: number };

/** Kills around the n-th commit, n going up and down, so that a process gets somewhere now and then. */
function aroundCommits(shift: number): Plan {
  return (incarnation) => {
    const moment = (incarnation + shift) % 2 === 0 ? 'before' : 'after';
    return `${moment}:${3 + ((incarnation * 5 + shift) % 14)}`;
  };
}

/** Kills at some instant in the n-th request. */
function inRequests(shift: number): Plan {
  return (incarnation) => ({
    request: 4 + ((incarnation * 17 + shift * 5) % 40),
    afterMs: [0, 1, 2, 4, 8][(incarnation + shift) % 5] ?? 0,
  });
}

const plans: { what: string; plan: Plan }[] = isSoak
  ? Array.from({ length: 12 }, (_unused, shift) => [
      { what: `commits, ${shift}`, plan: aroundCommits(shift) },
      { what: `requests, ${shift}`, plan: inRequests(shift) },
    ]).flat()
  : [
      { what: 'commits', plan: aroundCommits(0) },
      { what: 'requests', plan: inRequests(0) },
    ];

/** A client that goes through a script while the emulator is killed and started again. */
class Sweep {
  readonly emulator: DurableEmulator;
  readonly #plan: Plan;
  readonly #facts = new Map<string, ScriptStep>();
  /** Sent, and not yet answered. */
  #pending: ScriptStep | undefined;
  kills = 0;

  constructor(folder: string, plan: Plan) {
    this.emulator = new DurableEmulator(folder);
    this.#plan = plan;
  }

  async run(): Promise<void> {
    await this.#restart();
    for (const step of killScript(this.emulator)) {
      this.#pending = step;
      await this.#throughKills(async () => {
        if (!(await step.wasDone())) await step.perform();
      });
      this.#pending = undefined;
      this.#facts.set(step.subject, step);
    }
    await this.#throughKills(() => this.#check());
  }

  async #throughKills(action: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        this.kills += 1;
        await this.emulator.programsAreGone();
        await this.#restart();
      }
    }
  }

  /** Everything that was answered is there whenever it has started again. */
  async #restart(): Promise<void> {
    for (;;) {
      try {
        const crash = this.#plan(this.kills);
        await this.emulator.start(typeof crash === 'string' ? crash : '');
        if (typeof crash === 'object') this.emulator.killInRequest(crash.request, crash.afterMs);
        return await this.#check();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        this.kills += 1;
        await this.emulator.programsAreGone();
      }
    }
  }

  async #check(): Promise<void> {
    for (const [subject, fact] of this.#facts) {
      if (subject === this.#pending?.subject) await eitherHolds(fact, this.#pending);
      else await fact.holds();
    }
  }
}

/** What was sent and not answered was applied as a whole or not at all. */
async function eitherHolds(before: ScriptStep, after: ScriptStep): Promise<void> {
  try {
    await before.holds();
  } catch (error) {
    if (error instanceof Killed) throw error;
    await after.holds();
  }
}

describe('an emulator over a data folder', () => {
  it.each(plans)('loses nothing that it answered when it is killed ($what)', async ({ plan }) => {
    using folder = new Folder();
    const sweep = new Sweep(folder.path, plan);
    const { emulator } = sweep;
    await sweep.run().catch(async (error: unknown) => {
      await emulator.kill();
      throw error;
    });
    expect(sweep.kills).toBeGreaterThan(1);
    await emulator.kill();
    await emulator.start();
    // One set of servers is there, and none when it is killed a last time.
    const predicted = await until(async () => {
      const path = `${parent}/endpoints/e:predict`;
      const answer = await emulator.call('POST', path, { instances: [1] });
      return answer.status === 200 ? answer : undefined;
    });
    expect(predicted.body['deployedModelId']).toBe('2');
    expect(emulator.programs()).toHaveLength(1);
    await emulator.kill();
    await emulator.programsAreGone();
  });
});
