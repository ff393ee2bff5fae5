import type { JsonObject } from '../../release/json.ts';
import type { Verdict } from '../../release/verdict.ts';
import { describeAnswer } from './answer.ts';
import type { Unanswered } from './asker.ts';

/** What a case came to. `error`: a request of it got no prediction, so that nothing can be said. */
export interface Finding {
  verdict: Verdict;
  /** What was not as expected, a sentence each; empty when the case passed. */
  misses: readonly string[];
  /** Numbers behind it that the record keeps. */
  evidence?: JsonObject;
}

export function judged(misses: readonly string[], evidence?: JsonObject): Finding {
  const verdict = misses.length === 0 ? 'pass' : 'fail';
  return { verdict, misses, ...(evidence === undefined ? {} : { evidence }) };
}

export function unanswered(answer: Unanswered): Finding {
  return { verdict: 'error', misses: [describeAnswer(answer)] };
}
