import { z } from 'zod';
import { heading, paragraph, table } from './block.ts';
import { figure } from './figures.ts';
import { cell, code, dash, join, phrase, type Phrase } from './phrase.ts';
import { anyText, anyVerdict, entriesOf, listOf, read } from './reading.ts';
import { findStep, type RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { weighed } from './verdict-words.ts';

const mostRules = 40;
const mostValues = 10;

const rule = z.object({
  rule: z.string(),
  verdict: anyVerdict,
  severity: anyText,
  reason: anyText,
  values: entriesOf(z.number()),
});

const evidence = z.object({ rules: listOf(rule) });

/** Rules of the business on several metrics at once, with the values that they saw. */
export function rulesSection(view: RecordView): Section | undefined {
  const rules = read(evidence, findStep(view, 'register')?.evidence)?.rules ?? [];
  if (rules.length === 0) return undefined;
  const more = rules.length - mostRules;
  return {
    name: phrase`business rules`,
    content: [
      heading(3, phrase`Business rules`),
      table(
        [
          { title: phrase`rule` },
          { title: phrase`values` },
          { title: phrase`verdict` },
          { title: phrase`why`, width: 'wide' },
        ],
        rules
          .slice(0, mostRules)
          .map((one) => [
            cell(one.rule, 300),
            valueWords(one.values),
            weighed(one.verdict, one.severity),
            cell(one.reason, 300),
          ]),
      ),
      ...(more > 0 ? [paragraph(phrase`And ${more} more, in the release record.`)] : []),
    ],
  };
}

function valueWords(values: readonly (readonly [string, number])[]): Phrase {
  if (values.length === 0) return dash;
  const told = values
    .slice(0, mostValues)
    .map(([name, value]) => phrase`${code(name, 60)}\u00a0${figure(value)}`);
  const more = values.length - told.length;
  return join(more > 0 ? [...told, phrase`${more} more`] : told, phrase`, `);
}
