import type { DotRow, DotsPicture } from '../figure.ts';
import { phrase } from '../phrase.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { lineSize, numberLine, numbersOn } from './number-line.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { roundMarks, scale } from './plot.ts';
import { toneOf } from './tone.ts';

/** Rows one below the other on one scale, and the scale below them. */
export function dotsPicture({ rows, limit, zero, gap }: DotsPicture): Markup {
  const lines = rows.map((row) => ({ ...row, limit, zero, gap }));
  const known = lines.flatMap(numbersOn);
  const [from, to] = [Math.min(...known), Math.max(...known)];
  const x = scale(from, to, lineSize.margin, lineSize.width - lineSize.margin);
  const drawn = lines.map(
    (line) =>
      markup`<li class="${toneOf(line.verdict)}">${labelOf(line)}${numberLine(line, x, phrase`${line.label}: ${line.words}`)}</li>`,
  );
  const marks = roundMarks(from, to, 6).map(
    (at) => markup`<text class="below" x="${x(at)}" y="16">${escapeHtml(String(at))}</text>`,
  );
  return markup`<ul>${drawn}<li class="scale" aria-hidden="true"><div></div><svg aria-hidden="true" viewBox="0 0 ${lineSize.width} ${lineSize.height}">${marks}</svg></li></ul>`;
}

function labelOf({ label, words }: DotRow): Markup {
  return markup`<div>${phraseMarkup(label)}<br><small>${phraseMarkup(words)}</small></div>`;
}
