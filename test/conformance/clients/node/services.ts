import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client.js';
import { JobServiceClient } from '@google-cloud/aiplatform/build/src/v1/job_service_client.js';
import { MetadataServiceClient } from '@google-cloud/aiplatform/build/src/v1/metadata_service_client.js';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client.js';
import { PredictionServiceClient } from '@google-cloud/aiplatform/build/src/v1/prediction_service_client.js';
import { TensorboardServiceClient } from '@google-cloud/aiplatform/build/src/v1/tensorboard_service_client.js';
import { AlertPolicyServiceClient } from '@google-cloud/monitoring/build/src/v3/alert_policy_service_client.js';
import { MetricServiceClient } from '@google-cloud/monitoring/build/src/v3/metric_service_client.js';
import { NotificationChannelServiceClient } from '@google-cloud/monitoring/build/src/v3/notification_channel_service_client.js';
import type * as grpcJs from '@grpc/grpc-js';
import type * as gax from 'google-gax';
import { Absent } from '../../harness/case.ts';
import { root } from '../../sources/repository.ts';
import type { Vertex } from '../client.ts';
import type { Objects } from './objects.ts';

export type Transport = 'REST' | 'gRPC';

type ClientOptions = NonNullable<ConstructorParameters<typeof EndpointServiceClient>[0]>;
type AuthClient = NonNullable<ClientOptions['authClient']>;

/** What the clients themselves load: packages that are installed beside this file are others. */
const requireAtRoot = createRequire(join(root, 'package.json'));

/** Official clients of every service that the scenario calls, and the objects beside them. */
export type Services = ReturnType<typeof connect> & { objects: Objects };

/** @throws Absent when there is no gRPC to speak. */
export function connect(vertex: Vertex, transport: Transport) {
  const options = transport === 'REST' ? restOptions(vertex) : grpcOptions(vertex);
  return {
    models: new ModelServiceClient(options),
    endpoints: new EndpointServiceClient(options),
    predictions: new PredictionServiceClient(options),
    jobs: new JobServiceClient(options),
    metadata: new MetadataServiceClient(options),
    tensorboards: new TensorboardServiceClient(options),
    metrics: new MetricServiceClient(options),
    policies: new AlertPolicyServiceClient(options),
    channels: new NotificationChannelServiceClient(options),
  };
}

function restOptions({ http }: Vertex) {
  const { googleAuthLibrary } = requireAtRoot('google-gax') as typeof gax;
  const authClient = new googleAuthLibrary.PassThroughClient({
    // Errors then come as gax shows them, with their canonical code.
    transporterOptions: { validateStatus: () => true },
  });
  // Where gax is installed beside this file too, types are of that copy; the object is not.
  return {
    fallback: true,
    protocol: 'http',
    authClient: authClient as unknown as AuthClient,
    ...hostOf(http),
  };
}

function grpcOptions({ grpc }: Vertex) {
  if (grpc === undefined) throw new Absent('gRPC', 'the ready file of the emulator names no port');
  const { credentials } = requireAtRoot('@grpc/grpc-js') as typeof grpcJs;
  return { sslCreds: credentials.createInsecure(), ...hostOf(grpc) };
}

function hostOf(address: string): { apiEndpoint: string; port: number } {
  const [apiEndpoint = '', port] = address.split(':');
  return { apiEndpoint, port: Number(port) };
}
