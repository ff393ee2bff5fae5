/** Buckets in each doubling of the value; half of them tell how wide a bucket is: 1/128 of its value. */
const perDoubling = 128;
/** Values below are counted exactly, in microseconds. */
const exactBelow = 2 * perDoubling;
const greatest = 2 ** 31 - 1;

/** Latencies from the first bucket to the last that is not empty. */
export interface Bucket {
  /** No latency of the bucket is above, in ms. */
  upToMs: number;
  count: number;
}

/**
 * Counts latencies in buckets whose width is at most 1/128 of their value, from a microsecond to 35 minutes,
 * in a fixed 26 kB whatever their number: the layout of HdrHistogram (G. Tene) with two digits. A quantile is
 * the upper end of its bucket: never below the true one, and above it by less than 0.8 % or a microsecond.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(indexOf(greatest) + 1);
  #total = 0;
  #greatest = 0;
  #sum = 0;

  /** @param ms at least 0; what is beyond 35 minutes counts as that. */
  record(ms: number): void {
    const us = Math.min(greatest, Math.ceil(ms * 1_000));
    const index = indexOf(us);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
    this.#sum += ms;
    this.#greatest = Math.max(this.#greatest, ms);
  }

  /** Counts what another has counted, as if all had been recorded here. */
  add(other: LatencyHistogram): void {
    other.#counts.forEach((count, index) => {
      this.#counts[index] = (this.#counts[index] ?? 0) + count;
    });
    this.#total += other.#total;
    this.#sum += other.#sum;
    this.#greatest = Math.max(this.#greatest, other.#greatest);
  }

  get count(): number {
    return this.#total;
  }

  /** In ms; 0 when nothing was recorded. */
  get max(): number {
    return this.#greatest;
  }

  /** In ms; undefined when nothing was recorded. */
  get mean(): number | undefined {
    return this.#total === 0 ? undefined : this.#sum / this.#total;
  }

  /**
   * In ms, by nearest rank: the smallest value that this share of latencies does not exceed. Undefined
   * when nothing was recorded.
   * @param share in (0, 1].
   */
  quantile(share: number): number | undefined {
    if (this.#total === 0) return undefined;
    // A product such as 0.07 × 100 is a little above its true value, and would be a rank too many.
    const rank = Math.max(1, Math.ceil(share * this.#total * (1 - 2 ** -50)));
    let seen = 0;
    for (let index = 0; index < this.#counts.length; index += 1) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return Math.min(this.#greatest, upperOf(index) / 1_000);
    }
    return this.#greatest;
  }

  /** What a chart is drawn from. */
  buckets(): Bucket[] {
    const found: Bucket[] = [];
    this.#counts.forEach((count, index) => {
      if (count > 0) found.push({ upToMs: upperOf(index) / 1_000, count });
    });
    return found;
  }
}

/** @param us a whole number from 0 to `greatest`. */
function indexOf(us: number): number {
  if (us < exactBelow) return us;
  const shift = 24 - Math.clz32(us);
  return shift * perDoubling + (us >>> shift);
}

/** The greatest value, in microseconds, that is counted there. */
function upperOf(index: number): number {
  if (index < exactBelow) return index;
  const shift = Math.floor(index / perDoubling) - 1;
  const lower = (index - shift * perDoubling) * 2 ** shift;
  return lower + 2 ** shift - 1;
}
