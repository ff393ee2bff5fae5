import type { Phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { phraseAttribute } from './phrase-markup.ts';

export const lineSize = { width: 480, height: 28, margin: 10 } as const;

/** What stands on a number line; all but the value may be absent. */
export interface NumberLine {
  value: number;
  low?: number | undefined;
  high?: number | undefined;
  champion?: number | undefined;
  limit?: number | undefined;
  zero?: 0 | undefined;
  gap?: { low: number; high: number } | undefined;
}

/** Every number that must have a place. */
export function numbersOn({ value, low, high, champion, limit, zero }: NumberLine): number[] {
  return [value, low, high, champion, limit, zero].filter((one) => one !== undefined);
}

/** Point and bar are the value with its interval, hollow is the champion, upright the limit. */
export function numberLine(line: NumberLine, x: (value: number) => number, words: Phrase): Markup {
  const { value, low, high, champion, limit, zero, gap } = line;
  const middle = lineSize.height / 2;
  const upright = (at: number | undefined, name: Markup) =>
    at === undefined
      ? markup``
      : markup`<line class="${name}" x1="${x(at)}" x2="${x(at)}" y1="3" y2="${lineSize.height - 3}"/>`;
  const band =
    gap === undefined
      ? markup``
      : markup`<rect class="gap" x="${x(gap.low)}" y="0" width="${Math.max(1, Math.round(10 * (x(gap.high) - x(gap.low))) / 10)}" height="${lineSize.height}"/>`;
  const bar =
    low === undefined || high === undefined
      ? markup``
      : markup`<line class="bar" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"/>`;
  const hollow =
    champion === undefined
      ? markup``
      : markup`<circle class="champion-point" cx="${x(champion)}" cy="${middle}" r="5"/>`;
  return markup`<svg viewBox="0 0 ${lineSize.width} ${lineSize.height}" role="img" aria-label="${phraseAttribute(words)}">${band}<line class="grid" x1="0" x2="${lineSize.width}" y1="${middle}" y2="${middle}"/>${upright(zero, markup`zero`)}${upright(limit, markup`bound`)}${bar}${hollow}<circle class="point" cx="${x(value)}" cy="${middle}" r="5"/></svg>`;
}
