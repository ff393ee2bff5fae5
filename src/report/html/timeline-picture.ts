import type { TimelinePart, TimelinePicture } from '../figure.ts';
import { duration, figure, milliseconds } from '../figures.ts';
import { own, type Phrase, phrase } from '../phrase.ts';
import { phraseText } from '../phrase-text.ts';
import { legendItem } from './legend.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { axesOf, frameOf, type Mark, picture, roundMarks, scale, stop } from './plot.ts';

const frame = frameOf(960, 180, { left: 64, right: 30, top: 12, bottom: 28 });
const mostLevels = 5;
const mostTimes = 8;

/** Requests above, latency below, on one time axis. */
export function timelinePictures(timeline: TimelinePicture, about: Phrase): Markup {
  const { parts, endMs, steadyFromMs } = timeline;
  const x = scale(0, endMs, frame.left, frame.right);
  const times = roundMarks(0, endMs / 1_000, mostTimes).map((seconds) => ({
    at: x(seconds * 1_000),
    label: phraseText(duration(seconds * 1_000)),
  }));
  const steady =
    steadyFromMs > 0 && steadyFromMs < endMs
      ? markup`<line class="zero" x1="${x(steadyFromMs)}" x2="${x(steadyFromMs)}" y1="${frame.top}" y2="${frame.bottom}"/>`
      : markup``;
  const asked =
    timeline.rate === undefined
      ? markup``
      : legendItem(markup`asked`, phrase`asked for: ${figure(timeline.rate)}`, 'line');
  return markup`<p class="figcaption">Requests a second, by when they were due</p>
<ul class="legend">${legendItem(markup`answered`, own('answered'), 'band')}${legendItem(markup`failed`, own('failed'), 'band')}${asked}</ul>
${picture(about, markup`${requests(timeline, x, times)}${steady}`, frame)}
<p class="figcaption">Latency</p>
<ul class="legend">${legendItem(markup`p50`, own('p50'), 'line')}${legendItem(markup`p99`, own('p99'), 'line')}</ul>
${picture(phrase`Latency over time: percentiles 50 and 99 of each part. The table has the same figures.`, markup`${latencies(parts, x, times)}${steady}`, frame)}`;
}

type Place = (ms: number) => number;

function requests({ parts, rate }: TimelinePicture, x: Place, times: readonly Mark[]): Markup {
  const sums = parts.map((part) => part.answeredPerSecond + part.failedPerSecond);
  const top = Math.max(1, rate ?? 0, ...sums) * 1.05;
  const y = scale(0, top, frame.bottom, frame.top);
  const levels = roundMarks(0, top, mostLevels).map((at) => ({
    at: y(at),
    label: phraseText(figure(at)),
  }));
  const bars = (of: Markup, from: (part: TimelinePart) => number, to: typeof from) =>
    markup`<g class="area ${of}" data-of="${of}">${parts.map((part) =>
      to(part) === from(part)
        ? markup``
        : bar(x(part.fromMs), x(part.toMs), y(from(part)), y(to(part))),
    )}</g>`;
  const answered = (part: TimelinePart) => part.answeredPerSecond;
  const all = (part: TimelinePart) => part.answeredPerSecond + part.failedPerSecond;
  const asked =
    rate === undefined
      ? markup``
      : markup`<line class="line asked" data-of="asked" x1="${frame.left}" x2="${frame.right}" y1="${y(rate)}" y2="${y(rate)}"/>`;
  const stops = parts.map((part) =>
    stop(x((part.fromMs + part.toMs) / 2), y(all(part)), part.words),
  );
  return markup`${axesOf(frame, times, levels)}${bars(markup`answered`, () => 0, answered)}${bars(markup`failed`, answered, all)}${asked}${stops}`;
}

function bar(left: number, right: number, bottom: number, top: number): Markup {
  const round = (place: number) => Math.round(10 * place) / 10;
  return markup`<rect x="${left}" y="${top}" width="${Math.max(0.5, round(right - left - 0.6))}" height="${round(bottom - top)}"/>`;
}

function latencies(parts: readonly TimelinePart[], x: Place, times: readonly Mark[]): Markup {
  const known = parts.flatMap(({ p50, p99 }) => [p50, p99]).filter((one) => one !== undefined);
  const top = Math.max(0.001, ...known) * 1.05;
  const y = scale(0, top, frame.bottom, frame.top);
  const levels = roundMarks(0, top, mostLevels).map((at) => ({
    at: y(at),
    label: phraseText(milliseconds(at)),
  }));
  const line = (name: Markup, of: (part: TimelinePart) => number | undefined) => {
    const places = parts.flatMap((part) => {
      const level = of(part);
      return level === undefined ? [] : [`${x((part.fromMs + part.toMs) / 2)},${y(level)}`];
    });
    return markup`<polyline class="line ${name}" data-of="${name}" points="${escapeHtml(places.join(' '))}"/>`;
  };
  return markup`${axesOf(frame, times, levels)}${line(markup`p50`, ({ p50 }) => p50)}${line(markup`p99`, ({ p99 }) => p99)}`;
}
