/**
 * P(X ≥ successes) of a binomial variable, by the regularised incomplete beta function.
 * @param probability of a success, in [0, 1].
 */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return incompleteBeta(successes, trials - successes + 1, probability);
}

/**
 * The largest probability that `successes` of `trials` refute at level `alpha` as too small: the lower
 * one-sided bound of Clopper and Pearson (Biometrika 26, 1934). In [0, 1].
 */
export function clopperPearsonLow(successes: number, trials: number, alpha: number): number {
  if (successes === 0) return 0;
  let low = 0;
  let high = 1;
  // Halving 60 times is exact to the last digit of a double.
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (binomialUpperTail(successes, trials, middle) < alpha) low = middle;
    else high = middle;
  }
  return low;
}

/** The upper one-sided bound of Clopper and Pearson. */
export function clopperPearsonHigh(successes: number, trials: number, alpha: number): number {
  return 1 - clopperPearsonLow(trials - successes, trials, alpha);
}

/** I_x(a, b) by Lentz's evaluation of the continued fraction, DLMF 8.17.22. */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges quickly left of the mean; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / orTiny(1 + even * d, tiny);
    c = orTiny(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / orTiny(1 + odd * d, tiny);
    c = orTiny(1 + odd / c, tiny);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return Math.min(1, (front * fraction) / a);
}

function orTiny(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** ln Γ(x) for x > 0 by Lanczos's approximation with g = 7, n = 9 (P. Godfrey, 2001). */
function logGamma(x: number): number {
  const coefficients = [
    676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
    12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
  ];
  const shifted = x - 1;
  const series = coefficients.reduce(
    (sum, coefficient, index) => sum + coefficient / (shifted + index + 1),
    0.999_999_999_999_809_9,
  );
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}
