import type { Estimator } from './estimator.ts';
import type { RankingSet } from './evaluation-set.ts';
import { groupPlaces } from './grouping.ts';
import { cutOff, type Measured, type MetricName } from './metric.ts';
import { byDescendingScore } from './score-order.ts';

/** Examples of one query with the same score: their number and their relevances. */
interface Tie {
  size: number;
  gain: number;
  relevant: number;
}

/** A list in the order of its scores. Equal scores have no order among them. */
interface RankedList {
  ties: readonly Tie[];
  /** From the highest down. */
  relevances: Float64Array;
}

/** Undefined for metrics of other tasks. */
export function queryEstimator(metric: MetricName, set: RankingSet): Estimator | undefined {
  const measure = measureOf(metric);
  if (measure === undefined) return undefined;
  const queries = [...groupPlaces(set.groups).values()];
  const values = queries.map((places) => measure(rankedList(set, places)));
  const firsts = queries.map((places) => places[0] ?? 0);
  const barren = queries.filter((places) =>
    places.every((place) => set.labels[place] === 0),
  ).length;
  return (weights) => meanOfQueries(values, firsts, weights, barren);
}

function measureOf(metric: MetricName): ((list: RankedList) => number) | undefined {
  switch (metric) {
    case 'ndcg':
      return ndcg;
    case 'meanAveragePrecision':
      return averagePrecision;
    case 'meanReciprocalRank':
      return reciprocalRank;
    default:
      return undefined;
  }
}

/** The examples of a query have one weight: that of the query. */
function meanOfQueries(
  values: readonly number[],
  firsts: readonly number[],
  weights: Float64Array,
  barren: number,
): Measured {
  let sum = 0;
  let total = 0;
  for (let query = 0; query < values.length; query += 1) {
    const weight = weights[firsts[query] ?? 0] ?? 0;
    sum += weight * (values[query] ?? 0);
    total += weight;
  }
  if (total <= 0) return { note: 'there is no query' };
  if (barren === 0) return { value: sum / total };
  const note = `queries without anything relevant count 0: ${barren} of ${values.length}`;
  return { value: sum / total, note };
}

function rankedList({ labels, scores }: RankingSet, places: readonly number[]): RankedList {
  const local = Float64Array.from(places, (place) => scores[place] ?? 0);
  const ties: Tie[] = [];
  let before: number | undefined;
  for (const i of byDescendingScore(local)) {
    const relevance = labels[places[i] ?? 0] ?? 0;
    const last = ties.at(-1);
    const relevant = relevance > 0 ? 1 : 0;
    if (last === undefined || local[i] !== before)
      ties.push({ size: 1, gain: relevance, relevant });
    else {
      last.size += 1;
      last.gain += relevance;
      last.relevant += relevant;
    }
    before = local[i];
  }
  const relevances = Float64Array.from(places, (place) => labels[place] ?? 0);
  return { ties, relevances: relevances.toSorted().toReversed() };
}

/**
 * K. Järvelin, J. Kekäläinen, ACM TOIS 20 (2002), with the relevance itself as gain; of equal scores each
 * place has their mean gain (F. McSherry, M. Najork, ECIR 2008), as scikit-learn's ndcg_score does.
 */
function ndcg({ ties, relevances }: RankedList): number {
  const ideal = relevances
    .subarray(0, cutOff)
    .reduce((sum, relevance, rank) => sum + relevance * discount(rank), 0);
  if (ideal === 0) return 0;
  let gained = 0;
  let rank = 0;
  for (const { size, gain } of ties) {
    const end = rank + size;
    for (; rank < Math.min(end, cutOff); rank += 1) gained += (gain / size) * discount(rank);
    rank = end;
  }
  return gained / ideal;
}

/** @param rank from 0. */
function discount(rank: number): number {
  return 1 / Math.log2(rank + 2);
}

/** Equal scores are taken together, as scikit-learn's average_precision_score does. */
function averagePrecision({ ties }: RankedList): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const { size, relevant } of ties) {
    seen += size;
    found += relevant;
    sum += (relevant * found) / seen;
  }
  return found === 0 ? 0 : sum / found;
}

/** Of equal scores, what is to be expected when chance orders them (McSherry and Najork, as above). */
function reciprocalRank({ ties }: RankedList): number {
  let before = 0;
  for (const { size, relevant } of ties) {
    if (relevant > 0) return expectedReciprocal(before, size, relevant);
    before += size;
  }
  return 0;
}

function expectedReciprocal(before: number, size: number, relevant: number): number {
  let expected = 0;
  // The chance that the first relevant one of them stands at this place.
  let chance = relevant / size;
  for (let place = 1; place <= size - relevant + 1 && before + place <= cutOff; place += 1) {
    expected += chance / (before + place);
    chance *= (size - place - relevant + 1) / (size - place);
  }
  return expected;
}
