import { type Answer, describeAnswer } from './answer.ts';
import type { Asker } from './asker.ts';
import { type Finding, judged } from './finding.ts';
import type { CaseOf } from './suite-case.ts';

/** They tell of the caller, the address or the load, and not that the request was understood as wrong. */
const otherReasons = [401, 403, 404, 408, 429];
/** Too large: who says so may stand before the model and speak HTML. */
const tooLarge = 413;

/** Whether a request that is a mistake is refused as one: in time, as the caller's, with a message. */
export async function checkRefusal(refusal: CaseOf<'refusal'>, asker: Asker): Promise<Finding> {
  const answer = await asker.post(bodyOf(refusal));
  return judged(missOf(answer, refusal.status));
}

function bodyOf({ instances, body, bytes }: CaseOf<'refusal'>): string {
  if (body !== undefined) return body;
  if (instances !== undefined) return JSON.stringify({ instances });
  const frame = JSON.stringify({ instances: [''] });
  // JSON of exactly so many bytes, as far as the frame leaves room.
  const filler = 'x'.repeat(Math.max(0, (bytes ?? 0) - frame.length));
  return JSON.stringify({ instances: [filler] });
}

function missOf(answer: Answer, allowed: readonly number[] | undefined): string[] {
  if (answer.kind === 'predictions') return ['answered with predictions, expected a refusal'];
  if (answer.kind === 'unreadable') {
    const isTooLarge = answer.status === tooLarge && (allowed?.includes(tooLarge) ?? true);
    return isTooLarge ? [] : [describeAnswer(answer)];
  }
  const { status, message } = answer;
  const isRight =
    allowed?.includes(status) ?? (status >= 400 && status < 500 && !otherReasons.includes(status));
  const expected = allowed?.join(' or ') ?? 'a 4xx that blames the request';
  return [
    ...(isRight ? [] : [`${describeAnswer(answer)}, expected ${expected}`]),
    ...(message === '' ? [`status ${status} without a message`] : []),
  ];
}
