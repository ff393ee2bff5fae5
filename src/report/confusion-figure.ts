import type { Figure } from './figure.ts';
import { count, figure, share } from './figures.ts';
import { code, join, nothing, type Phrase, phrase } from './phrase.ts';
import type { ConfusionView } from './predictions-evidence.ts';

const mostMistakes = 3;

/** How the candidate decided the examples of each class. */
export function confusionFigure({ classes, counts, threshold }: ConfusionView): Figure {
  const at = threshold === undefined ? nothing : phrase` at threshold ${figure(threshold)}`;
  const title = phrase`Confusion matrix of the candidate${at}`;
  return {
    title,
    about: phrase`Rows are labels, columns are decisions; percentages are of the row. ${rightWords(counts)}${mistakeWords({ classes, counts })}`,
    picture: { kind: 'matrix', classes, counts },
    summary: title,
    table: {
      columns: [
        { title: phrase`label` },
        ...classes.map((name) => ({
          title: phrase`decided ${code(name, 40)}`,
          align: 'right' as const,
        })),
        { title: phrase`right`, align: 'right' },
      ],
      rows: counts.map((row, label) => [
        code(classes[label] ?? '', 40),
        ...row.map(examplesOf),
        share(partOf(row[label], totalOf(row))),
      ]),
    },
    elsewhere: 'folded',
  };
}

/** A whole number, or a sum of weights. */
export function examplesOf(weight: number): Phrase {
  return Number.isInteger(weight) ? count(weight) : figure(weight);
}

export function totalOf(row: readonly number[]): number {
  return row.reduce((sum, one) => sum + one, 0);
}

function partOf(one: number | undefined, total: number): number | undefined {
  return one === undefined || total === 0 ? undefined : one / total;
}

function rightWords(counts: ConfusionView['counts']): Phrase {
  const total = totalOf(counts.map(totalOf));
  const right = totalOf(counts.map((row, label) => row[label] ?? 0));
  return phrase`${examplesOf(right)} of ${examplesOf(total)} decisions are right.`;
}

/** Which class is most often taken for which. */
function mistakeWords({ classes, counts }: Pick<ConfusionView, 'classes' | 'counts'>): Phrase {
  const worst = counts
    .flatMap((row, label) => row.map((times, decision) => ({ label, decision, times })))
    .filter(({ label, decision, times }) => label !== decision && times > 0)
    .toSorted((a, b) => b.times - a.times)
    .slice(0, mostMistakes);
  if (worst.length === 0) return nothing;
  const told = worst.map(
    ({ label, decision, times }) =>
      phrase`${code(classes[label] ?? '', 40)} for ${code(classes[decision] ?? '', 40)} ${examplesOf(times)} times`,
  );
  return phrase` Most often taken: ${join(told, phrase`, `)}.`;
}
