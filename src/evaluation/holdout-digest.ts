import { createHash } from 'node:crypto';
import type { EvaluationSet } from './evaluation-set.ts';

const linesAtOnce = 10_000;

/** SHA-256 of ids and labels in the order of the ids: the same holdout whatever the order of its rows. */
export function holdoutDigest(set: EvaluationSet): string {
  const hash = createHash('sha256');
  const order = Uint32Array.from(set.ids, (_, place) => place).toSorted((a, b) =>
    (set.ids[a] ?? '') < (set.ids[b] ?? '') ? -1 : 1,
  );
  for (let start = 0; start < order.length; start += linesAtOnce) {
    const lines = Array.from(
      order.subarray(start, start + linesAtOnce),
      (place) => `${JSON.stringify(set.ids[place])} ${labelText(set, place)}\n`,
    );
    hash.update(lines.join(''));
  }
  return hash.digest('hex');
}

function labelText(set: EvaluationSet, place: number): string {
  switch (set.task) {
    case 'multiclass':
      return JSON.stringify(set.classes[set.labels[place] ?? -1]);
    case 'multilabel': {
      const from = place * set.classes.length;
      return JSON.stringify(set.classes.filter((_, column) => set.labels[from + column] === 1));
    }
    case 'ranking':
      return `${set.labels[place]} ${JSON.stringify(set.groups[place])}`;
    default:
      return String(set.labels[place]);
  }
}
