import { isDeepStrictEqual } from 'node:util';
import { idOf, locationOf } from '../../store/names.ts';
import type { Endpoint } from '../../store/resources.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { checkLabels, invalidField, requireDisplayName } from '../validation.ts';
import { checkSplit } from './traffic.ts';

/** An Endpoint as a request carries it. */
export type EndpointInput = Partial<Endpoint> & { readonly [field: string]: unknown };

/** Fields of an Endpoint that requests do not set. */
const outputOnly: ReadonlySet<string> = new Set([
  'name',
  'deployedModels',
  'trafficSplit',
  'etag',
  'createTime',
  'updateTime',
  'modelDeploymentMonitoringJob',
  'dedicatedEndpointDns',
  'satisfiesPzs',
  'satisfiesPzi',
]);

/** What an Endpoint may ask for that this machine has not, with the reason. */
const notEmulated: Readonly<Record<string, string>> = {
  network: 'it has no VPC networks to peer with. Create the Endpoint without network',
  enablePrivateServiceConnect:
    'it has no Private Service Connect. Create the Endpoint without enable_private_service_connect',
  privateServiceConnectConfig:
    'it has no Private Service Connect. Create the Endpoint without private_service_connect_config',
  privateModelServerEnabled:
    'model servers are processes of this machine, whose network it cannot take away. Create the Endpoint without private_model_server_enabled',
  genAiAdvancedFeaturesConfig:
    'it serves no Model Garden models. Create the Endpoint without gen_ai_advanced_features_config',
};

const oneHourMs = 3_600_000;

/**
 * What is kept of a new Endpoint's input; names, traffic and times are for the caller to add.
 * @throws ApiError INVALID_ARGUMENT, UNIMPLEMENTED
 */
export function readEndpointInput(
  input: EndpointInput,
): Omit<EndpointInput, 'displayName'> & { displayName: string } {
  const displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
  checkLabels(input.labels, 'endpoint.labels');
  checkSplit(input.trafficSplit ?? {}, []);
  checkPrivacy(input);
  for (const [name, why] of Object.entries(notEmulated)) {
    if (!isSet(input[name])) continue;
    throw new ApiError('UNIMPLEMENTED', `The embedded Vertex cannot do this: ${why}.`);
  }
  checkLogging(input);
  inferenceTimeoutMs(input);
  const kept = Object.entries(input).filter(([name]) => !outputOnly.has(name));
  return { ...Object.fromEntries(kept), displayName, labels: input.labels ?? {} };
}

/** Fields that UpdateEndpoint changes. */
export const updatableFields = [
  'displayName',
  'description',
  'labels',
  'trafficSplit',
  'predictRequestResponseLoggingConfig',
] as const;

/** The endpoint with the fields of the mask taken from the input. @throws ApiError INVALID_ARGUMENT */
export function withUpdates(
  endpoint: Endpoint,
  input: EndpointInput,
  paths: readonly string[],
): Endpoint {
  const changed: Endpoint = { ...endpoint };
  if (paths.includes('displayName')) {
    changed.displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
  }
  if (paths.includes('description')) changed.description = input.description ?? '';
  if (paths.includes('labels')) {
    checkLabels(input.labels, 'endpoint.labels');
    changed.labels = input.labels ?? {};
  }
  if (paths.includes('trafficSplit')) {
    const ids = endpoint.deployedModels.map(({ id }) => id);
    changed.trafficSplit = input.trafficSplit ?? {};
    checkSplit(changed.trafficSplit, ids);
  }
  if (paths.includes('predictRequestResponseLoggingConfig')) {
    checkLogging(input);
    changed.predictRequestResponseLoggingConfig = input.predictRequestResponseLoggingConfig ?? {};
  }
  return changed;
}

/**
 * UpdateEndpointLongRunning changes `client_connection_config` alone.
 * @throws ApiError INVALID_ARGUMENT when the input would change anything else
 */
export function withConnection(endpoint: Endpoint, input: EndpointInput): Endpoint {
  const current: EndpointInput = { ...endpoint };
  const blocked = Object.entries(input)
    .filter(([name]) => !outputOnly.has(name) && name !== 'clientConnectionConfig')
    .filter(([name, value]) => isSet(value) && !isDeepStrictEqual(value, current[name]))
    .map(([name]) => name);
  if (blocked.length > 0) {
    throw invalidField(
      'endpoint',
      `${blocked.join(', ')} cannot be updated by this method: it updates client_connection_config only.`,
    );
  }
  inferenceTimeoutMs(input);
  return { ...endpoint, clientConnectionConfig: input.clientConnectionConfig ?? {} };
}

/** `ENDPOINT.REGION-PROJECT_NUMBER.prediction.vertexai.goog` */
export function dedicatedDns(name: string): string {
  const { project, location } = locationOf(name);
  return `${idOf(name)}.${location}-${project}.prediction.vertexai.goog`;
}

/** Undefined where the endpoint leaves it open. @throws ApiError INVALID_ARGUMENT */
export function inferenceTimeoutMs({
  clientConnectionConfig,
}: Partial<Pick<Endpoint, 'clientConnectionConfig'>>): number | undefined {
  const { inferenceTimeout } = clientConnectionConfig ?? {};
  if (inferenceTimeout === undefined) return undefined;
  const timeoutMs = durationMs(inferenceTimeout);
  if (timeoutMs > 0 && timeoutMs <= oneHourMs) return timeoutMs;
  throw invalidField(
    'endpoint.client_connection_config.inference_timeout',
    'Must be more than zero and at most one hour.',
  );
}

/** Rules that hold between fields, whatever of them is emulated. */
function checkPrivacy(input: EndpointInput): void {
  const isConnected =
    isSet(input['enablePrivateServiceConnect']) || isSet(input['privateServiceConnectConfig']);
  if (!isSet(input['network']) || !isConnected) return;
  throw invalidField('endpoint.network', 'Excludes Private Service Connect.');
}

/** A share of requests in (0, 1]. */
function checkLogging({ predictRequestResponseLoggingConfig: config }: EndpointInput): void {
  if (config?.enabled !== true) return;
  const { samplingRate = 0 } = config;
  if (samplingRate > 0 && samplingRate <= 1) return;
  throw invalidField(
    'endpoint.predict_request_response_logging_config.sampling_rate',
    'Must be more than 0 and at most 1.',
  );
}

/** False, zero and empty are as good as absent in proto3. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && value !== '';
}
