/** A share in [0, 1] as text for people: `5.8 %`, `100 %`, `0.03 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const digits = percent === 0 || percent >= 10 ? 1 : percent >= 1 ? 2 : 3;
  return `${Number(percent.toFixed(digits))} %`;
}
