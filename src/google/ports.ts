import type { Clock } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import type { Random } from '../ports/random.ts';
import { googleAlerting } from './alerting.ts';
import { makeAuthorisedFetch } from './authorised-fetch.ts';
import { googleBatchPredictions } from './batch-predictions.ts';
import { makeClients } from './clients.ts';
import { makeCredentials } from './credentials.ts';
import { googleEndpoints } from './endpoints.ts';
import { googleEvaluations } from './evaluations.ts';
import { googleImages } from './images.ts';
import { googleJobs } from './jobs.ts';
import { googleLineage } from './lineage.ts';
import { googleLogs } from './logs.ts';
import { googleMeasurements } from './measurements.ts';
import { googleMetrics } from './metrics.ts';
import { googleModels } from './models.ts';
import { googleNotifications } from './notifications.ts';
import { googleObjects } from './objects.ts';
import { operationWatch } from './operations.ts';
import type { Origins } from './origin.ts';
import { googlePredictions } from './predictions.ts';
import { vertexRoutes } from './vertex-routes.ts';
import { googleWarehouse } from './warehouse.ts';

/** The ports that Google Cloud (or an emulator of it) stands behind. */
export type CloudPorts = Pick<
  Ports,
  | 'models'
  | 'evaluations'
  | 'lineage'
  | 'images'
  | 'endpoints'
  | 'jobs'
  | 'batchPredictions'
  | 'predictions'
  | 'metrics'
  | 'alerting'
  | 'measurements'
  | 'logs'
  | 'notifications'
  | 'objects'
  | 'warehouse'
>;

export function googlePorts(origins: Origins, clock: Clock, random: Random): CloudPorts {
  const retrier = { clock, random };
  const credentials = makeCredentials(origins);
  const http = makeAuthorisedFetch(credentials, retrier);
  const clients = makeClients(origins, credentials);
  const operations = operationWatch(http, origins, clock);
  const routes = vertexRoutes(http, origins);
  return {
    models: googleModels(clients, operations.awaitOperation, retrier),
    evaluations: googleEvaluations(routes),
    lineage: googleLineage(routes, operations.awaitOperation),
    images: googleImages(http, origins.artifactRegistry),
    endpoints: googleEndpoints(clients, operations, retrier, routes),
    jobs: googleJobs(clients, retrier),
    batchPredictions: googleBatchPredictions(routes),
    metrics: googleMetrics(clients, retrier),
    alerting: googleAlerting(http, origins.monitoring),
    measurements: googleMeasurements(http, origins.monitoring),
    predictions: googlePredictions(http, origins, credentials),
    logs: googleLogs(http, origins.logging),
    notifications: googleNotifications(http, origins.pubsub),
    objects: googleObjects(http, origins.storage),
    warehouse: googleWarehouse(http, origins.bigquery),
  };
}
