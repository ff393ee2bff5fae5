import type { Phrase } from '../phrase.ts';
import { phraseAttribute } from './phrase-markup.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';

/** A picture and the area in it that is drawn on, in units of the picture; text is 13 units high. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** As wide as the page. */
export const wideFrame: Frame = frameOf(960, 220, { left: 48, right: 12, top: 12, bottom: 28 });

export function frameOf(
  width: number,
  height: number,
  margin: { left: number; right: number; top: number; bottom: number },
): Frame {
  const { left, right, top, bottom } = margin;
  return { width, height, left, right: width - right, top, bottom: height - bottom };
}

/** A value of [from, to] as a place of [start, end]; places have one decimal. What has no place is at the start. */
export function scale(from: number, to: number, start: number, end: number) {
  const span = to - from === 0 ? 1 : to - from;
  return (value: number): number => {
    const place = Math.round(10 * (start + ((value - from) / span) * (end - start))) / 10;
    return Number.isFinite(place) ? place : start;
  };
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
  const x = scale(time.from, time.to, wideFrame.left, wideFrame.right);
  const levels = percents.map((percent) => ({ at: y(percent), label: `${percent} %` }));
  const marks = timeMarks(time.from, time.to).map(({ at, label }) => ({ at: x(at), label }));
  return axesOf(wideFrame, marks, levels);
}

/** A place of a picture and what stands there. */
export interface Mark {
  at: number;
  label: string;
}

/** Marks below, levels at the left. */
export function axesOf(frame: Frame, below: readonly Mark[], levels: readonly Mark[]): Markup {
  const { left, right, bottom } = frame;
  const lines = levels.map(
    ({ at, label }) =>
      markup`<line class="grid" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/><text class="left" x="${left - 6}" y="${at + 4}">${escapeHtml(label)}</text>`,
  );
  const marks = below.map(
    ({ at, label }) =>
      markup`<line class="tick" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 5}"/><text class="below" x="${at}" y="${bottom + 19}">${escapeHtml(label)}</text>`,
  );
  return markup`<g class="axes" aria-hidden="true">${lines}${marks}</g>`;
}

/** Round numbers in [from, to], at most so many steps of 1, 2 or 5 times a power of ten. */
export function roundMarks(from: number, to: number, most: number): number[] {
  const least = (to - from) / most;
  if (!Number.isFinite(least) || least <= 0) return [];
  const power = 10 ** Math.floor(Math.log10(least));
  const step =
    [1, 2, 5, 10].map((times) => times * power).find((one) => one >= least) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  if (!Number.isSafeInteger(first) || last - first > 2 * most) return [];
  // So close together that rounding moves a mark out of the range, numbers have no marks.
  const slack = (to - from) * 1e-6;
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(14)),
  ).filter((mark) => mark >= from - slack && mark <= to + slack);
}

/** A picture that is told in words to whom does not see it. */
export function picture(label: Phrase, content: Markup, frame: Frame = wideFrame): Markup {
  const kind = frame.width >= wideFrame.width ? markup`chart wide-chart` : markup`chart`;
  return markup`<div class="scroll"><svg class="${kind}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${phraseAttribute(label)}">${content}<line class="cursor off" x1="0" x2="0" y1="${frame.top}" y2="${frame.bottom}"/></svg></div>`;
}

/** A place that the script reads out. */
export function stop(x: number, y: number, words: Phrase): Markup {
  return markup`<circle class="stop" cx="${x}" cy="${y}" r="4.5" data-stop="${phraseAttribute(words)}"/>`;
}
