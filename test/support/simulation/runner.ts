import type { Random } from '../../../bench/judge/random.ts';
import { type ReleaseError, toReleaseError } from '../../../src/errors/error.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { StepContext } from '../../../src/ports/ports.ts';
import type { StepResult } from '../../../src/release/step-result.ts';
import { claimEndpoint } from '../../../src/steps/canary-promote/claim.ts';
import type { CanaryPromoteInputs } from '../../../src/steps/canary-promote/inputs.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { fakeHost } from '../fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../fake-journal.ts';
import { model, releaseId } from '../canary-world.ts';
import { somePorts } from '../step-context.ts';
import { cloudPorts, type Servers } from './cloud-ports.ts';
import type { Network } from './network.ts';
import { sleepUntil, type VirtualTime } from './virtual-time.ts';

/** How a process ended: with a result, with an error, or killed. */
export type End =
  | { kind: 'result'; result: StepResult }
  | { kind: 'error'; error: ReleaseError }
  | { kind: 'killed' };

/** Everything that a process meets. */
export interface Surroundings {
  time: VirtualTime;
  random: Random;
  network: Network;
  /** The cloud, as this runner's calls are told apart in it. */
  serversFor(runner: Runner): Servers;
  isKnownGone(asking: Runner, name: string): boolean;
}

export interface Death {
  /** Counted from 1; the process dies as this call is sent, or before its answer is taken. */
  call: number;
  moment: 'before' | 'after';
}

/** One process that runs the step: it may be killed, cancelled, or sleep while the world goes on. */
export class Runner {
  readonly name: string;
  readonly inputs: CanaryPromoteInputs;
  /** Undefined while it runs. */
  end: End | undefined;
  calls = 0;
  cancelledAt: number | undefined;
  readonly startedAt: number;
  endedAt: number | undefined;
  readonly #cancellation = new AbortController();
  readonly #surroundings: Surroundings;
  readonly #death: Death | undefined;
  readonly #onEnd: (() => void) | undefined;
  /** What waits to be noticed by a process that was stopped. */
  #unnoticed: (() => void)[] | undefined;

  constructor(
    name: string,
    inputs: CanaryPromoteInputs,
    surroundings: Surroundings,
    death?: Death,
    onEnd?: () => void,
  ) {
    this.name = name;
    this.inputs = inputs;
    this.#surroundings = surroundings;
    this.#death = death;
    this.#onEnd = onEnd;
    this.startedAt = surroundings.time.now();
  }

  start(): void {
    const context = this.#context();
    this.#run(context).then(
      (result) => this.#finish({ kind: 'result', result }),
      (error: unknown) => this.#finish({ kind: 'error', error: toReleaseError(error) }),
    );
  }

  /** SIGKILL: it takes no answer any more, and what it had sent is carried out. */
  kill(): void {
    this.#finish({ kind: 'killed' });
  }

  /** SIGINT. */
  cancel(): void {
    this.cancelledAt ??= this.#surroundings.time.now();
    this.#cancellation.abort();
  }

  /** SIGSTOP, and SIGCONT after a while. */
  pause(ms: number): void {
    if (this.#unnoticed !== undefined) return;
    this.#unnoticed = [];
    this.#surroundings.time.after(ms, () => {
      const unnoticed = this.#unnoticed ?? [];
      this.#unnoticed = undefined;
      for (const notice of unnoticed) this.#deliver(notice);
    });
  }

  async #run(context: StepContext): Promise<StepResult> {
    return (
      (await claimEndpoint(this.inputs, context)) ?? (await runCanaryPromote(this.inputs, context))
    );
  }

  #finish(end: End): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.endedAt = this.#surroundings.time.now();
    this.#onEnd?.();
  }

  /** Brings something to the process, if it still lives and once it is awake. */
  #deliver(notice: () => void): void {
    if (this.end !== undefined) return;
    if (this.#unnoticed === undefined) notice();
    else this.#unnoticed.push(notice);
  }

  async #send<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const isLast = this.#death?.call === this.calls;
    if (isLast && this.#death.moment === 'before') {
      this.kill();
      return await new Promise<T>(() => {});
    }
    return await this.#surroundings.network.send(call, (take) => {
      if (isLast) this.kill();
      this.#deliver(take);
    });
  }

  #context(): StepContext {
    const { time, random, network, isKnownGone } = this.#surroundings;
    const clock: Clock = {
      now: () => time.now(),
      sleep: async (ms, signal) =>
        await sleepUntil(time, time.now() + ms, signal, (wake) => this.#deliver(wake)),
    };
    const retrier = { clock, random: { next: () => random.uniform() } };
    const cloud = cloudPorts(
      this.#surroundings.serversFor(this),
      async (call) => await this.#send(call),
      () => network.isStale(),
      retrier,
    );
    const runner = { name: this.name, isGone: (name: string) => isKnownGone(this, name) };
    const register = passedStep({ model_version: `${model}@4` });
    return {
      ports: somePorts({ ...cloud, clock, host: { ...fakeHost(), runner } }),
      journal: fakeJournal(fakeRecord({ releaseId, steps: { register } })),
      signal: this.#cancellation.signal,
      emulated: false,
      namedFiles: [],
    };
  }
}
