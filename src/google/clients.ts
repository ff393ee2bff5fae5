import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client.js';
import { JobServiceClient } from '@google-cloud/aiplatform/build/src/v1/job_service_client.js';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client.js';
import { MetricServiceClient } from '@google-cloud/monitoring/build/src/v3/metric_service_client.js';
import type { ClientOptions } from 'google-gax';
import * as fallback from 'google-gax/fallback';
import type { Credentials } from './credentials.ts';
import type { Origin, Origins } from './origin.ts';

/** The official clients in REST mode, each made when it is first asked for. */
export interface Clients {
  models(region: string): ModelServiceClient;
  endpoints(region: string): EndpointServiceClient;
  jobs(region: string): JobServiceClient;
  metrics(): MetricServiceClient;
}

type ClientClass<C> = new (options: ClientOptions, gax: typeof fallback) => C;

export function makeClients(origins: Origins, credentials: Credentials): Clients {
  const made = new Map<string, unknown>();
  const once = <C>(client: ClientClass<C>, origin: Origin): C => {
    const key = `${client.name} ${origin.host}:${origin.port}`;
    const known = made.get(key);
    if (known instanceof client) return known;
    const fresh = new client(optionsFor(origin, credentials), fallback);
    made.set(key, fresh);
    return fresh;
  };
  return {
    models: (region) => once(ModelServiceClient, origins.vertex(region)),
    endpoints: (region) => once(EndpointServiceClient, origins.vertex(region)),
    jobs: (region) => once(JobServiceClient, origins.vertex(region)),
    metrics: () => once(MetricServiceClient, origins.monitoring),
  };
}

function optionsFor(origin: Origin, credentials: Credentials): ClientOptions {
  return {
    fallback: true,
    protocol: origin.protocol,
    apiEndpoint: origin.host,
    port: origin.port,
    authClient: credentials.auth,
  } as ClientOptions;
}
