import type { Json } from '../../../src/release/json.ts';
import { answered } from '../../support/fake-predictions.ts';
import { type Setting, world } from './integration-world.ts';

export const golden = '{"name":"a","instance":"golden","expect":{"$":{"equals":"golden"}}}';
const production = 'projects/acme-prod/locations/us-central1/endpoints/birds-production';
export const table = 'acme-prod.logs.request_response_logging';

/** Whom nobody may read about in a record. */
export const secret = 'Erika Mustermann';

/** Production answered each request with its number; the second field is nobody's business. */
export function logLine(number: number, change: object = {}): string {
  const instances = [{ number, name: secret }];
  const predictions = [{ score: number, label: number % 2 === 0 ? 'even' : 'odd' }];
  return JSON.stringify({ instances, predictions, endpoint: production, ...change });
}

export function logOf(count: number, change: (number: number) => object = () => ({})): string {
  return Array.from({ length: count }, (_, number) => logLine(number, change(number))).join('\n');
}

type Answers = (number: number) => Json;
export const likeProduction: Answers = (number) => ({
  score: number,
  label: number % 2 === 0 ? 'even' : 'odd',
});

/** A staging endpoint that knows the golden case and answers logged requests as told. */
export function staging(
  answers: Answers,
  { log = logOf(100), ...setting }: Setting & { log?: string } = {},
) {
  return world({
    text: golden,
    more: { '/project/log.jsonl': log },
    answer: (instance) => {
      if (instance === 'golden') return answered('golden');
      const { number } = instance as { number: number };
      return answered(answers(number));
    },
    ...setting,
  });
}
