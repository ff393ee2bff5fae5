/** Responses of one deployed model in one period, by class of status. */
export interface ResponseCount {
  deployedModelId: string;
  /** Start of the period, ms since the epoch; it ends `periodMs` later, exclusive. */
  start: number;
  /** `2xx`, `4xx`, `5xx`. */
  responseClass: string;
  count: number;
}

/** How long one deployed model took to answer in one period. */
export interface LatencyCount {
  deployedModelId: string;
  /** As of `ResponseCount`. */
  start: number;
  /** Finite edges of the buckets in ms, ascending; a bucket holds its lower edge, not its upper. */
  edges: readonly number[];
  /** Requests below the first edge, between neighbours, and from the last edge on. */
  counts: readonly number[];
}

/** How many servers a deployed model has and should have, as last sampled. */
export interface ReplicaCount {
  deployedModelId: string;
  replicas: number | undefined;
  target: number | undefined;
}

/** How many servers a deployed model had and should have had at one moment. */
export interface ReplicaSample extends ReplicaCount {
  /** ms since the epoch. */
  at: number;
}

/** Events of a metric that the service names, of one deployed model in one period. */
export interface EventCount {
  deployedModelId: string;
  /** As of `ResponseCount`. */
  start: number;
  count: number;
}

/** Which events are counted. */
export interface EventQuery {
  metricType: string;
  /** As Cloud Monitoring has filters; it names the metric. */
  filter: string;
  /** The label of the metric whose value is the id of a deployed model. */
  label: string;
}

/** What Cloud Monitoring knows of a metric. */
export interface MetricDescription {
  /** `DELTA`, `CUMULATIVE`, `GAUGE`. */
  kind: string;
  /** `INT64`, `DOUBLE`, `DISTRIBUTION`, … */
  valueType: string;
  /** Names of its labels. */
  labels: readonly string[];
  /** A point older than this is there to be read, if it ever is; absent where none is stated. */
  ingestDelayMs?: number;
}

export interface MetricsInterval {
  /** Multiples of `periodMs`, ms since the epoch; `end` is exclusive. */
  start: number;
  end: number;
  periodMs: number;
}

/**
 * Cloud Monitoring. A period without events is absent, which is neither zero nor a failed read. Each
 * method answers for all deployed models of the endpoint at once, so that both arms are of one read.
 * @throws (from each) ReleaseError EVIDENCE_UNREADABLE.
 */
export interface Metrics {
  responses(endpoint: string, interval: MetricsInterval): Promise<readonly ResponseCount[]>;
  latencies(endpoint: string, interval: MetricsInterval): Promise<readonly LatencyCount[]>;
  /** Sampled within the time given, ms since the epoch. */
  replicas(
    endpoint: string,
    interval: Pick<MetricsInterval, 'start' | 'end'>,
  ): Promise<readonly ReplicaCount[]>;
  /** Every sample within the time given, by time. */
  replicaHistory(
    endpoint: string,
    interval: Pick<MetricsInterval, 'start' | 'end'>,
  ): Promise<readonly ReplicaSample[]>;
  /** Of a metric of the endpoint's project; every period in which it counted something. */
  counts(
    endpoint: string,
    query: EventQuery,
    interval: MetricsInterval,
  ): Promise<readonly EventCount[]>;
  /** Of a metric of the endpoint's project, if there is such a metric. */
  describe(endpoint: string, metricType: string): Promise<MetricDescription | undefined>;
}
