import { ReleaseError } from '../../src/errors/error.ts';
import type { Exchange, PredictionAnswer, Predictions } from '../../src/ports/predictions.ts';
import type { Json } from '../../src/release/json.ts';

export interface Question {
  endpoint: string;
  instance: Json;
  timeoutMs: number;
  host?: string;
}

export interface FakePredictions extends Predictions {
  readonly asked: readonly Question[];
  /** Bodies that were sent as they are, in their order. */
  readonly sent: readonly string[];
}

export interface FakeAnswering {
  /** How long an answer takes; 10 ms unless told. */
  latencyMs?: (instance: Json, count: number) => number;
  /** What comes of a body as it is, before its instances are looked at. */
  exchange?: (body: string, count: number) => Exchange | undefined;
  /** How late the requests of a load are sent. */
  lateMs?: number;
}

/** Predictions that answer what a function says to each instance that is asked. */
export function fakePredictions(
  answer: (instance: Json, count: number) => PredictionAnswer | Promise<PredictionAnswer>,
  { latencyMs = () => 10, exchange = () => undefined, lateMs = 0 }: FakeAnswering = {},
): FakePredictions {
  const asked: Question[] = [];
  const sent: string[] = [];
  const fake: FakePredictions = {
    asked,
    sent,
    async predict(endpoint, [instance = null], { signal, ...how }) {
      if (signal.aborted) throw new ReleaseError('CANCELLED', 'the prediction was cancelled');
      asked.push({ endpoint, instance, ...how });
      return await answer(instance, asked.length);
    },
    async send(endpoint, body, { signal, ...how }) {
      if (signal.aborted) throw new ReleaseError('CANCELLED', 'the prediction was cancelled');
      sent.push(body);
      const scripted = exchange(body, sent.length);
      if (scripted !== undefined) return scripted;
      const { instances } = JSON.parse(body) as { instances: Json[] };
      const predictions: Json[] = [];
      for (const instance of instances) {
        asked.push({ endpoint, instance, ...how });
        const one = await answer(instance, asked.length);
        const taken = latencyMs(instance, asked.length);
        if (one.kind === 'refused') return json(one.status, { error: one.message }, taken);
        predictions.push(...one.predictions);
      }
      return json(200, { predictions }, latencyMs(instances[0] ?? null, asked.length));
    },
    async load({ endpoint, host, count, bodyOf, timeoutMs, signal }, onEnd) {
      const where = host === undefined ? {} : { host };
      for (let index = 0; index < count; index += 1) {
        const ended = await fake.send(endpoint, bodyOf(index), { timeoutMs, signal, ...where });
        onEnd({ index, latencyMs: ended.latencyMs + lateMs, lateMs, exchange: ended });
      }
    },
  };
  return fake;
}

export function answered(prediction: Json): PredictionAnswer {
  return { kind: 'answered', predictions: [prediction], deployedModelId: '7001' };
}

export function refused(status: number, message: string): PredictionAnswer {
  return { kind: 'refused', status, message };
}

function json(status: number, value: unknown, latencyMs: number): Exchange {
  return { kind: 'answered', status, body: JSON.stringify(value), latencyMs };
}
