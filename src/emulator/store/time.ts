/** RFC 3339, UTC, with milliseconds. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString();
}

/** A form of an RFC 3339 time in which text order is time order, to the nanosecond. */
export function sortableTime(timestamp: string): string | undefined {
  const ms = Date.parse(timestamp);
  if (Number.isNaN(ms)) return undefined;
  const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(9, '0').slice(0, 9)}`;
}

/** Milliseconds of a proto JSON duration such as `3.5s`. */
export function durationMs(duration: string): number {
  return Number(duration.slice(0, -1)) * 1000;
}
