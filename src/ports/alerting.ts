/** When an alert of one deployed model opens: over five minutes, seen for five minutes. */
export type AlertCondition =
  /** Share of its requests answered with 5xx, in [0, 1]. */
  | { kind: 'error_rate'; above: number }
  /** The time that one request in twenty exceeds. */
  | { kind: 'latency_p95'; aboveMs: number };

export interface AlertPolicy {
  displayName: string;
  /** Markdown, for whoever is woken by it. */
  documentation: string;
  /** What its conditions look at: full resource name, and the id of the deployed model. */
  endpoint: string;
  deployedModelId: string;
  /** One of them is enough. */
  conditions: readonly AlertCondition[];
  /** `projects/P/notificationChannels/C`. */
  channels: readonly string[];
  labels: Readonly<Record<string, string>>;
}

export interface StoredAlertPolicy {
  /** `projects/P/alertPolicies/A`, chosen by Cloud Monitoring. */
  name: string;
  labels: Readonly<Record<string, string>>;
}

/** Alert policies of Cloud Monitoring. @throws (from each) ReleaseError */
export interface Alerting {
  /** Those of a project that have all of these labels, sorted by name. */
  find(
    projectId: string,
    labels: Readonly<Record<string, string>>,
  ): Promise<readonly StoredAlertPolicy[]>;
  /** Makes a new one each time; answers its name. */
  create(projectId: string, policy: AlertPolicy): Promise<string>;
  /** The whole of it. */
  replace(name: string, policy: AlertPolicy): Promise<void>;
  /** One that is gone already is no failure. */
  delete(name: string): Promise<void>;
}
