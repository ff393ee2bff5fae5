import type { Alerting, AlertPolicy, StoredAlertPolicy } from '../../src/ports/alerting.ts';
import type { Measurement, Measurements } from '../../src/ports/measurements.ts';

/** Alert policies in memory; every creation makes a new one. */
export interface FakeAlerting extends Alerting {
  readonly policies: readonly (StoredAlertPolicy & AlertPolicy)[];
}

export function fakeAlerting(): FakeAlerting {
  const stored = new Map<string, AlertPolicy>();
  let made = 0;
  const all = () => [...stored].map(([name, policy]) => ({ name, ...policy }));
  return {
    get policies() {
      return all();
    },
    async find(projectId, labels) {
      return all().filter(
        (policy) =>
          policy.name.startsWith(`projects/${projectId}/`) &&
          Object.entries(labels).every(([key, value]) => policy.labels[key] === value),
      );
    },
    async create(projectId, policy) {
      made += 1;
      const name = `projects/${projectId}/alertPolicies/${made}`;
      stored.set(name, policy);
      return name;
    },
    async replace(name, policy) {
      stored.set(name, policy);
    },
    async delete(name) {
      stored.delete(name);
    },
  };
}

/** Custom metrics in memory. */
export interface FakeMeasurements extends Measurements {
  readonly written: readonly Measurement[];
}

export function fakeMeasurements(): FakeMeasurements {
  const written: Measurement[] = [];
  return {
    written,
    async isWritten(_, measurement, since) {
      const { metricType, labels, at } = measurement;
      return written.some(
        (one) =>
          one.metricType === metricType &&
          one.at >= since &&
          one.at <= at &&
          JSON.stringify(one.labels) === JSON.stringify(labels),
      );
    },
    async write(_, measurement) {
      written.push(measurement);
    },
  };
}
