export interface LogLine {
  /** Milliseconds since the epoch. */
  at: number;
  /** Distinguishes lines of the same instant. */
  id: string;
  severity: string;
  text: string;
}

/** Cloud Logging. */
export interface Logs {
  /** Lines of a training job from `since` (inclusive, ms) on, oldest first, bounded. */
  ofJob(job: string, since: number): Promise<readonly LogLine[]>;
}
