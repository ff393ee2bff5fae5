import type { Chart } from './markdown.ts';
import { readableLine } from '../readable.ts';

/** A name in quotes in a Mermaid chart: letters, digits and what joins them, all else is a space. */
export function mermaidLabel(value: string, most = 60): Chart {
  const plain = readableLine(value, most).replaceAll(/[^\p{L}\p{N}._ -]+/gu, ' ');
  // Two dashes or dots begin an arrow, also in places where none can be.
  const quiet = plain.replaceAll(/([-._])\1+/g, '$1').trim();
  return `"${quiet === '' ? '-' : quiet}"` as Chart;
}
