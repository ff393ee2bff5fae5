const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/**
 * The number that plain ASCII digits stand for, read without making a string; NaN when they are
 * not so plain that the result is exact, and the text must be parsed. Up to 15 digits are: both the
 * digits and the power of ten are whole doubles, so the one division rounds as a parser would.
 * @param fraction whether a decimal point is allowed.
 */
export function readPlainNumber(
  bytes: Uint8Array,
  start: number,
  end: number,
  fraction: 'allowed' | 'refused',
): number {
  const sign = bytes[start];
  let position = sign === MINUS || sign === PLUS ? start + 1 : start;
  if (end - position > 16 || position === end) return Number.NaN;
  let digits = 0;
  let value = 0;
  let divisor = 0;
  for (; position < end; position += 1) {
    const byte = bytes[position] ?? 0;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits += 1;
      divisor *= 10;
    } else if (byte === POINT && divisor === 0 && fraction === 'allowed') {
      divisor = 1;
    } else {
      return Number.NaN;
    }
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  const magnitude = divisor > 1 ? value / divisor : value;
  return sign === MINUS ? -magnitude : magnitude;
}
