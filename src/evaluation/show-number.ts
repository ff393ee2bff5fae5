/** A number as people read it: four digits that count. */
export function showNumber(value: number): string {
  // 0 + x, because -0 would show as such.
  return String(0 + Number(value.toPrecision(4)));
}

/** A confidence in percent: `95 %`, `98.33 %`. */
export function showConfidence(confidence: number): string {
  return `${Number((100 * confidence).toFixed(2))} %`;
}
