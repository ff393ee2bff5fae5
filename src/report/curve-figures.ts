import type { CurveSeries, CurvesPicture, Figure, Point, Stop } from './figure.ts';
import { count, figure } from './figures.ts';
import { join, nothing, type Phrase, phrase } from './phrase.ts';
import type { BinView, CurvesView } from './predictions-evidence.ts';

/** Both models, or the candidate alone. */
export interface CurvesOfModels {
  challenger?: CurvesView | undefined;
  champion?: CurvesView | undefined;
}

/** What a legend tells of a curve besides its model. */
export interface Areas {
  metrics: ReadonlyMap<string, number>;
  championMetrics: ReadonlyMap<string, number>;
}

type Role = CurveSeries['role'];

const roles: readonly Role[] = ['champion', 'challenger'];
export const roleWords: Readonly<Record<Role, Phrase>> = {
  champion: phrase`champion`,
  challenger: phrase`candidate`,
};

/** Curves that have points; no figure for those that have none. */
export function curveFigures(curves: CurvesOfModels, areas: Areas): Figure[] {
  return [
    curveFigure({
      title: phrase`ROC curve`,
      x: phrase`false positive rate`,
      y: phrase`true positive rate`,
      reference: 'diagonal',
      told: [0.01, 0.05, 0.1, 0.2],
      series: seriesOf(curves, 'roc', 'auRoc', areas),
    }),
    curveFigure({
      title: phrase`Precision and recall`,
      x: phrase`recall`,
      y: phrase`precision`,
      reference: 'none',
      told: [0.25, 0.5, 0.75, 0.9],
      series: seriesOf(curves, 'precisionRecall', 'auPrc', areas),
    }),
    calibrationFigure(curves),
  ].flatMap((one) => (one === undefined ? [] : [one]));
}

function seriesOf(
  curves: CurvesOfModels,
  key: 'roc' | 'precisionRecall',
  metric: string,
  areas: Areas,
): CurveSeries[] {
  return roles.flatMap((role) => {
    const points = curves[role]?.[key] ?? [];
    const label = phrase`${roleWords[role]}${areaWords(role, metric, areas)}`;
    return points.length < 2 ? [] : [{ role, label, points }];
  });
}

function areaWords(role: Role, metric: string, areas: Areas): Phrase {
  const area = (role === 'champion' ? areas.championMetrics : areas.metrics).get(metric);
  if (area === undefined) return nothing;
  return phrase`, area ${figure(area)}`;
}

interface Curve {
  title: Phrase;
  x: Phrase;
  y: Phrase;
  reference: CurvesPicture['reference'];
  /** Places of the x axis at which the curve is told in words. */
  told: readonly number[];
  series: readonly CurveSeries[];
}

function curveFigure({ title, x, y, reference, told, series }: Curve): Figure | undefined {
  if (series.length === 0) return undefined;
  const rows = series.flatMap(({ role, points }) =>
    points.map(([across, up]) => [roleWords[role], figure(across), figure(up)]),
  );
  return {
    title,
    about: phrase`${title}, ${y} by ${x}. ${join(
      series.map((one) => curveWords(one, x, told)),
      phrase` `,
    )}`,
    picture: { kind: 'curves', x, y, reference, series, stops: stopsOf(series, x, y) },
    summary: phrase`${title}: all points`,
    table: {
      columns: [
        { title: phrase`model` },
        { title: x, align: 'right' },
        { title: y, align: 'right' },
      ],
      rows,
    },
    elsewhere: 'left_out',
  };
}

function curveWords({ role, points }: CurveSeries, x: Phrase, told: readonly number[]): Phrase {
  const places = told.flatMap((at) => {
    const level = levelAt(points, at);
    return level === undefined ? [] : [phrase`${figure(level)} at ${figure(at)}`];
  });
  return phrase`The ${roleWords[role]}: ${join(places, phrase`, `)} ${x}.`;
}

/** At each point of the candidate, or of the champion where it is alone, what the other has there. */
function stopsOf(series: readonly CurveSeries[], x: Phrase, y: Phrase): Stop[] {
  const main = series.at(-1);
  const other = series.length > 1 ? series[0] : undefined;
  return (main?.points ?? []).map(([across, up]) => {
    const beside = other === undefined ? undefined : levelAt(other.points, across);
    const compared =
      beside === undefined || other === undefined
        ? nothing
        : phrase`, ${roleWords[other.role]} ${figure(beside)}`;
    const who = main === undefined ? nothing : roleWords[main.role];
    return {
      x: across,
      y: up,
      words: phrase`at ${figure(across)} ${x}: ${y} ${who} ${figure(up)}${compared}`,
    };
  });
}

/** The highest place of the drawn line at x; undefined where it does not reach. */
export function levelAt(points: readonly Point[], x: number): number | undefined {
  const levels = points.slice(1).flatMap(([right, end], index) => {
    const [left, start] = points[index] ?? [right, end];
    if (x < Math.min(left, right) || x > Math.max(left, right)) return [];
    if (left === right) return [Math.max(start, end)];
    return [start + ((x - left) / (right - left)) * (end - start)];
  });
  return levels.length === 0 ? undefined : Math.max(...levels);
}

function calibrationFigure(curves: CurvesOfModels): Figure | undefined {
  const known = roles.flatMap((role) => {
    const bins = curves[role]?.calibration ?? [];
    return bins.length === 0 ? [] : [{ role, bins }];
  });
  if (known.length === 0) return undefined;
  const series = known.map(({ role, bins }): CurveSeries => {
    const total = bins.reduce((sum, { examples }) => sum + examples, 0);
    return {
      role,
      label: phrase`${roleWords[role]}`,
      points: bins.map(({ score, share }) => [score, share]),
      shares: bins.map(({ examples }) => (total === 0 ? 0 : examples / total)),
    };
  });
  const stops = known.at(-1)?.bins.map(({ score, share, examples }) => ({
    x: score,
    y: share,
    words: phrase`mean score ${figure(score)}: ${figure(share)} of ${count(examples)} examples are positive`,
  }));
  return {
    title: phrase`Calibration`,
    about: phrase`Calibration: the share of positives by mean score; scores that are probabilities lie on the diagonal. ${join(known.map(farthest), phrase` `)}`,
    picture: {
      kind: 'curves',
      x: phrase`mean score`,
      y: phrase`share of positives`,
      reference: 'diagonal',
      series,
      stops: stops ?? [],
    },
    summary: phrase`Calibration: all points`,
    table: {
      columns: [
        { title: phrase`model` },
        { title: phrase`mean score`, align: 'right' },
        { title: phrase`share of positives`, align: 'right' },
        { title: phrase`examples`, align: 'right' },
      ],
      rows: known.flatMap(({ role, bins }) =>
        bins.map(({ score, share, examples }) => [
          roleWords[role],
          figure(score),
          figure(share),
          count(examples),
        ]),
      ),
    },
    elsewhere: 'left_out',
  };
}

function farthest({ role, bins }: { role: Role; bins: readonly BinView[] }): Phrase {
  const distance = ({ score, share }: BinView) => Math.abs(share - score);
  const [first] = bins.toSorted((a, b) => distance(b) - distance(a));
  if (first === undefined) return nothing;
  return phrase`The ${roleWords[role]} is farthest from it at the mean score ${figure(first.score)}, where ${figure(first.share)} are positive.`;
}
