/** Random numbers from a seed, the same on every machine: xoshiro128**, D. Blackman and S. Vigna (2018). */
export class Random {
  readonly #state: Uint32Array;

  constructor(...seeds: readonly number[]) {
    this.#state = new Uint32Array(4);
    let seed = 0x9e3779b9;
    for (const part of seeds) seed = mix(seed ^ Math.imul(part + 1, 0x85ebca6b));
    for (let i = 0; i < 4; i += 1) {
      seed = (seed + 0x9e3779b9) | 0;
      this.#state[i] = mix(seed);
    }
  }

  /** In (0, 1). */
  uniform(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const c2 = c ^ a;
    const d2 = d ^ b;
    s[1] = b ^ c2;
    s[0] = a ^ d2;
    s[2] = c2 ^ (b << 9);
    s[3] = rotate(d2, 11);
    return (result + 0.5) / 4_294_967_296;
  }

  /** Standard normal: G. Box and M. Muller (1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  poisson(mean: number): number {
    if (mean <= 0) return 0;
    const mode = Math.floor(mean);
    const atMode = Math.exp(mode * Math.log(mean) - mean - logFactorial(mode));
    return this.#fromMode(
      mode,
      atMode,
      (k) => mean / k,
      () => true,
    );
  }

  binomial(trials: number, rate: number): number {
    if (trials === 0 || rate <= 0) return 0;
    if (rate >= 1) return trials;
    const mode = Math.min(trials, Math.floor((trials + 1) * rate));
    const odds = rate / (1 - rate);
    const atMode = Math.exp(
      logFactorial(trials) -
        logFactorial(mode) -
        logFactorial(trials - mode) +
        mode * Math.log(rate) +
        (trials - mode) * Math.log1p(-rate),
    );
    return this.#fromMode(
      mode,
      atMode,
      (k) => ((trials - k + 1) / k) * odds,
      (k) => k <= trials,
    );
  }

  /** A rate of this mean whose outcomes have this correlation: beta distributed. */
  correlatedRate(mean: number, correlation: number): number {
    if (correlation === 0 || mean <= 0 || mean >= 1) return mean;
    const size = 1 / correlation - 1;
    const a = this.#gamma(mean * size);
    const b = this.#gamma((1 - mean) * size);
    return a + b === 0 ? 0 : a / (a + b);
  }

  /** Inversion that begins at the mode and walks outwards: exact, some √variance steps. */
  #fromMode(
    mode: number,
    atMode: number,
    ratio: (k: number) => number,
    isPossible: (k: number) => boolean,
  ): number {
    let rest = this.uniform() - atMode;
    if (rest <= 0) return mode;
    let low = mode;
    let high = mode;
    let atLow = atMode;
    let atHigh = atMode;
    for (;;) {
      const canFall = low > 0;
      const canRise = isPossible(high + 1) && atHigh > 0;
      if (!canFall && !canRise) return mode;
      if (canRise) {
        high += 1;
        atHigh *= ratio(high);
        rest -= atHigh;
        if (rest <= 0) return high;
      }
      if (canFall) {
        atLow /= ratio(low);
        low -= 1;
        rest -= atLow;
        if (rest <= 0) return low;
      }
      // What rounding left over belongs to nobody.
      if (atLow + atHigh < 1e-18) return mode;
    }
  }

  /** G. Marsaglia and W. Tsang, ACM TOMS 26 (2000). */
  #gamma(shape: number): number {
    if (shape < 1) return this.#gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function mix(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return x ^ (x >>> 15);
}

/** Stirling's series beyond a table of exact sums. */
function logFactorial(n: number): number {
  if (n < small.length) return small[n] ?? 0;
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
  );
}

const small: readonly number[] = Array.from({ length: 32 }).reduce<number[]>((sums, _, n) => {
  sums.push(n === 0 ? 0 : (sums[n - 1] ?? 0) + Math.log(n));
  return sums;
}, []);
