/**
 * The known word that was probably meant: the one with the fewest typing slips, if they are few.
 * Dashes, underscores and case are no slips: they differ between flags, inputs and keys.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = plainly(word);
  const limit = Math.min(3, Math.floor(plain.length / 3));
  let best: { word: string; slips: number } | undefined;
  for (const candidate of known) {
    const slips = countSlips(plain, plainly(candidate));
    if (slips <= limit && (best === undefined || slips < best.slips)) {
      best = { word: candidate, slips };
    }
  }
  return best?.word;
}

/** `Did you mean X?`, or undefined when nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const meant = nearest(word, known);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

function plainly(word: string): string {
  return word.toLowerCase().replace(/^-+/, '').replace(/[-_]/g, '');
}

/** Letters added, lost, changed or swapped with their neighbour. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const lost = (last[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped =
        row > 1 && column > 1 && isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min(changed, lost, added, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
