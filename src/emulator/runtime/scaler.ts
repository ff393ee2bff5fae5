import {
  decideReplicas,
  type Measurement,
  type Recommendation,
  type ScalingMetric,
  type ScalingPolicy,
} from './autoscaling.ts';
import { type CpuTimes, readCpuTimes } from './process-usage.ts';
import type { ReplicaActivity } from './replica-set.ts';

/** What is scaled. */
export interface Scalable {
  readonly targetCount: number;
  readonly requestCount: number;
  readonly activity: readonly ReplicaActivity[];
  resize(count: number): void;
}

/** What one look saw. */
export interface Look {
  at: number;
  requests: number;
  /** By process id, in milliseconds since the process began. */
  workMs: ReadonlyMap<number, number>;
}

export interface ScalerOptions {
  periodMs: number;
  /** Of one replica. */
  cpus: number;
  readCpu?: () => Promise<CpuTimes | undefined>;
  /** Milliseconds on a clock that does not go back. */
  now?: () => number;
}

/** Looks at a deployed model every period and changes its number of replicas as its policy says. */
export class Scaler {
  readonly #scaled: Scalable;
  readonly #options: Required<ScalerOptions>;
  #policy: ScalingPolicy | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last: Look | undefined;
  #recommendations: readonly Recommendation[] = [];

  constructor(scaled: Scalable, options: ScalerOptions) {
    this.#scaled = scaled;
    this.#options = { readCpu: readCpuTimes, now: () => performance.now(), ...options };
  }

  /** The bounds of the policy hold at once, its targets with the next look. */
  follow(policy: ScalingPolicy): void {
    this.stop();
    this.#policy = policy;
    const { targetCount } = this.#scaled;
    const bounded = Math.min(Math.max(targetCount, policy.min), policy.max);
    if (bounded !== targetCount) this.#scaled.resize(bounded);
    // Nothing is looked at where there is nothing to decide.
    if (policy.min < policy.max) this.#schedule();
  }

  stop(): void {
    this.#policy = undefined;
    clearTimeout(this.#timer);
  }

  /** One look and what follows from it. */
  async look(): Promise<void> {
    const look = await this.#see();
    const measurement = measure(this.#last, look, this.#options.cpus);
    this.#last = look;
    // It may have been stopped meanwhile.
    if (measurement === undefined || this.#policy === undefined) return;
    const decision = decideReplicas(this.#policy, measurement, this.#recommendations);
    this.#recommendations = decision.recommendations;
    if (decision.replicas !== this.#scaled.targetCount) this.#scaled.resize(decision.replicas);
  }

  /** A look may take longer than a period; the next one waits for it. */
  #schedule(): void {
    clearTimeout(this.#timer);
    const look = (): void => {
      void this.look().finally(() => {
        if (this.#policy !== undefined) this.#schedule();
      });
    };
    this.#timer = setTimeout(look, this.#options.periodMs);
    this.#timer.unref();
  }

  /** Where the CPU time is not known, having requests in flight counts as work on one CPU. */
  async #see(): Promise<Look> {
    const cpu = await this.#options.readCpu();
    const { activity, requestCount } = this.#scaled;
    const work = activity.map(({ pid, busyMs }) => [pid, cpu?.get(pid) ?? busyMs] as const);
    return { at: this.#options.now(), requests: requestCount, workMs: new Map(work) };
  }
}

/** Usage between two looks, as the mean of the replicas that both of them saw. */
export function measure(last: Look | undefined, look: Look, cpus: number): Measurement | undefined {
  if (last === undefined || look.workMs.size === 0) return undefined;
  const elapsedMs = look.at - last.at;
  const usage: Partial<Record<ScalingMetric, number>> = {
    request_count: ((look.requests - last.requests) * 60_000) / elapsedMs / look.workMs.size,
  };
  const shares = [...look.workMs].flatMap(([pid, workMs]) => {
    const before = last.workMs.get(pid);
    return before === undefined ? [] : [(workMs - before) / elapsedMs / cpus];
  });
  if (shares.length > 0) {
    usage.cpu_utilization = (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
  }
  return { at: look.at, replicas: look.workMs.size, usage };
}
