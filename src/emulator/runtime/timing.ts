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
  /** How long a model server may take to answer one request. */
  predictTimeoutMs: number;
}

export const defaultTiming: Timing = {
  readyTimeoutMs: 300_000,
  drainTimeoutMs: 30_000,
  stopGraceMs: 5_000,
  healthPeriodMs: 10_000,
  predictTimeoutMs: 60_000,
};
