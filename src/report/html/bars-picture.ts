import type { BarsPicture } from '../figure.ts';
import { milliseconds } from '../figures.ts';
import type { Phrase } from '../phrase.ts';
import { phraseText } from '../phrase-text.ts';
import { type Markup, markup, plain } from './markup.ts';
import { axesOf, frameOf, type Mark, picture, scale, stop } from './plot.ts';

const frame = frameOf(960, 260, { left: 16, right: 16, top: 64, bottom: 28 });
const tallest = frame.bottom - frame.top;
/** Where names of marks stand, one below the other by turns: neighbours would touch. */
const nameRows = [14, 30, 46, 60];
const mostMarks = 12;

/** Bars whose area is their count; percentiles and limits as upright lines with names above. */
export function barsPicture({ bars, marks }: BarsPicture, about: Phrase): Markup {
  const ends = [...bars.flatMap(({ from, to }) => [from, to]), ...marks.map(({ at }) => at)];
  const log = scale(
    Math.log(Math.min(...ends)),
    Math.log(Math.max(...ends)),
    frame.left,
    frame.right,
  );
  const x = (ms: number) => log(Math.log(ms));
  const densities = bars.map(({ from, to, count }) => count / Math.log(to / from));
  const height = scale(0, Math.max(...densities), 0, tallest);
  const drawn = bars.map(({ from, to, count }, index) => {
    // What is rare must not vanish.
    const high = count === 0 ? 0 : Math.max(1.5, height(densities[index] ?? 0));
    const wide = Math.max(0.8, Math.round(10 * (x(to) - x(from))) / 10);
    return markup`<rect x="${x(from)}" y="${round(frame.bottom - high)}" width="${wide}" height="${round(high)}"/>`;
  });
  const stops = bars.map(({ from, to, words }, index) =>
    stop(round((x(from) + x(to)) / 2), round(frame.bottom - height(densities[index] ?? 0)), words),
  );
  const named = marks
    .toSorted((a, b) => a.at - b.at)
    .slice(0, mostMarks)
    .map((mark, index) => markMarkup(mark, x(mark.at), index));
  return picture(
    about,
    markup`${axesOf(frame, logMarks(Math.min(...ends), Math.max(...ends), x), [])}<g class="area challenger">${drawn}</g>${named}${stops}`,
    frame,
  );
}

function markMarkup(
  { label, kind }: BarsPicture['marks'][number],
  at: number,
  index: number,
): Markup {
  const name = plain(kind === 'limit' ? `limit of ${label}` : label, 40);
  const side = at > (2 * frame.width) / 3 ? markup`ends` : markup`begins`;
  const shift = at > (2 * frame.width) / 3 ? -4 : 4;
  const row = nameRows[index % nameRows.length] ?? 14;
  return markup`<g class="${kind === 'limit' ? markup`limit` : markup`percentile`}"><line x1="${at}" x2="${at}" y1="${row - 10}" y2="${frame.bottom}"/><text class="${side}" x="${round(at + shift)}" y="${row}">${name}</text></g>`;
}

/** 1, 2 and 5 times powers of ten; powers alone, or every other of them, where that would be too many. */
function logMarks(from: number, to: number, x: (ms: number) => number): Mark[] {
  const first = Math.floor(Math.log10(from));
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - first + 1 }, (_, index) => index);
  const times = powers.length > 4 ? [1] : [1, 2, 5];
  return powers
    .flatMap((power) => times.map((one) => Number((one * 10 ** (first + power)).toPrecision(1))))
    .filter((at) => at >= from && at <= to)
    .map((at) => ({ at: x(at), label: phraseText(milliseconds(at)) }));
}

function round(place: number): number {
  return Math.round(10 * place) / 10;
}
