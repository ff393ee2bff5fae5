import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../wire/api-error.ts';
import type { Child, Exit } from './child.ts';
import type { Launch } from './environment.ts';
import { ModelConnection, type ModelRequest, type ModelResponse } from './model-connection.ts';
import type { OutputLog } from './output-log.ts';
import { describeFailure, type Probe, runCheck } from './probe.ts';
import type { ProcessTable } from './process-table.ts';
import type { Timing } from './timing.ts';

/** What a model server is asked while it starts and runs. */
export interface Probes {
  /** Must succeed before the others begin. */
  startup: Probe | undefined;
  /** Decides whether the server takes requests. */
  readiness: Probe;
  /** A server that fails it is started again. */
  liveness: Probe | undefined;
}

/** How to start model servers of one deployed model. */
export interface ReplicaSpec {
  image: string;
  /** The endpoint, for the state summary. */
  resource: string;
  launch: (port: number) => Launch;
  probes: Probes;
  readyTimeoutMs: number;
  /** CPUs of the machine that each server counts as having. */
  cpus: number;
  output: OutputLog;
}

/** Where model servers run. */
export interface ReplicaHost {
  processes: ProcessTable;
  timing: Timing;
}

/** Pauses between checks of a server that starts: short at first, so that quick ones are seen quickly. */
const firstPauseMs = 15;
const longestPauseMs = 500;

/** One model server process. */
export class Replica {
  readonly child: Child;
  readonly #spec: ReplicaSpec;
  readonly #connection: ModelConnection;
  readonly #port: number;
  readonly #launch: Launch;
  readonly #ending = new AbortController();
  #isReady = false;
  #inFlight = 0;
  #busySince = 0;
  #busyMs = 0;
  #onIdle: (() => void) | undefined;

  private constructor(spec: ReplicaSpec, host: ReplicaHost, port: number) {
    this.#spec = spec;
    this.#port = port;
    this.#launch = spec.launch(port);
    this.#connection = new ModelConnection(port);
    const { onLine } = spec.output;
    this.child = host.processes.start({ ...this.#launch, onLine }, spec.image, spec.resource);
    void this.child.exited.then(() => this.#end());
  }

  /** Starts a server and waits until its probes succeed. @throws ApiError FAILED_PRECONDITION */
  static async start(spec: ReplicaSpec, host: ReplicaHost, signal: AbortSignal): Promise<Replica> {
    const port = await host.processes.ports.take();
    signal.throwIfAborted();
    const replica = new Replica(spec, host, port);
    try {
      await replica.#becomeReady(signal);
    } catch (error) {
      await replica.stop(host.timing.stopGraceMs);
      throw error;
    }
    return replica;
  }

  /** True while it is healthy and wanted. */
  get canServe(): boolean {
    return this.#isReady && !this.child.isOver;
  }

  /** How long it has had requests in flight, so far. */
  get busyMs(): number {
    return this.#busyMs + (this.#inFlight > 0 ? performance.now() - this.#busySince : 0);
  }

  /** @throws ModelUnreachable, ModelTimeout */
  async send(request: ModelRequest, timeoutMs: number): Promise<ModelResponse> {
    if (this.#inFlight === 0) this.#busySince = performance.now();
    this.#inFlight += 1;
    try {
      return await this.#connection.post(request, timeoutMs);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) {
        this.#busyMs += performance.now() - this.#busySince;
        this.#onIdle?.();
      }
    }
  }

  /** Probes it as long as it runs; `onChange` is called whenever it begins or ceases to take requests. */
  watch(onChange: () => void): void {
    const { readiness, liveness } = this.#spec.probes;
    void this.#repeat(readiness, (isWell) => {
      this.#isReady = isWell;
      onChange();
    });
    if (liveness === undefined) return;
    void this.#repeat(liveness, (isWell) => {
      if (isWell) return;
      const why = describeFailure(liveness.check);
      this.#spec.output.note('ERROR', `The liveness probe failed: ${why}. The server is ended.`);
      this.child.signalGroup('SIGKILL');
    });
  }

  /** Takes no new request, waits for those in flight, then stops. */
  async drain(timeoutMs: number, graceMs: number): Promise<void> {
    this.#isReady = false;
    if (this.#inFlight > 0 && timeoutMs > 0) {
      const over = new AbortController();
      const idle = new Promise<void>((resolve) => (this.#onIdle = resolve));
      const limit = delay(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined);
      await Promise.race([idle, limit, this.child.exited]);
      over.abort();
    }
    await this.stop(graceMs);
  }

  async stop(graceMs: number): Promise<void> {
    this.#end();
    await this.child.stop(graceMs);
  }

  #end(): void {
    this.#isReady = false;
    this.#ending.abort();
    this.#connection.close();
  }

  /** Tells when the state of a probe changes; it begins as well. */
  async #repeat(probe: Probe, onChange: (isWell: boolean) => void): Promise<void> {
    const { signal } = this.#ending;
    let isWell = true;
    let streak = 0;
    while (await pause(probe.periodMs, signal)) {
      const isSuccess = await this.#check(probe, signal);
      if (signal.aborted) return;
      streak = isSuccess === isWell ? 0 : streak + 1;
      if (streak < (isWell ? probe.failureThreshold : probe.successThreshold)) continue;
      isWell = !isWell;
      streak = 0;
      onChange(isWell);
    }
  }

  async #becomeReady(signal: AbortSignal): Promise<void> {
    const { probes, readyTimeoutMs } = this.#spec;
    const limit = AbortSignal.timeout(readyTimeoutMs);
    const stop = AbortSignal.any([signal, limit, this.#ending.signal]);
    if (probes.startup !== undefined) await this.#start(probes.startup, stop);
    const isReady = await this.#succeed(probes.readiness, stop);
    signal.throwIfAborted();
    if (this.#ending.signal.aborted) await this.#throwExit();
    if (!isReady) throw this.#neverReady(probes.readiness, readyTimeoutMs);
    this.#isReady = true;
  }

  /** A server gets as long as all failures of its startup probe take. */
  async #start(probe: Probe, signal: AbortSignal): Promise<void> {
    const graceMs = probe.initialDelayMs + probe.failureThreshold * probe.periodMs;
    const isUp = await this.#succeed(
      probe,
      AbortSignal.any([signal, AbortSignal.timeout(graceMs)]),
    );
    if (!isUp && !signal.aborted) throw this.#neverReady(probe, graceMs);
  }

  /** Asks, more often than its period says, until the probe succeeds. False when it is too late. */
  async #succeed(probe: Probe, signal: AbortSignal): Promise<boolean> {
    await pause(probe.initialDelayMs, signal);
    let streak = 0;
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs *= 1.3) {
      streak = (await this.#check(probe, signal)) ? streak + 1 : 0;
      if (streak >= probe.successThreshold) return true;
      await pause(Math.min(pauseMs, longestPauseMs, probe.periodMs), signal);
    }
    return false;
  }

  #check(probe: Probe, signal: AbortSignal): Promise<boolean> {
    const { cwd, env } = this.#launch;
    return runCheck(probe.check, { port: this.#port, cwd, env }, probe.timeoutMs, signal);
  }

  async #throwExit(): Promise<never> {
    const exit = describeExit(await this.child.exited);
    const text = `Model server exited unexpectedly. ${exit}.${this.#lastOutput()}`;
    throw new ApiError('FAILED_PRECONDITION', text);
  }

  #neverReady(probe: Probe, withinMs: number): ApiError {
    return new ApiError(
      'FAILED_PRECONDITION',
      `model server never became ready. Please validate that your model file or container configuration are valid. ${describeFailure(probe.check)} within ${withinMs / 1000} s.${this.#lastOutput()}`,
    );
  }

  #lastOutput(): string {
    const tail = this.#spec.output.tail();
    return tail === '' ? ' It wrote nothing.' : ` Its last output:\n${tail}`;
  }
}

/** False when the signal came first. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (ms > 0) await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}

/** `exit code 3`, `signal SIGKILL`, `could not be started: …` */
export function describeExit(exit: Exit): string {
  if (exit.failure !== undefined) return `could not be started: ${exit.failure}`;
  return exit.signal === undefined ? `exit code ${exit.code ?? 0}` : `signal ${exit.signal}`;
}
