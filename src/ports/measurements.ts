/** One number at one moment, of a metric of our own. */
export interface Measurement {
  /** `custom.googleapis.com/…` */
  metricType: string;
  labels: Readonly<Record<string, string>>;
  /** A whole number. */
  value: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Metrics of Cloud Monitoring that are written. @throws (from each) ReleaseError */
export interface Measurements {
  /** Whether there is one of this metric with these labels since then, up to its own moment. */
  isWritten(projectId: string, measurement: Measurement, since: number): Promise<boolean>;
  write(projectId: string, measurement: Measurement): Promise<void>;
}
