import { hasThreshold, type MetricName, metricNames } from './metric.ts';
import { functionNames, type Owner, owners } from './rule-tree.ts';

export const costName = 'expected_cost';
export const examplesName = 'examples';

/** What a value may be told in brackets, by name. */
export const costSettings = ['fp', 'fn', 'tp', 'tn', 'threshold'] as const;

/** Names that stand for a number. */
export const valueNames: readonly string[] = [...metricNames, examplesName, costName];

/** Every word that may begin a value. */
export const words: readonly string[] = [
  ...valueNames,
  ...owners.filter((owner) => owner !== 'challenger'),
  ...functionNames,
  'not',
];

export function metricNamed(name: string): MetricName | undefined {
  return metricNames.find((metric) => metric === name);
}

/** Names that a value of this owner may have. */
export function namesOf(owner: Owner): readonly string[] {
  // Both models are judged on the same examples.
  return owner === 'challenger' ? valueNames : valueNames.filter((name) => name !== examplesName);
}

/** Settings that a value takes: a cost all, metrics of decisions their threshold, others none. */
export function settingsOf(name: string): readonly string[] {
  if (name === costName) return costSettings;
  const metric = metricNamed(name);
  return metric !== undefined && hasThreshold(metric) ? ['threshold'] : [];
}
