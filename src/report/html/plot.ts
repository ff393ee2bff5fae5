import type { Phrase } from '../phrase.ts';
import { phraseAttribute } from './phrase-markup.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';

/** The drawing area in units of the picture; text is 13 units high. */
export const plot = { width: 960, height: 220, left: 48, right: 12, top: 12, bottom: 28 } as const;

export const inner = {
  left: plot.left,
  right: plot.width - plot.right,
  top: plot.top,
  bottom: plot.height - plot.bottom,
} as const;

/** A value of [from, to] as a place of [start, end]; places have one decimal. */
export function scale(from: number, to: number, start: number, end: number) {
  const span = to - from === 0 ? 1 : to - from;
  return (value: number): number =>
    Math.round(10 * (start + ((value - from) / span) * (end - start))) / 10;
}

/** Milliseconds between two marks of a time axis. */
const timeSteps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800,
  604_800,
].map((seconds) => seconds * 1_000);

const mostTimeMarks = 7;

/** Round times in [from, to]: of a minute where they are that far apart, else of a second. */
export function timeMarks(from: number, to: number): { at: number; label: string }[] {
  const step = timeSteps.find((one) => (to - from) / one <= mostTimeMarks);
  if (step === undefined) return [];
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, label: labelOf(at, step) };
  });
}

function labelOf(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  if (step >= 86_400_000) return iso.slice(5, 10);
  return step >= 60_000 ? iso.slice(11, 16) : iso.slice(11, 19);
}

/** Lines and labels of both axes: time below, percent at the left. */
export function axes(
  time: { from: number; to: number },
  percents: readonly number[],
  y: (percent: number) => number,
): Markup {
  const x = scale(time.from, time.to, inner.left, inner.right);
  const levels = percents.map((percent) => {
    const at = y(percent);
    return markup`<line class="grid" x1="${inner.left}" x2="${inner.right}" y1="${at}" y2="${at}"/><text class="left" x="${inner.left - 6}" y="${at + 4}">${percent} %</text>`;
  });
  const marks = timeMarks(time.from, time.to).map(({ at, label }) => {
    const place = x(at);
    return markup`<line class="tick" x1="${place}" x2="${place}" y1="${inner.bottom}" y2="${inner.bottom + 5}"/><text class="below" x="${place}" y="${inner.bottom + 19}">${escapeHtml(label)}</text>`;
  });
  return markup`<g class="axes" aria-hidden="true">${levels}${marks}</g>`;
}

/** A picture that is told in words to whom does not see it. */
export function picture(label: Phrase, content: Markup): Markup {
  return markup`<div class="scroll"><svg class="chart" viewBox="0 0 ${plot.width} ${plot.height}" role="img" aria-label="${phraseAttribute(label)}">${content}<line class="cursor off" x1="0" x2="0" y1="${inner.top}" y2="${inner.bottom}"/></svg></div>`;
}
