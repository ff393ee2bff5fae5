/** A share of a number of trials with its 95 % interval: E. B. Wilson, JASA 22 (1927). */
export interface Share {
  count: number;
  trials: number;
  value: number;
  low: number;
  high: number;
}

/** `z`: normal quantile of the interval. */
export function shareOf(count: number, trials: number, z = 1.96): Share {
  const value = count / trials;
  const centre = (value + z ** 2 / (2 * trials)) / (1 + z ** 2 / trials);
  const spread =
    (z / (1 + z ** 2 / trials)) *
    Math.sqrt((value * (1 - value)) / trials + z ** 2 / (4 * trials ** 2));
  return { count, trials, value, low: Math.max(0, centre - spread), high: centre + spread };
}
