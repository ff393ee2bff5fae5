import { ReleaseError } from '../errors/error.ts';

/** Where one service is reached. */
export interface Origin {
  protocol: 'http' | 'https';
  host: string;
  port: number;
}

/** Where each service is reached, and whether that is an emulator. */
export interface Origins {
  emulated: boolean;
  vertex(region: string): Origin;
  storage: Origin;
  monitoring: Origin;
  logging: Origin;
  pubsub: Origin;
  bigquery: Origin;
  artifactRegistry: Origin;
}

export const allowRemoteEmulator = 'VERTEX_RELEASE_ALLOW_REMOTE_EMULATOR';

/**
 * The real services, or emulators named by `VERTEX_EMULATOR_HOST` and its siblings for Storage,
 * Monitoring, Logging, Pub/Sub, BigQuery and Artifact Registry (which default to the same server).
 * @throws ReleaseError INPUT_INVALID for an emulator that is not on loopback.
 */
export function originsFrom(environment: Readonly<Record<string, string | undefined>>): Origins {
  const vertex = environment['VERTEX_EMULATOR_HOST'];
  if (vertex === undefined || vertex === '') return realOrigins();
  const mayBeRemote = environment[allowRemoteEmulator] === '1';
  const origin = (name: string) => emulatorOrigin(name, environment[name] || vertex, mayBeRemote);
  const emulator = origin('VERTEX_EMULATOR_HOST');
  return {
    emulated: true,
    vertex: () => emulator,
    storage: origin('STORAGE_EMULATOR_HOST'),
    monitoring: origin('MONITORING_EMULATOR_HOST'),
    logging: origin('LOGGING_EMULATOR_HOST'),
    pubsub: origin('PUBSUB_EMULATOR_HOST'),
    bigquery: origin('BIGQUERY_EMULATOR_HOST'),
    artifactRegistry: origin('ARTIFACT_REGISTRY_EMULATOR_HOST'),
  };
}

export function urlOf(origin: Origin, path: string): string {
  const standard = origin.protocol === 'https' ? 443 : 80;
  const port = origin.port === standard ? '' : `:${origin.port}`;
  return `${origin.protocol}://${origin.host}${port}${path}`;
}

function realOrigins(): Origins {
  const at = (host: string): Origin => ({ protocol: 'https', host, port: 443 });
  return {
    emulated: false,
    vertex: (region) => at(`${region}-aiplatform.googleapis.com`),
    storage: at('storage.googleapis.com'),
    monitoring: at('monitoring.googleapis.com'),
    logging: at('logging.googleapis.com'),
    pubsub: at('pubsub.googleapis.com'),
    bigquery: at('bigquery.googleapis.com'),
    artifactRegistry: at('artifactregistry.googleapis.com'),
  };
}

function emulatorOrigin(name: string, text: string, mayBeRemote: boolean): Origin {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ReleaseError('INPUT_INVALID', `${name}="${text}" is no HOST:PORT`);
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!mayBeRemote && !isLoopback(host)) {
    throw new ReleaseError('INPUT_INVALID', `${name}="${text}" is not on this machine`, {
      mend: `Point it at 127.0.0.1, or set ${allowRemoteEmulator}=1 if you mean it.`,
    });
  }
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return {
    protocol,
    host: url.hostname,
    port: Number(url.port || (protocol === 'https' ? 443 : 80)),
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
