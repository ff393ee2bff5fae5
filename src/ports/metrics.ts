/** Responses of one deployed model in one period, by class of status. */
export interface ResponseCount {
  deployedModelId: string;
  /** Start of the period, ms since the epoch; it ends `periodMs` later, exclusive. */
  start: number;
  /** `2xx`, `4xx`, `5xx`. */
  responseClass: string;
  count: number;
}

export interface MetricsInterval {
  /** Multiples of `periodMs`, ms since the epoch; `end` is exclusive. */
  start: number;
  end: number;
  periodMs: number;
}

/** Cloud Monitoring. A period without events is absent, which is neither zero nor a failed read. */
export interface Metrics {
  /** All deployed models of the endpoint in one call. @throws ReleaseError EVIDENCE_UNREADABLE. */
  responses(endpoint: string, interval: MetricsInterval): Promise<readonly ResponseCount[]>;
}
