import { type CanaryChart, highestPercent } from '../canary-chart.ts';
import { code, mermaidBlock } from './escape-code.ts';
import { mermaidLabel } from './escape-mermaid.ts';
import { type Chart, diagram, join, type Lines, mark } from './markdown.ts';

/**
 * The challenger's share as bars, the evidence as a line, its limit as another, look by look, folded.
 * Looks are numbered, because Mermaid draws two equal times as one. It draws one look as nothing.
 */
export function canaryMermaid({ subject, looks }: CanaryChart): Lines[] {
  if (looks.length < 2) return [];
  const evidence = looks.map((look) => bounded(look.evidence));
  const top = Math.max(100, ...evidence);
  const numbers = looks.map((_, index) => diagram`"${index + 1}"`);
  const title = `Canary of ${subject.replace('@', ' version ')}`;
  const legend = mark`Bars: the challenger's share of traffic. Rising line: evidence against ${code(subject, 60)}, drawn up to ${highestPercent} %. Level line: the limit.`;
  const chart = mermaidBlock([
    diagram`xychart-beta`,
    diagram`  title ${mermaidLabel(title)}`,
    diagram`  x-axis "look" [${list(numbers)}]`,
    diagram`  y-axis "percent" 0 --> ${top}`,
    diagram`  bar [${points(looks.map(({ percent }) => bounded(percent)))}]`,
    diagram`  line [${points(evidence)}]`,
    diagram`  line [${points(looks.map(() => 100))}]`,
  ]);
  return [
    [`<details><summary>Chart of every look</summary>`, legend, chart, '</details>'].join(
      '\n\n',
    ) as Lines,
  ];
}

function points(values: readonly number[]): Chart {
  return list(values.map((value) => diagram`${value}`));
}

function list(items: readonly Chart[]): Chart {
  return join(items, diagram`, `);
}

function bounded(percent: number): number {
  return Math.round(Math.min(highestPercent, Math.max(0, percent)));
}
