/** Draws whole numbers in [0, below), the same ones for the same seed on every machine. */
export interface RandomStream {
  /** @param below at most 2³². */
  nextIndex(below: number): number;
}

// Millions of draws: names of a module are found sooner than those of a global object.
const { floor, imul } = Math;

/** xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32. Not for secrets. */
export function seededStream(seed: number): RandomStream {
  const fill = splitmix32(seed);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return {
    nextIndex(below) {
      const product = imul(b, 5);
      const result = imul((product << 7) | (product >>> 25), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
      return floor((result / 4_294_967_296) * below);
    },
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
