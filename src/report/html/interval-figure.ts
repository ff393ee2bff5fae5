import { figure, signed } from '../figures.ts';
import type { IntervalRow } from '../interval-rows.ts';
import { nothing, own, type Phrase, phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { lineSize, numberLine, numbersOn } from './number-line.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { scale } from './plot.ts';
import { toneOf } from './tone.ts';

/** Each gate on a number line of its own: the candidate with its interval, its champion, the limit. */
export function intervalFigure(rows: readonly IntervalRow[]): Markup {
  return markup`<figure class="intervals own-scale"><figcaption>Each gate on a scale of its own: point and bar are the candidate with its interval, the hollow point is the champion, the upright line is the limit</figcaption>
<ul>${rows.map(rowMarkup)}</ul></figure>`;
}

function rowMarkup(row: IntervalRow): Markup {
  const line = { ...row, zero: row.measures === 'change' ? (0 as const) : undefined };
  const known = numbersOn(line);
  const x = scale(
    Math.min(...known),
    Math.max(...known),
    lineSize.margin,
    lineSize.width - lineSize.margin,
  );
  const words = inWords(row);
  return markup`<li class="${toneOf(row.verdict ?? 'fail')}"><div>${phraseMarkup(row.subject)}<br><small>${phraseMarkup(words)}</small></div>${numberLine(line, x, words)}</li>`;
}

function inWords({ measures, value, low, high, limit }: IntervalRow): Phrase {
  const told = measures === 'change' ? signed : figure;
  const what = measures === 'change' ? own('change ') : nothing;
  const bound = limit === undefined ? nothing : phrase`; limit ${told(limit)}`;
  return phrase`${what}${told(value)}, ${told(low)} to ${told(high)}${bound}`;
}
