import { figure, signed } from '../figures.ts';
import type { IntervalRow } from '../interval-rows.ts';
import { nothing, own, type Phrase, phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { phraseAttribute, phraseMarkup } from './phrase-markup.ts';
import { scale } from './plot.ts';

const size = { width: 480, height: 28, margin: 10 } as const;

/** Each gate on a number line of its own: the candidate with its interval, its champion, the limit. */
export function intervalFigure(rows: readonly IntervalRow[]): Markup {
  return markup`<figure class="intervals"><figcaption>Each gate on a scale of its own: point and bar are the candidate with its interval, the hollow point is the champion, the upright line is the limit</figcaption>
<ul>${rows.map(rowMarkup)}</ul></figure>`;
}

function rowMarkup(row: IntervalRow): Markup {
  const tone = row.verdict === 'pass' ? markup`good` : markup`bad`;
  return markup`<li class="${row.verdict === 'inconclusive' ? markup`wait` : tone}"><div>${phraseMarkup(row.subject)}<br><small>${phraseMarkup(inWords(row))}</small></div>${numberLine(row)}</li>`;
}

function inWords({ measures, value, low, high, limit }: IntervalRow): Phrase {
  const told = measures === 'change' ? signed : figure;
  const what = measures === 'change' ? own('change ') : nothing;
  const bound = limit === undefined ? nothing : phrase`; limit ${told(limit)}`;
  return phrase`${what}${told(value)}, ${told(low)} to ${told(high)}${bound}`;
}

function numberLine(row: IntervalRow): Markup {
  const { low, high, value, champion, limit } = row;
  const zero = row.measures === 'change' ? [0] : [];
  const known = [low, high, value, champion, limit, ...zero].filter((one) => one !== undefined);
  const x = scale(Math.min(...known), Math.max(...known), size.margin, size.width - size.margin);
  const middle = size.height / 2;
  const upright = (at: number, name: Markup) =>
    markup`<line class="${name}" x1="${x(at)}" x2="${x(at)}" y1="3" y2="${size.height - 3}"/>`;
  return markup`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${phraseAttribute(inWords(row))}"><line class="grid" x1="0" x2="${size.width}" y1="${middle}" y2="${middle}"/>${zero.map((at) => upright(at, markup`zero`))}${limit === undefined ? [] : [upright(limit, markup`bound`)]}<line class="bar" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"/>${champion === undefined ? [] : [markup`<circle class="champion-point" cx="${x(champion)}" cy="${middle}" r="5"/>`]}<circle class="point" cx="${x(value)}" cy="${middle}" r="5"/></svg>`;
}
