import { execFile } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Environment } from './environment.ts';
import { isServing } from './grpc-health.ts';

/** How a model server is asked whether it is well. All of them go to the server's own port. */
export type ProbeCheck =
  | { kind: 'http'; path: string; headers: Readonly<Record<string, string>> }
  | { kind: 'tcp' }
  | { kind: 'grpc'; service: string }
  | { kind: 'exec'; command: readonly string[] };

/** A check with its rhythm, as a Kubernetes probe has it. */
export interface Probe {
  check: ProbeCheck;
  initialDelayMs: number;
  periodMs: number;
  timeoutMs: number;
  /** Failures in a row after which the server counts as failed. */
  failureThreshold: number;
  /** Successes in a row after which it counts as well again. */
  successThreshold: number;
}

/** What the probes of one server reach. */
export interface Probed {
  port: number;
  cwd: string | undefined;
  env: Environment;
}

/** True when the server says it is well within the time. Never throws. */
export function runCheck(
  check: ProbeCheck,
  probed: Probed,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  switch (check.kind) {
    case 'http':
      return answersOk(check, probed.port, timeoutMs, signal);
    case 'tcp':
      return accepts(probed.port, timeoutMs, signal);
    case 'grpc':
      return isServing(probed.port, check.service, timeoutMs, signal);
    case 'exec':
      return succeeds(check.command, probed, timeoutMs, signal);
  }
}

/** For error messages: `GET /health did not answer 200`. */
export function describeFailure(check: ProbeCheck): string {
  switch (check.kind) {
    case 'http':
      return `GET ${check.path} did not answer 200`;
    case 'tcp':
      return 'its port did not accept a connection';
    case 'grpc':
      return 'grpc.health.v1.Health/Check did not answer SERVING';
    case 'exec':
      return `${check.command.join(' ')} did not exit with 0`;
  }
}

/** Only 200 is healthy; the body is not read. */
function answersOk(
  { path, headers }: { path: string; headers: Readonly<Record<string, string>> },
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const host = '127.0.0.1';
    const request = httpRequest({ host, port, path, headers, agent: false, signal });
    const timer = setTimeout(() => request.destroy(), timeoutMs);
    request.once('response', (response) => {
      resolve(response.statusCode === 200);
      request.destroy();
    });
    request.once('error', () => resolve(false));
    request.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
    request.end();
  });
}

function accepts(port: number, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: timeoutMs, signal });
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

function succeeds(
  command: readonly string[],
  { cwd, env }: Probed,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const killSignal = 'SIGKILL';
    const options = { cwd, env: { ...env }, timeout: timeoutMs, signal, killSignal } as const;
    execFile(program, args, options, (error) => resolve(error === null));
  });
}
