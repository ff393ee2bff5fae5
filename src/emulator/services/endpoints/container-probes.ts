import type { Probe, ProbeCheck } from '../../runtime/probe.ts';
import type { Probes } from '../../runtime/replica.ts';
import type { ModelContainerSpec, ProbeSpec } from '../../store/resources.ts';
import { ApiError } from '../../wire/api-error.ts';
import { invalidField } from '../validation.ts';

const defaultPort = 8080;

/** What a probe may do here. */
export interface ProbeRules {
  /** Asked where the container names no health probe. */
  healthRoute: string;
  healthPeriodMs: number;
  allowCommands: boolean;
}

/**
 * The probes of a serving container. Without a health probe that is GET on the health route: ten
 * seconds for an answer, out after four failures in a row.
 * @throws ApiError INVALID_ARGUMENT, UNIMPLEMENTED, FAILED_PRECONDITION
 */
export function readProbes(container: ModelContainerSpec, rules: ProbeRules): Probes {
  const { startupProbe, healthProbe, livenessProbe } = container;
  const port = container.ports?.[0]?.containerPort ?? defaultPort;
  const read = (name: string, spec: ProbeSpec | undefined): Probe | undefined =>
    spec === undefined ? undefined : readProbe(`container_spec.${name}`, spec, port, rules);
  return {
    startup: read('startup_probe', startupProbe),
    readiness: read('health_probe', healthProbe) ?? {
      check: { kind: 'http', path: rules.healthRoute, headers: {} },
      initialDelayMs: 0,
      periodMs: rules.healthPeriodMs,
      timeoutMs: 10_000,
      failureThreshold: 4,
      successThreshold: 1,
    },
    liveness: read('liveness_probe', livenessProbe),
  };
}

/** Zero means the default, as everywhere in proto3. */
function readProbe(field: string, spec: ProbeSpec, port: number, rules: ProbeRules): Probe {
  const numbers = [
    spec.periodSeconds,
    spec.timeoutSeconds,
    spec.failureThreshold,
    spec.successThreshold,
    spec.initialDelaySeconds,
  ];
  if (numbers.some((value) => (value ?? 0) < 0)) {
    throw invalidField(field, 'Times and thresholds must not be negative.');
  }
  return {
    check: readCheck(field, spec, port, rules),
    initialDelayMs: (spec.initialDelaySeconds || 0) * 1_000,
    periodMs: (spec.periodSeconds || 10) * 1_000,
    timeoutMs: (spec.timeoutSeconds || 1) * 1_000,
    failureThreshold: spec.failureThreshold || 3,
    successThreshold: spec.successThreshold || 1,
  };
}

function readCheck(field: string, spec: ProbeSpec, port: number, rules: ProbeRules): ProbeCheck {
  const { exec, httpGet, grpc, tcpSocket } = spec;
  const target = httpGet ?? grpc ?? tcpSocket ?? {};
  refuseOtherPlaces(field, target, port);
  if (httpGet !== undefined) {
    const headers = (httpGet.httpHeaders ?? []).map(({ name = '', value = '' }) => [name, value]);
    const path = httpGet.path || '/';
    return { kind: 'http', path, headers: Object.fromEntries(headers) as Record<string, string> };
  }
  if (grpc !== undefined) return { kind: 'grpc', service: grpc.service ?? '' };
  if (tcpSocket !== undefined) return { kind: 'tcp' };
  if (exec?.command?.length) {
    if (rules.allowCommands) return { kind: 'exec', command: exec.command };
    throw new ApiError(
      'FAILED_PRECONDITION',
      `${field}.exec is refused: the embedded Vertex runs only commands from \`images:\` of its configuration. Start it with --allow-commands to run commands from requests.`,
    );
  }
  throw invalidField(field, 'Must say exec, http_get, grpc or tcp_socket.');
}

/** A model server has one port here, in place of the container's first. */
function refuseOtherPlaces(
  field: string,
  { port, host, scheme = 'HTTP' }: { port?: number; host?: string; scheme?: string },
  containerPort: number,
): void {
  if ((port || containerPort) !== containerPort) {
    throw new ApiError(
      'UNIMPLEMENTED',
      `${field}: the embedded Vertex reaches model servers at AIP_HTTP_PORT only, which stands for container port ${containerPort}; port ${port} is not mapped.`,
    );
  }
  if (host || (scheme || 'HTTP') !== 'HTTP') {
    throw new ApiError(
      'UNIMPLEMENTED',
      `${field}: the embedded Vertex probes model servers on this machine over plain HTTP only; leave host and scheme out.`,
    );
  }
}
