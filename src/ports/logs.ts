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
  /**
   * The last lines that the model servers of a deployed model wrote since then, oldest first, at
   * most `count`.
   */
  ofDeployedModel(deployed: DeployedModelLog): Promise<readonly LogLine[]>;
}

export interface DeployedModelLog {
  /** Full resource name. */
  endpoint: string;
  deployedModelId: string;
  /** Milliseconds since the epoch. */
  since: number;
  count: number;
}
