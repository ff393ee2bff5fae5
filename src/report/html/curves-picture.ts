import type { CurveSeries, CurvesPicture } from '../figure.ts';
import { type Phrase } from '../phrase.ts';
import { legendItem } from './legend.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { axesOf, frameOf, picture, scale, stop } from './plot.ts';

const frame = frameOf(440, 384, { left: 40, right: 14, top: 28, bottom: 46 });
const x = scale(0, 1, frame.left, frame.right);
const y = scale(0, 1, frame.bottom, frame.top);
const marks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Lines in the unit square, the candidate above the champion. */
export function curvesPicture(curves: CurvesPicture, about: Phrase): Markup {
  const legend = curves.series.map(({ role, label }) =>
    legendItem(escapeHtml(role), label, 'line'),
  );
  const axes = axesOf(
    frame,
    marks.map((at) => ({ at: x(at), label: String(at) })),
    marks.map((at) => ({ at: y(at), label: String(at) })),
  );
  const names = markup`<g aria-hidden="true"><text x="${frame.left}" y="16">${phraseMarkup(curves.y)}</text><text class="below" x="${(frame.left + frame.right) / 2}" y="${frame.height - 6}">${phraseMarkup(curves.x)}</text></g>`;
  const diagonal =
    curves.reference === 'none'
      ? markup``
      : markup`<line class="zero" x1="${x(0)}" x2="${x(1)}" y1="${y(0)}" y2="${y(1)}"/>`;
  const stops = curves.stops.map((one) => stop(x(one.x), y(one.y), one.words));
  return markup`<ul class="legend">${legend}</ul>${picture(
    about,
    markup`${axes}${names}${diagonal}${curves.series.map(seriesMarkup)}${stops}`,
    frame,
  )}`;
}

function seriesMarkup({ role, points, shares }: CurveSeries): Markup {
  const places = points.map(([across, up]) => `${x(across)},${y(up)}`).join(' ');
  const series = escapeHtml(role);
  const dots = (shares ?? []).map((share, index) => {
    const [across, up] = points[index] ?? [0, 0];
    return markup`<circle class="bin" cx="${x(across)}" cy="${y(up)}" r="${radiusOf(share)}"/>`;
  });
  return markup`<g class="${series} of-${series}" data-of="${series}"><polyline class="line" points="${escapeHtml(places)}"/>${dots}</g>`;
}

/** By area; the smallest can still be seen. */
function radiusOf(share: number): number {
  return Math.round(10 * (2 + 14 * Math.sqrt(share))) / 10;
}
