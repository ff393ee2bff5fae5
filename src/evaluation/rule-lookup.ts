import type { AggregateEvidence } from './aggregate-gates.ts';
import type { UnpairedChampion } from './aggregates.ts';
import { baselineCost, baselineOf } from './baseline.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { expectedCost } from './expected-cost.ts';
import type { GateEvidence } from './gate-inquiry.ts';
import { hasThreshold, traitsOf } from './metric.ts';
import { confusionAt, measure } from './metrics.ts';
import type { Found, Lookup, Missing } from './rule-evaluation.ts';
import { type Owner, printReference, type Reference } from './rule-tree.ts';
import { costName, examplesName, metricNamed } from './rule-vocabulary.ts';

/** Of what a model that says one value of every example is plain. */
const tasksWithBaseline: readonly string[] = ['binary', 'regression'];

/**
 * Values of a rule from predictions. A rule that names the champion is judged on the examples that
 * both have.
 */
export function lookupIn(
  { challenger, pair, unpaired }: GateEvidence,
  { isPaired, threshold }: { isPaired: boolean; threshold: number },
): Lookup {
  const set = isPaired && pair !== undefined ? pair.challenger : challenger;
  return (reference) => {
    if (reference.owner !== 'champion') return valueOf(reference, set, threshold);
    if (pair !== undefined) return valueOf(reference, pair.champion, threshold);
    return valueOfUnpaired(reference, unpaired);
  };
}

/** Values of a rule where there are metrics only. */
export function lookupInAggregates({ challenger, champion }: AggregateEvidence): Lookup {
  return (reference) => {
    if (reference.owner === 'champion') return valueOfUnpaired(reference, champion);
    if (reference.owner === 'baseline') return missing(reference, 'needs predictions', 'mistaken');
    if (reference.name === examplesName) {
      return found(reference, challenger.examples, 'is not among the aggregates');
    }
    return valueIn(reference, challenger.metrics);
  };
}

function valueOf(reference: Reference, set: EvaluationSet, usual: number): Found {
  const { name, settings, owner } = reference;
  const threshold = settings['threshold'] ?? usual;
  if (name === examplesName) return found(reference, set.ids.length, '');
  if (name === costName) {
    if (set.task !== 'binary') {
      return missing(reference, `needs two classes, not a ${set.task}`, 'mistaken');
    }
    const cost =
      owner === 'baseline'
        ? baselineCost(set, settings)
        : expectedCost(confusionAt(set, threshold), settings);
    return found(reference, cost, 'is not defined: there is no example');
  }
  const metric = metricNamed(name);
  if (metric === undefined) return missing(reference, 'is no metric', 'mistaken');
  const { task } = traitsOf(metric);
  if (task !== set.task) {
    const why = `judges a ${task}, the predictions are of a ${set.task}`;
    return missing(reference, why, 'mistaken');
  }
  if (owner === 'baseline' && !tasksWithBaseline.includes(task)) {
    return missing(reference, `is not known for a ${task}`, 'mistaken');
  }
  const measured = owner === 'baseline' ? baselineOf(metric, set) : measure(metric, set, threshold);
  return found(reference, measured.value, measured.note ?? 'is not defined here');
}

function valueOfUnpaired(reference: Reference, champion: UnpairedChampion | undefined): Found {
  if (champion === undefined) return missing(reference, 'no champion yet', 'no_champion');
  if (champion.state === 'unknown') return missing(reference, champion.why, 'undefined');
  return valueIn(reference, champion.aggregates.metrics);
}

function valueIn(reference: Reference, metrics: ReadonlyMap<string, number>): Found {
  const { name, settings, owner } = reference;
  const metric = metricNamed(name);
  if (metric === undefined || (hasThreshold(metric) && settings['threshold'] !== undefined)) {
    return missing(reference, 'needs predictions', stateWithout(owner));
  }
  return found(reference, metrics.get(metric), 'is not among the aggregates');
}

/** The candidate's evidence is what its owner gave; the champion's is what happened to be kept. */
function stateWithout(owner: Owner): Missing['state'] {
  return owner === 'champion' ? 'undefined' : 'mistaken';
}

function found(reference: Reference, value: number | undefined, why: string): Found {
  return value === undefined ? missing(reference, why, 'undefined') : { state: 'found', value };
}

function missing(reference: Reference, why: string, state: Missing['state']): Found {
  return { state: 'missing', missing: { what: printReference(reference), why, state } };
}
