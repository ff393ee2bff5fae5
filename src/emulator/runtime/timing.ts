/** Durations that tests and users may want shorter or longer. */
export interface Timing {
  /** How long a model server may take to become healthy, unless its model says `deploymentTimeout`. */
  readyTimeoutMs: number;
  /** How long an undeploy waits for requests in flight. */
  drainTimeoutMs: number;
  /** Between SIGTERM and SIGKILL. */
  stopGraceMs: number;
  /** Between health checks of a deployed model server. */
  healthPeriodMs: number;
  /** How long a model server may take to answer one request, unless its endpoint says `inferenceTimeout`. */
  predictTimeoutMs: number;
  /** Before a model server that ended is started again, the first time; it doubles up to 30 s. */
  restartMs: number;
  /** Between looks at the utilisation of a deployed model. */
  scalePeriodMs: number;
  /** How long utilisation must stay low before replicas are taken away. */
  scaleWindowMs: number;
  /** Between attempts to get the predictions of one batch. */
  batchRetryMs: number;
}

/** Probe periods and the windows of autoscaling are those of the documentation of Vertex AI. */
export const defaultTiming: Timing = {
  readyTimeoutMs: 300_000,
  drainTimeoutMs: 30_000,
  stopGraceMs: 5_000,
  healthPeriodMs: 10_000,
  predictTimeoutMs: 60_000,
  restartMs: 1_000,
  scalePeriodMs: 15_000,
  scaleWindowMs: 300_000,
  batchRetryMs: 1_000,
};
