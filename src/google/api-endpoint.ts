import type { protos } from '@google-cloud/aiplatform';
import type { EndpointCreation } from '../ports/endpoints.ts';
import type { Endpoint, EndpointAccess, RequestLog } from '../vertex/endpoint.ts';
import { trafficSplit } from '../vertex/traffic-split.ts';
import { type ApiDeployedModel, toDeployedModel } from './deployed-model.ts';

/** `Endpoint` of the API in JSON, as far as it is read. */
export interface ApiEndpoint {
  name?: string;
  displayName?: string;
  labels?: Record<string, string>;
  trafficSplit?: Record<string, number>;
  deployedModels?: ApiDeployedModel[];
  etag?: string;
  dedicatedEndpointEnabled?: boolean;
  dedicatedEndpointDns?: string;
  privateServiceConnectConfig?: {
    enablePrivateServiceConnect?: boolean;
    projectAllowlist?: string[];
  };
  predictRequestResponseLoggingConfig?: {
    enabled?: boolean;
    samplingRate?: number;
    bigqueryDestination?: { outputUri?: string };
  };
}

type EndpointMessage = protos.google.cloud.aiplatform.v1.IEndpoint;

export function toEndpoint(endpoint: ApiEndpoint): Endpoint {
  const access = accessOf(endpoint);
  const requestLog = requestLogOf(endpoint);
  return {
    name: endpoint.name ?? '',
    displayName: endpoint.displayName ?? '',
    labels: endpoint.labels ?? {},
    split: trafficSplit(endpoint.trafficSplit ?? {}),
    deployed: (endpoint.deployedModels ?? []).map(toDeployedModel),
    etag: endpoint.etag ?? '',
    ...(access === undefined ? {} : { access }),
    ...(requestLog === undefined ? {} : { requestLog }),
  };
}

/** Absent for the host name that all endpoints of a region share. */
function accessOf(endpoint: ApiEndpoint): EndpointAccess | undefined {
  const { privateServiceConnectConfig: connect, dedicatedEndpointDns = '' } = endpoint;
  if (connect?.enablePrivateServiceConnect === true) {
    return { kind: 'private', projects: connect.projectAllowlist ?? [] };
  }
  if (endpoint.dedicatedEndpointEnabled !== true) return undefined;
  const dns = dedicatedEndpointDns.replace(/^https:\/\//, '');
  return { kind: 'dedicated', ...(dns === '' ? {} : { dns }) };
}

function requestLogOf(endpoint: ApiEndpoint): RequestLog | undefined {
  const { predictRequestResponseLoggingConfig: log } = endpoint;
  if (log?.enabled !== true) return undefined;
  return {
    samplingRate: log.samplingRate ?? 0,
    table: log.bigqueryDestination?.outputUri ?? '',
  };
}

/** The endpoint of CreateEndpoint. */
export function toApiEndpoint(creation: EndpointCreation): EndpointMessage {
  const { displayName, labels, access, requestLog } = creation;
  return {
    displayName,
    labels: { ...labels },
    ...(access?.kind === 'dedicated' ? { dedicatedEndpointEnabled: true } : {}),
    ...(access?.kind === 'private'
      ? {
          privateServiceConnectConfig: {
            enablePrivateServiceConnect: true,
            projectAllowlist: [...access.projects],
          },
        }
      : {}),
    ...(requestLog === undefined ? {} : toApiRequestLog(requestLog)),
  };
}

export function toApiRequestLog(log: RequestLog | 'off'): EndpointMessage {
  if (log === 'off') return { predictRequestResponseLoggingConfig: { enabled: false } };
  return {
    predictRequestResponseLoggingConfig: {
      enabled: true,
      samplingRate: log.samplingRate,
      bigqueryDestination: { outputUri: log.table },
    },
  };
}
