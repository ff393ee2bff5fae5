/**
 * The area under the ROC curve: how often a strike with damage scores above one without, a tie counting
 * half. By the rank sum of Mann and Whitney.
 */
export function auc(scores, labels) {
  const order = scores.map((_, i) => i).toSorted((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++;
    const tied = order.slice(start, end).filter((i) => labels[i] === 1).length;
    rankSum += tied * ((start + 1 + end) / 2);
    positives += tied;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
