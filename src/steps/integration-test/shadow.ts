import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import type { Answer } from './answer.ts';
import { type AskOptions, Asker } from './asker.ts';
import { valueAt } from './json-value.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { ShadowSample } from './shadow-source.ts';
import { type Difference, differencesOf } from './value-difference.ts';

/** What came of a request that was asked again. Nothing of its payload is kept. */
export interface Replay {
  id: string;
  deployedModelId: string | undefined;
  outcome:
    | { kind: 'same' }
    | { kind: 'differs'; worst: Difference; places: number }
    /** Refused, where production answered. */
    | { kind: 'refused'; status: number }
    /** No answer that can be read: it tells nothing about the model. */
    | { kind: 'unanswered'; why: string };
  /** Of a request that was answered with predictions, in ms; and as it was logged. */
  latencyMs: number | undefined;
  loggedLatencyMs: number | undefined;
}

export interface Comparison {
  /** Of each prediction; undefined: all of it. */
  field: string | undefined;
  tolerance: number;
}

export interface ShadowResult {
  sample: ShadowSample;
  comparison: Comparison;
  replays: readonly Replay[];
}

/** Asks the logged requests of one endpoint, one after the other, and compares the answers with those logged. */
export async function replayShadow(
  sample: ShadowSample,
  comparison: Comparison,
  options: AskOptions,
  context: StepContext,
): Promise<ShadowResult> {
  const asker = new Asker(options, context);
  const replays: Replay[] = [];
  for (const request of sample.requests) {
    const answer = await asker.ask(request.instances);
    replays.push({
      id: request.id,
      deployedModelId: request.deployedModelId,
      outcome: outcomeOf(answer, request, comparison),
      latencyMs: answer.kind === 'predictions' ? answer.latencyMs : undefined,
      loggedLatencyMs: request.latencyMs,
    });
    const { progress } = context.ports.host;
    progress(`${replays.length} of ${sample.requests.length} logged requests`);
  }
  return { sample, comparison, replays };
}

/** What the endpoint says of a request may repeat what is in it: only the status is kept. */
function outcomeOf(
  answer: Answer,
  { predictions }: LoggedRequest,
  { field, tolerance }: Comparison,
): Replay['outcome'] {
  if (answer.kind === 'refused') return { kind: 'refused', status: answer.status };
  if (answer.kind === 'unreadable') {
    const { status } = answer;
    const why = status === undefined ? 'no whole answer' : `status ${status} with what is no JSON`;
    return { kind: 'unanswered', why };
  }
  const [found, logged] = [answer.predictions, predictions].map((all) => partOf(all, field));
  let worst: Difference | undefined;
  let places = 0;
  for (const difference of differencesOf(found, logged, tolerance)) {
    places += 1;
    if (worst === undefined || isWorse(difference, worst)) worst = difference;
  }
  return worst === undefined ? { kind: 'same' } : { kind: 'differs', worst, places };
}

/** The part of each prediction that is compared; null where it is not there. */
function partOf(predictions: readonly Json[], field: string | undefined): readonly Json[] {
  if (field === undefined) return predictions;
  return predictions.map((prediction) => valueAt(prediction, field) ?? null);
}

const gravity = ['number', 'class', 'form'] as const;

/** Another form is worse than another class, and that is worse than another number. */
export function isWorse(one: Difference, other: Difference): boolean {
  const apart = gravity.indexOf(one.kind) - gravity.indexOf(other.kind);
  return apart === 0 ? (one.by ?? 0) > (other.by ?? 0) : apart > 0;
}
