/** An instant (ms since the epoch) as people read it in a log of today: `06:52:35 UTC`. */
export function formatTimeOfDay(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}

/** `2026-11-21 06:52:35 UTC`. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
