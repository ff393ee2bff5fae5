import type { Asker } from './asker.ts';
import { misses } from './expectation.ts';
import { type Finding, judged, unanswered } from './finding.ts';
import { schemaMisses } from './response-schema.ts';
import type { CaseOf } from './suite-case.ts';

const mostMisses = 20;

/** Whether the prediction is as expected, and of the form that the suite's schemas say. */
export async function checkGolden(
  golden: CaseOf<'golden'>,
  schemas: readonly CaseOf<'schema'>[],
  asker: Asker,
): Promise<{ finding: Finding; formMisses: ReadonlyMap<string, readonly string[]> }> {
  const answer = await asker.ask([golden.instance]);
  if (answer.kind !== 'predictions') return { finding: unanswered(answer), formMisses: new Map() };
  const [prediction] = answer.predictions;
  const formMisses = schemas.map(
    ({ name, schema }) => [name, schemaMisses(prediction, schema).slice(0, mostMisses)] as const,
  );
  const wrong = misses(prediction, golden.expect);
  return { finding: judged(wrong.slice(0, mostMisses)), formMisses: new Map(formMisses) };
}
