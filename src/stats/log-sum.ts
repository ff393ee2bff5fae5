/** ln(e^a + e^b) without overflow; `-Infinity` is the logarithm of nothing. */
export function logAdd(a: number, b: number): number {
  const greater = Math.max(a, b);
  if (greater === -Infinity) return -Infinity;
  return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
}

/** ln of the sum of e^value; `-Infinity` when there is no value. */
export function logSumExp(values: ArrayLike<number>): number {
  let greatest = -Infinity;
  for (let i = 0; i < values.length; i += 1) greatest = Math.max(greatest, values[i] ?? -Infinity);
  if (greatest === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += Math.exp((values[i] ?? -Infinity) - greatest);
  return greatest + Math.log(sum);
}
