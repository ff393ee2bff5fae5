/** Fewer are sorted faster by comparing. */
const radixFrom = 20_000;
const digits = 1 << 16;

/** Places of the values from the lowest up, equal ones in their order; by digits, in linear time. */
export function byAscendingValue(values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length);
  for (let place = 0; place < places.length; place += 1) places[place] = place;
  if (values.length < radixFrom) {
    return places.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  }
  const words = new Uint32Array(orderedCopy(values).buffer);
  let from = places;
  let to = new Uint32Array(places.length);
  for (const [word, shift] of [
    [0, 0],
    [0, 16],
    [1, 0],
    [1, 16],
  ] as const) {
    scatter(from, to, (place) => ((words[2 * place + word] ?? 0) >>> shift) & (digits - 1));
    [from, to] = [to, from];
  }
  return from;
}

/** Places of the scores from the highest down. */
export function byDescendingScore(scores: Float64Array): Uint32Array {
  return byAscendingValue(scores).toReversed();
}

/** Sorts by one digit and leaves equal ones in their order. */
function scatter(from: Uint32Array, to: Uint32Array, digitOf: (place: number) => number): void {
  const starts = new Uint32Array(digits + 1);
  for (let i = 0; i < from.length; i += 1) {
    const next = digitOf(from[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let digit = 1; digit <= digits; digit += 1) {
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  }
  for (let i = 0; i < from.length; i += 1) {
    const place = from[i] ?? 0;
    const digit = digitOf(place);
    const target = starts[digit] ?? 0;
    to[target] = place;
    starts[digit] = target + 1;
  }
}

/** Doubles whose bits, read as whole numbers without a sign, stand in the order of the values. */
function orderedCopy(values: Float64Array): Float64Array {
  // Adding 0 makes 0 of -0, which is equal to it and has other bits.
  const copy = values.map((value) => value + 0);
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1] ?? 0;
    const isNegative = high >>> 31 === 1;
    words[i] = isNegative ? ~(words[i] ?? 0) : (words[i] ?? 0);
    words[i + 1] = isNegative ? ~high : high ^ 0x80000000;
  }
  return copy;
}
