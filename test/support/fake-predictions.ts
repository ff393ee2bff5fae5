import { ReleaseError } from '../../src/errors/error.ts';
import type { PredictionAnswer, Predictions } from '../../src/ports/predictions.ts';
import type { Json } from '../../src/release/json.ts';

export interface FakePredictions extends Predictions {
  readonly asked: readonly { endpoint: string; instance: Json; timeoutMs: number }[];
}

/** Predictions that answer what a function says to the one instance that is asked. */
export function fakePredictions(
  answer: (instance: Json, count: number) => PredictionAnswer | Promise<PredictionAnswer>,
): FakePredictions {
  const asked: { endpoint: string; instance: Json; timeoutMs: number }[] = [];
  return {
    asked,
    async predict(endpoint, [instance = null], { timeoutMs, signal }) {
      if (signal.aborted) throw new ReleaseError('CANCELLED', 'the prediction was cancelled');
      asked.push({ endpoint, instance, timeoutMs });
      return await answer(instance, asked.length);
    },
  };
}

export function answered(prediction: Json): PredictionAnswer {
  return { kind: 'answered', predictions: [prediction], deployedModelId: '7001' };
}

export function refused(status: number, message: string): PredictionAnswer {
  return { kind: 'refused', status, message };
}
