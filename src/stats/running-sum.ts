/**
 * All partial sums of the values, the first one included, with Neumaier's compensation: the error
 * stays at a few units in the last place however many values there are.
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation, ZAMM 54 (1974).
 */
export function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    sums[i] = sum + lost;
  }
  return sums;
}
