import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessInfo } from '../../runtime/process-table.ts';
import type { Series } from '../../series/point.ts';
import type { Schedule } from '../../store/operations.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { InterceptorFor } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { AdjustableClock } from '../adjustable-clock.ts';
import { CallFaults } from './call-faults.ts';
import { Fault } from './fault.ts';
import type { Effect, FaultSpec } from './fault-spec.ts';
import { planOperation } from './operation-faults.ts';
import { ProcessFaults } from './process-faults.ts';
import { seenThrough } from './series-faults.ts';

export interface FaultBoardParts {
  /** Faults go by its origin, which they do not skew; all else goes by the clock itself. */
  clock: AdjustableClock;
  /** Of the emulator; each fault mixes its own into it. */
  seed: number;
  /** Present from the start and again after a reset. */
  configured?: readonly FaultSpec[];
  pause?: (ms: number) => Promise<void>;
  signal?: (pid: number, signal: NodeJS.Signals) => void;
}

const callKinds: readonly Effect['kind'][] = [
  'latency',
  'status',
  'connection_reset',
  'response_lost',
  'duplicate',
  'stale_read',
  'server_crash',
];
const processKinds: readonly Effect['kind'][] = ['replica_killed', 'server_stall'];
const operationKinds: readonly Effect['kind'][] = ['slow_operation', 'failing_operation'];
const seriesKinds: readonly Effect['kind'][] = ['metric_delay', 'metric_gap', 'metric_correction'];

/** All faults there are, and the places where they take hold. */
export class FaultBoard {
  readonly #parts: FaultBoardParts;
  readonly #calls: CallFaults;
  readonly #processes: ProcessFaults;
  #faults: readonly Fault[] = [];
  #ofSeries: readonly Fault[] = [];
  #ofOperations: readonly Fault[] = [];
  #running: () => readonly ProcessInfo[] = () => [];
  #created = 0;

  constructor(parts: FaultBoardParts) {
    const { clock, pause = delay, signal = signalGroup } = parts;
    this.#parts = parts;
    const now = (): number => clock.origin.now();
    this.#processes = new ProcessFaults({ now, list: () => this.#running(), signal });
    this.#calls = new CallFaults({
      now,
      pause: async (ms) => void (await pause(ms)),
      servers: this.#processes,
    });
    clock.skew = () => this.#skewMs();
  }

  /** The configured faults begin; `processes` is what those of model servers hit. */
  begin(processes: { list: () => readonly ProcessInfo[] }): void {
    this.#running = () => processes.list();
    this.restore();
  }

  create(spec: FaultSpec): Fault {
    this.#created += 1;
    const { seed, clock } = this.#parts;
    const isOfSeries = seriesKinds.includes(spec.effect.kind);
    const createdAt = (isOfSeries ? clock : clock.origin).now();
    const own = mixed(seed, spec.seed ?? this.#created);
    const fault = new Fault(`fault-${this.#created}`, spec, own, createdAt);
    this.#use([...this.#faults, fault]);
    return fault;
  }

  list(): JsonObject[] {
    return this.#faults.map((fault) => fault.describe());
  }

  /** @throws ApiError NOT_FOUND */
  get(id: string): JsonObject {
    return this.#existing(id).describe();
  }

  /** @throws ApiError NOT_FOUND */
  delete(id: string): void {
    const fault = this.#existing(id);
    this.#use(this.#faults.filter((each) => each !== fault));
  }

  /** Removes all faults; what they hold up goes on. */
  clear(): void {
    this.#use([]);
  }

  /** Only the configured faults, as at the start. */
  restore(): void {
    this.clear();
    this.#created = 0;
    for (const spec of this.#parts.configured ?? []) this.create(spec);
  }

  readonly interceptorFor: InterceptorFor = (call) => this.#calls.interceptorFor(call);

  readonly schedule: Schedule = (operation) =>
    this.#ofOperations.length === 0
      ? undefined
      : planOperation(this.#ofOperations, operation, this.#parts.clock.origin.now());

  readonly lens = (series: Series): Series =>
    this.#ofSeries.length === 0
      ? series
      : seenThrough(this.#ofSeries, series, this.#parts.clock.now());

  #use(faults: readonly Fault[]): void {
    const of = (kinds: readonly Effect['kind'][]): Fault[] =>
      faults.filter(({ effect }) => kinds.includes(effect.kind));
    this.#faults = faults;
    this.#ofSeries = of(seriesKinds);
    this.#ofOperations = of(operationKinds);
    this.#calls.faults = of(callKinds);
    this.#processes.faults = of(processKinds);
  }

  #skewMs(): number {
    let skewMs = 0;
    for (const fault of this.#faults) {
      if (fault.effect.kind !== 'clock_skew') continue;
      const now = this.#parts.clock.origin.now();
      if (!fault.covers(now)) continue;
      skewMs += fault.effect.offsetMs;
      fault.note(now, { method: '', resources: ['clock'] });
    }
    return skewMs;
  }

  #existing(id: string): Fault {
    const fault = this.#faults.find((each) => each.id === id);
    if (fault !== undefined) return fault;
    throw new ApiError('NOT_FOUND', `There is no fault ${id}.`);
  }
}

function mixed(seed: number, own: number): number {
  return Math.imul(seed ^ Math.imul(own + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone.
  }
}
