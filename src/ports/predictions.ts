import type { Json } from '../release/json.ts';

export type PredictionAnswer =
  | { kind: 'answered'; predictions: readonly Json[]; deployedModelId: string }
  | { kind: 'refused'; status: number; message: string; deployedModelId?: string };

/** Online prediction. Not retried: the caller wants to see failures. */
export interface Predictions {
  /** @throws ReleaseError HOST_UNREACHABLE, PERMISSION_DENIED, CANCELLED. */
  predict(
    endpoint: string,
    instances: readonly Json[],
    options: { timeoutMs: number; signal: AbortSignal },
  ): Promise<PredictionAnswer>;
}
