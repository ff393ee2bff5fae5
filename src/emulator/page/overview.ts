/**
 * What `GET /emulator/v1/overview` answers and the page shows. Times are RFC 3339; texts are as their
 * authors gave them, cut where they are long. All lists are bounded.
 */
export interface Overview {
  /** By the emulator's clock, which may have been moved. */
  now: string;
  endpoints: Listing<EndpointView>;
  models: Listing<ModelView>;
  /** Newest first. */
  jobs: Listing<JobView>;
  /** Newest first. */
  operations: Listing<OperationView>;
  /** Those that hit last come first. */
  faults: Listing<FaultView>;
  /** Only those that were asked for, by `log=SOURCE` in the query. */
  logs: readonly LogView[];
}

export interface Listing<Item> {
  items: readonly Item[];
  /** How many there are, with those that the list leaves out. */
  total: number;
}

/** A resource by what people call it. */
export interface Named {
  /** Full resource name. */
  name: string;
  displayName: string;
  /** `PROJECT · LOCATION` */
  place: string;
}

export interface EndpointView extends Named {
  /** Whether an operation changes it at the moment. */
  isChanging: boolean;
  deployedModels: readonly DeployedModelView[];
}

export interface DeployedModelView {
  id: string;
  displayName: string;
  /** `DISPLAY NAME@VERSION` */
  model: string;
  /** Percent of the endpoint's traffic. */
  share: number;
  /** Absent while it is not served. */
  replicas?: ReplicasView;
  /** Of the last minute. */
  lastMinute: TrafficSummary;
  traffic: TrafficView;
  /** Source of its log. */
  log: string;
}

export interface ReplicasView {
  ready: number;
  target: number;
  /** Why replicas are missing; empty when none is. */
  message: string;
  processIds: readonly number[];
}

export interface TrafficSummary {
  requests: number;
  errors: number;
  /** Milliseconds; null without requests. */
  p50: number | null;
  p95: number | null;
}

/** The last minutes in steps of equal length, oldest first. */
export interface TrafficView {
  /** When the last step ended. */
  end: string;
  stepSeconds: number;
  steps: readonly TrafficSummary[];
}

export interface ModelView extends Named {
  labels: Readonly<Record<string, string>>;
  /** Newest first. */
  versions: Listing<VersionView>;
}

export interface VersionView {
  id: string;
  aliases: readonly string[];
  labels: Readonly<Record<string, string>>;
  image: string;
  createTime: string;
  /** Display names of the endpoints that it is deployed to. */
  deployedTo: readonly string[];
}

export interface JobView extends Named {
  kind: 'custom' | 'batch prediction';
  /** `JOB_STATE_…` */
  state: string;
  /** Image, or model and version. */
  program: string;
  createTime: string;
  /** When its program began, and for how long it ran, or runs so far. */
  startTime?: string;
  ranMs?: number;
  error?: string;
  /** How far a batch has come. */
  progress?: string;
  /** Source of its log. */
  log: string;
}

export interface OperationView {
  name: string;
  /** The method that began it, e.g. `DeployModel`. */
  method: string;
  /** Full name of what it is about. */
  resource: string;
  state: 'running' | 'succeeded' | 'failed';
  createTime: string;
  /** So far, while it runs. */
  tookMs: number;
  error?: string;
}

export interface FaultView {
  id: string;
  kind: string;
  /** Everything else that was asked for. */
  settings: string;
  /** Matching events so far, and those of them that it hit. */
  seen: number;
  hits: number;
  lastHit?: { time: string; method: string; resource: string };
}

export interface LogView {
  source: string;
  /** The last lines, oldest first. */
  lines: readonly LogLine[];
}

export interface LogLine {
  time: string;
  severity: string;
  text: string;
}
