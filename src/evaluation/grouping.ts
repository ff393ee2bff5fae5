/** Places by the value they share, values in the order in which they first come. */
export function groupPlaces(values: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  values.forEach((value, place) => {
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [place]);
    else group.push(place);
  });
  return groups;
}
