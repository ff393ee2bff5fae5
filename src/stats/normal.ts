/**
 * P(Z ≤ z) of the standard normal distribution, to about 1e-15 absolute.
 * Source: J. F. Hart et al., Computer Approximations (1968), algorithm 5666, as given by
 * G. West, Better Approximations to Cumulative Normal Functions, Wilmott (2005).
 */
export function normalCdf(z: number): number {
  return z > 0 ? 1 - tailBeyond(z) : tailBeyond(-z);
}

/** P(Z > z), as exact in the far tail as elsewhere. */
export function upperTail(z: number): number {
  return normalCdf(-z);
}

/** Beyond x ≥ 0. */
function tailBeyond(x: number): number {
  if (x > 37) return 0;
  const density = Math.exp((-x * x) / 2);
  if (x >= 7.071_067_811_865_47) {
    const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
    return density / fraction / 2.506_628_274_631;
  }
  const numerator = horner(
    x,
    [
      3.526_249_659_989_11e-2, 0.700_383_064_443_688, 6.373_962_203_531_65, 33.912_866_078_383,
      112.079_291_497_871, 221.213_596_169_931, 220.206_867_912_376,
    ],
  );
  const denominator = horner(
    x,
    [
      8.838_834_764_831_84e-2, 1.755_667_163_182_64, 16.064_177_579_207, 86.780_732_202_946_1,
      296.564_248_779_674, 637.333_633_378_831, 793.826_512_519_948, 440.413_735_824_752,
    ],
  );
  return (density * numerator) / denominator;
}

/**
 * The z below which a standard normal falls with probability p, 0 < p < 1.
 * Source: P. J. Acklam's rational approximation (relative error 1.2e-9), then one step of Halley's method.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1))
    throw new RangeError(`a probability in (0, 1) has a quantile, ${p} has none`);
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = p < 0.024_25 ? lowTail(Math.sqrt(-2 * Math.log(p))) : middle(p - 0.5);
  const error = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - error / (1 + (z * error) / 2);
}

function lowTail(q: number): number {
  const numerator = horner(
    q,
    [
      -7.784_894_002_430_293e-3, -0.322_396_458_041_136_5, -2.400_758_277_161_838,
      -2.549_732_539_343_734, 4.374_664_141_464_968, 2.938_163_982_698_783,
    ],
  );
  const denominator = horner(
    q,
    [
      7.784_695_709_041_462e-3, 0.322_467_129_070_039_8, 2.445_134_137_142_996,
      3.754_408_661_907_416, 1,
    ],
  );
  return numerator / denominator;
}

function middle(q: number): number {
  const r = q * q;
  const numerator = horner(
    r,
    [
      -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7, 138.357_751_867_269,
      -30.664_798_066_147_16, 2.506_628_277_459_239,
    ],
  );
  const denominator = horner(
    r,
    [
      -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6, 66.801_311_887_719_72,
      -13.280_681_552_885_72, 1,
    ],
  );
  return (numerator * q) / denominator;
}

/** A polynomial with its coefficients from the highest power down. */
function horner(x: number, coefficients: readonly number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
