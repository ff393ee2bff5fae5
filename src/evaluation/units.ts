import type { EvaluationSet, ForecastingSet } from './evaluation-set.ts';
import { groupPlaces } from './grouping.ts';

/** What is drawn as a whole when a set is resampled, because examples in it hang together. */
export interface Units {
  kind: 'example' | 'query' | 'series' | 'block';
  count: number;
  /** The unit of each example; absent where each is its own. */
  of?: Uint32Array;
}

/** With fewer series, each is cut into blocks of time. */
const seriesNeeded = 20;

/**
 * Examples, queries of a ranking, or series of a forecast. A forecast of few series is cut into blocks of
 * consecutive times as long as the cube root of their number (E. Carlstein, Annals of Statistics 14,
 * 1986; the order of the length by H. Künsch, Annals of Statistics 17, 1989).
 */
export function unitsOf(set: EvaluationSet): Units {
  switch (set.task) {
    case 'ranking':
      return unitsBy('query', [...groupPlaces(set.groups).values()], set.ids.length);
    case 'forecasting': {
      const series = [...groupPlaces(seriesOf(set)).values()];
      if (series.length >= seriesNeeded) return unitsBy('series', series, set.ids.length);
      const blocks = series.flatMap((places) => blocksOf(set, places));
      return unitsBy('block', blocks, set.ids.length);
    }
    default:
      return { kind: 'example', count: set.ids.length };
  }
}

function seriesOf({ ids, series }: ForecastingSet): readonly string[] {
  return series ?? ids.map(() => '');
}

function blocksOf({ times }: ForecastingSet, places: readonly number[]): readonly number[][] {
  const inTime =
    times === undefined
      ? places
      : places.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const length = Math.ceil(Math.cbrt(inTime.length));
  return Array.from({ length: Math.ceil(inTime.length / length) }, (_, block) =>
    inTime.slice(block * length, (block + 1) * length),
  );
}

function unitsBy(
  kind: Units['kind'],
  units: readonly (readonly number[])[],
  examples: number,
): Units {
  const of = new Uint32Array(examples);
  units.forEach((places, unit) => {
    for (const place of places) of[place] = unit;
  });
  return { kind, count: units.length, of };
}
