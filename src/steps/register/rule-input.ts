import { z } from 'zod';
import { didYouMean } from '../../contract/nearest.ts';
import type { RuleProblem } from '../../evaluation/rule-cursor.ts';
import { longestRule, parseRule } from '../../evaluation/rule-parser.ts';
import type { BusinessRule } from '../../evaluation/rule-verdict.ts';
import { severityAbout, severitySchema } from '../../evaluation/severity.ts';

const expected = 'a rule, such as auRoc > 0.8 and recall >= champion.recall - 0.01';

const condition = z
  .string({ error: expected })
  // Editors know this much of the language by the schema; the parser knows all of it.
  .meta({ pattern: '^([^<>=!]|=[^=])*([<>]|[=!]=)[\\s\\S]*$', maxLength: longestRule })
  .transform((text, context) => {
    const reading = parseRule(text);
    if (reading.ok) return { text, condition: reading.rule };
    for (const problem of reading.problems) {
      context.addIssue({ code: 'custom', message: `expected ${describe(problem)}`, input: text });
    }
    return z.NEVER;
  });

const weighed = z.strictObject({
  rule: condition.describe('What must hold.'),
  on_fail: severitySchema.optional().describe(severityAbout),
});

/** One business rule as a configuration file writes it: a text, or a mapping that weighs it. */
export const ruleSchema = z
  .union([condition, weighed], { error: expected })
  .transform((written): BusinessRule =>
    'rule' in written
      ? { ...written.rule, severity: written.on_fail ?? 'reject' }
      : { ...written, severity: 'reject' },
  );

/** `the name of a metric at column 24, not recal: did you mean recall?`. */
function describe({ column, expected: wanted, found, known }: RuleProblem): string {
  const meant = known === undefined ? undefined : didYouMean(found, known);
  const mend = meant === undefined ? '' : ` (${meant.replace('Did', 'did')})`;
  return `${wanted} at column ${column}, not ${found.slice(0, 40)}${mend}`;
}
