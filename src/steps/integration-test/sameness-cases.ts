import type { Json } from '../../release/json.ts';
import type { Asker } from './asker.ts';
import { type Finding, judged, unanswered } from './finding.ts';
import { isNear, show } from './json-value.ts';
import type { CaseOf } from './suite-case.ts';

/** Instances of golden cases that a batch without instances of its own takes at most. */
const mostInBatch = 32;

/** Whether the same instance gets the same prediction every time. */
export async function checkDeterminism(
  { instance, times, tolerance }: CaseOf<'determinism'>,
  asker: Asker,
): Promise<Finding> {
  const predicted = await asker.each(Array.from({ length: times }, () => instance));
  if (predicted.kind === 'unanswered') return unanswered(predicted.answer);
  const [first, ...others] = predicted.predictions;
  if (first === undefined) return judged(['there is no prediction']);
  const other = others.findIndex((one) => !isNear(one, first, tolerance));
  return judged(
    other < 0 ? [] : [`${show(others[other])} at time ${other + 2}, ${show(first)} at first`],
  );
}

/** Whether instances get in one request what each gets alone, in the same order. */
export async function checkBatch(
  { instances, tolerance }: CaseOf<'batch'>,
  golden: readonly CaseOf<'golden'>[],
  asker: Asker,
): Promise<Finding> {
  const asked = instances ?? golden.slice(0, mostInBatch).map(({ instance }) => instance);
  const alone = await asker.each(asked);
  if (alone.kind === 'unanswered') return unanswered(alone.answer);
  const together = await asker.ask(asked);
  if (together.kind !== 'predictions') return unanswered(together);
  const { predictions } = together;
  if (predictions.length !== asked.length) {
    return judged([`${predictions.length} predictions for ${asked.length} instances`]);
  }
  return judged(differences(alone.predictions, predictions, tolerance));
}

function differences(
  alone: readonly (Json | undefined)[],
  together: readonly Json[],
  tolerance: number,
): string[] {
  return together.flatMap((one, index) =>
    isNear(one, alone[index], tolerance)
      ? []
      : [`instances[${index}] is ${show(one)} in the batch, ${show(alone[index])} alone`],
  );
}
