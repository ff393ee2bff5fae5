import { percentOfLimit } from '../canary/look.ts';
import type { LookView } from './canary-evidence.ts';
import { mermaidBlock } from './escape-code.ts';
import { mermaidLabel } from './escape-mermaid.ts';
import { type Block, type Chart, diagram, join } from './markdown.ts';

/** More percent than this would press the rest of the chart flat. */
const highest = 200;

/**
 * The challenger's share as bars, the evidence as a line, its limit as another, look by look. Looks are
 * numbered, because Mermaid draws two equal times as one.
 */
export function canaryChart(title: string, looks: readonly LookView[]): Block {
  const evidence = looks.map((look) => bounded(percentOfLimit(look.evidence)));
  const top = Math.max(100, ...evidence);
  const numbers = looks.map((_, index) => diagram`"${index + 1}"`);
  return mermaidBlock([
    diagram`xychart-beta`,
    diagram`  title ${mermaidLabel(title)}`,
    diagram`  x-axis "look" [${list(numbers)}]`,
    diagram`  y-axis "percent" 0 --> ${top}`,
    diagram`  bar [${points(looks.map(({ percent }) => bounded(percent)))}]`,
    diagram`  line [${points(evidence)}]`,
    diagram`  line [${points(looks.map(() => 100))}]`,
  ]);
}

function points(values: readonly number[]): Chart {
  return list(values.map((value) => diagram`${value}`));
}

function list(items: readonly Chart[]): Chart {
  return join(items, diagram`, `);
}

function bounded(percent: number): number {
  return Math.round(Math.min(highest, Math.max(0, percent)));
}
