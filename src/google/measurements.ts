import type { Measurement, Measurements } from '../ports/measurements.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

/** Custom metrics of Cloud Monitoring, by its JSON routes. */
export function googleMeasurements(http: AuthorisedFetch, monitoring: Origin): Measurements {
  return {
    async isWritten(projectId, measurement, since) {
      const query = new URLSearchParams({
        filter: filterOf(measurement),
        'interval.startTime': new Date(since).toISOString(),
        'interval.endTime': new Date(measurement.at).toISOString(),
        view: 'HEADERS',
      });
      // A metric that nobody has written is not known: 404.
      const response = await http.find({
        method: 'MetricService.ListTimeSeries',
        resource: measurement.metricType,
        class: 'read',
        url: urlOf(monitoring, `/v3/projects/${projectId}/timeSeries?${query}`),
      });
      if (response === undefined) return false;
      const { timeSeries = [] } = (await response.json()) as { timeSeries?: unknown[] };
      return timeSeries.length > 0;
    },

    async write(projectId, { metricType, labels, value, at }) {
      const series = {
        metric: { type: metricType, labels },
        resource: { type: 'global', labels: { project_id: projectId } },
        metricKind: 'GAUGE',
        valueType: 'INT64',
        points: [
          {
            interval: { endTime: new Date(at).toISOString() },
            value: { int64Value: String(value) },
          },
        ],
      };
      const response = await http.send({
        method: 'MetricService.CreateTimeSeries',
        resource: metricType,
        class: 'once',
        url: urlOf(monitoring, `/v3/projects/${projectId}/timeSeries`),
        verb: 'POST',
        body: JSON.stringify({ timeSeries: [series] }),
      });
      await response.body?.cancel();
    },
  };
}

function filterOf({ metricType, labels }: Measurement): string {
  const ofLabels = Object.entries(labels).map(
    ([key, value]) => `metric.labels.${key} = ${JSON.stringify(value)}`,
  );
  return [`metric.type = "${metricType}"`, ...ofLabels].join(' AND ');
}
