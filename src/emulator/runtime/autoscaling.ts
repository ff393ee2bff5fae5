/** What replicas are counted by: percent of the CPU, or requests per minute, both per replica. */
export type ScalingMetric = 'cpu_utilization' | 'request_count';

export interface ScalingTarget {
  metric: ScalingMetric;
  /** Above zero, in the unit of the metric. */
  target: number;
}

export interface ScalingPolicy {
  min: number;
  max: number;
  targets: readonly ScalingTarget[];
  /** How long a higher recommendation holds. */
  windowMs: number;
}

export interface Measurement {
  /** Milliseconds, on any clock that does not go back. */
  at: number;
  /** How many replicas the usage is the mean of. */
  replicas: number;
  usage: Readonly<Partial<Record<ScalingMetric, number>>>;
}

export interface Recommendation {
  at: number;
  replicas: number;
}

export interface ScalingDecision {
  replicas: number;
  /** Recommendations that still hold, oldest first; handed to the next decision. */
  recommendations: readonly Recommendation[];
}

/** Usage this near to its target changes nothing: how near Vertex AI leaves open; this is Kubernetes' default. */
const tolerance = 0.1;
/** So that 3 × (40 / 60) does not become three. */
const roundingError = 1e-9;

/**
 * How many replicas to run: `ceil(replicas × usage / target)` of the metric that asks for most, the
 * highest such number of the window, within the policy's bounds. Scaling out is immediate; scaling in
 * waits until nothing higher was asked for during a whole window.
 */
export function decideReplicas(
  policy: ScalingPolicy,
  measurement: Measurement,
  earlier: readonly Recommendation[],
): ScalingDecision {
  const { at } = measurement;
  const recommended = { at, replicas: recommend(policy.targets, measurement) };
  const recommendations = [
    ...earlier.filter((each) => each.at > at - policy.windowMs),
    recommended,
  ];
  const highest = Math.max(...recommendations.map(({ replicas }) => replicas));
  return { replicas: Math.min(Math.max(highest, policy.min), policy.max), recommendations };
}

/** A metric that was not measured has no say. */
function recommend(targets: readonly ScalingTarget[], { replicas, usage }: Measurement): number {
  const wanted = targets.flatMap(({ metric, target }) => {
    const measured = usage[metric];
    if (measured === undefined) return [];
    const ratio = measured / target;
    if (Math.abs(ratio - 1) <= tolerance) return [replicas];
    return [Math.ceil(replicas * ratio - roundingError)];
  });
  return wanted.length === 0 ? replicas : Math.max(...wanted);
}
