import { ApiError } from '../../wire/api-error.ts';
import { anyOf } from '../../wire/encode.ts';
import type { Call, HeldAnswer, Interceptor } from '../../wire/handler.ts';
import type { Fault } from './fault.ts';
import type { CallEffect } from './fault-spec.ts';
import { StaleAnswers } from './stale-answers.ts';
import { type Subject, subjectOfCall } from './subject.ts';

/** The model servers of endpoints, as far as a `server_crash` names them. */
interface ModelServers {
  canKill: (fault: Fault, endpoint: Subject) => boolean;
  kill: (fault: Fault, endpoint: Subject) => void;
}

/** What call faults need of the world. */
export interface CallFaultParts {
  now: () => number;
  pause: (ms: number) => Promise<void>;
  servers: ModelServers;
}

interface Struck {
  fault: Fault;
  effect: CallEffect;
}

/** Faults never hit what they are managed by and looked at with, nor whether the emulator is there. */
const ownRoute = /^\/($|emulator\/|healthz$)/;
const readMethod = /\.Get[A-Z]\w*$/;
/** Reads that are not answered from earlier ones: their path alone does not say what was asked. */
const otherRead = /\.(List|Search|Query|Wait)[A-Z]\w*$|\.PredictionService\.|^(GET|HEAD) /;

/** Faults that hit calls on their way to the handler and back. */
export class CallFaults {
  readonly #parts: CallFaultParts;
  readonly #stale = new Map<Fault, StaleAnswers>();
  #faults: readonly Fault[] = [];

  constructor(parts: CallFaultParts) {
    this.#parts = parts;
  }

  set faults(faults: readonly Fault[]) {
    this.#faults = faults;
    for (const fault of this.#stale.keys()) if (!faults.includes(fault)) this.#stale.delete(fault);
    for (const fault of faults) {
      if (fault.effect.kind === 'stale_read' && !this.#stale.has(fault)) {
        this.#stale.set(fault, new StaleAnswers());
      }
    }
  }

  /**
   * Undefined where nothing is to happen. Decided in the order in which calls arrive; faults apply in
   * order of creation, and those after one that keeps a call from being served do not see it.
   */
  interceptorFor(call: Call): Interceptor | undefined {
    if (this.#faults.length === 0 || ownRoute.test(call.path)) return undefined;
    const subject = subjectOfCall(call);
    const struck: Struck[] = [];
    const watching: Fault[] = [];
    for (const fault of this.#faults) {
      const effect = fault.effect as CallEffect;
      if (effect.kind === 'stale_read') {
        if (this.#isWatched(fault, subject)) watching.push(fault);
      } else if (this.#strikes(fault, subject)) {
        struck.push({ fault, effect });
        if (keepsFromServing(effect)) break;
      }
    }
    if (struck.length === 0 && watching.length === 0) return undefined;
    return (_call, serve) => this.#serve(subject, struck, watching, serve);
  }

  #strikes(fault: Fault, subject: Subject): boolean {
    if (!fault.matches(subject)) return false;
    const isPossible =
      fault.effect.kind !== 'server_crash' || this.#parts.servers.canKill(fault, subject);
    return isPossible && fault.strikes(this.#parts.now(), subject);
  }

  async #serve(
    subject: Subject,
    struck: readonly Struck[],
    watching: readonly Fault[],
    serve: () => Promise<HeldAnswer>,
  ): Promise<HeldAnswer | 'lost'> {
    let deliveries = 1;
    let isLost = false;
    for (const { fault, effect } of struck) {
      switch (effect.kind) {
        case 'latency':
          await this.#parts.pause(drawMs(fault, effect));
          break;
        case 'connection_reset':
          return 'lost';
        case 'status':
          throw asError(effect);
        case 'server_crash':
          this.#parts.servers.kill(fault, subject);
          break;
        case 'duplicate':
          deliveries += 1;
          break;
        case 'response_lost':
          isLost = true;
          break;
        case 'stale_read':
          break;
      }
    }
    let answer = await serve();
    // The caller sees the answer to the last delivery, as after a retry below it.
    for (let delivery = 1; delivery < deliveries; delivery += 1) answer = await serve();
    for (const fault of watching) answer = this.#stalened(fault, subject, answer);
    return isLost ? 'lost' : answer;
  }

  /** A stale fault reads its own method and counts the writes to its resources. */
  #isWatched(fault: Fault, { method, resources }: Subject): boolean {
    const isOfResource = resources.some((resource) => fault.spec.resource(resource));
    if (!isOfResource || otherRead.test(method)) return false;
    return readMethod.test(method) ? fault.spec.method(method) : true;
  }

  #stalened(fault: Fault, subject: Subject, fresh: HeldAnswer): HeldAnswer {
    const answers = this.#stale.get(fault);
    const { effect } = fault;
    if (answers === undefined || effect.kind !== 'stale_read') return fresh;
    if (!readMethod.test(subject.method)) {
      answers.noteWrite();
      return fresh;
    }
    const now = this.#parts.now();
    const key = `${subject.method} ${subject.resources.at(-1) ?? ''}`;
    const old = answers.find(key, effect.behind, now, fresh);
    answers.keep(key, fresh, now);
    return old !== undefined && fault.strikes(now, subject) ? old : fresh;
  }
}

function keepsFromServing({ kind }: CallEffect): boolean {
  return kind === 'connection_reset' || kind === 'status';
}

function drawMs(fault: Fault, { minMs, maxMs }: { minMs: number; maxMs: number }): number {
  return minMs === maxMs ? minMs : minMs + (maxMs - minMs) * fault.choice();
}

function asError({
  status,
  message,
  retryAfterMs,
}: Extract<CallEffect, { kind: 'status' }>): ApiError {
  if (retryAfterMs === undefined) return new ApiError(status, message);
  const info = anyOf('google.rpc.RetryInfo', { retryDelay: `${retryAfterMs / 1000}s` });
  return new ApiError(status, message, undefined, [info]);
}
