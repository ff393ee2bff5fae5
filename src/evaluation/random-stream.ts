/** Draws whole numbers in [0, below), the same ones for the same seed on every machine. */
export interface RandomStream {
  /** @param below at most 2³². */
  nextIndex(below: number): number;
}

/** xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32. Not for secrets. */
export function seededStream(seed: number): RandomStream {
  const fill = splitmix32(seed);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return {
    nextIndex(below) {
      // Products of 32 bits by 5 and 9 are exact.
      const product = (b * 5) | 0;
      const result = (((product << 7) | (product >>> 25)) * 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      return ((result / 4_294_967_296) * below) >>> 0;
    },
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
