import type { CanaryChart } from '../canary-chart.ts';
import { text, phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { axes, picture, scale, wideFrame } from './plot.ts';
import { modelClass } from './series.ts';

/** Shares of the endpoint's traffic over time, stacked: a step at each change of the split. */
export function splitPicture(chart: CanaryChart): Markup {
  const { splits, models, from, to, subject } = chart;
  const x = scale(from, to, wideFrame.left, wideFrame.right);
  const y = scale(0, 100, wideFrame.bottom, wideFrame.top);
  const areas = models.map(({ id }, index) => {
    const below = new Set(models.slice(0, index).map((model) => model.id));
    const bands = splits.flatMap(({ at, split }, place) => {
      const start = split.reduce((sum, [one, share]) => (below.has(one) ? sum + share : sum), 0);
      const share = new Map(split).get(id) ?? 0;
      const until = splits[place + 1]?.at ?? to;
      return share <= 0 || start >= 100
        ? []
        : [band(x(at), x(until), y(start), y(Math.min(100, start + share)))];
    });
    const series = modelClass(chart, index);
    return markup`<g class="area ${series}" data-of="${series}">${bands}</g>`;
  });
  return picture(
    phrase`Traffic split over time while ${text(subject, 80)} was tried. The table of shifts has the same figures.`,
    markup`${axes({ from, to }, [0, 25, 50, 75, 100], y)}${areas}`,
  );
}

function band(left: number, right: number, bottom: number, top: number): Markup {
  const width = Math.max(0.5, Math.round(10 * (right - left)) / 10);
  const height = Math.round(10 * (bottom - top)) / 10;
  return markup`<rect x="${left}" y="${top}" width="${width}" height="${height}"/>`;
}
