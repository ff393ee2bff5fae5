import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Figures } from './figures.ts';
import { median } from './statistics.ts';

const root = resolve(import.meta.dirname, '..');
const location = '/v1/projects/bench-project/locations/us-central1';
const body = JSON.stringify({ instances: [{ x: 1 }] });
const sequential = 4_000;
const concurrentSeconds = 5;
const connections = 32;

/**
 * What the embedded Vertex adds to a prediction: the same requests to the model server itself and
 * through the endpoint, in turn; then how many a second it carries, both ways.
 */
export async function emulator(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
  writeFileSync(join(folder, 'server.mjs'), server);
  writeFileSync(join(folder, 'emulator.yaml'), config);
  const began = performance.now();
  const { child, host } = await startEmulator(folder);
  const readyMs = performance.now() - began;
  try {
    const idleMb = residentMb(child);
    const path = await deploy(host);
    const direct = new Target(readFileSync(join(folder, 'address'), 'utf8'), '/predict');
    const routed = new Target(host, `${path}:predict`);
    const [alone, through] = await alternate(direct, routed);
    const directRate = await rate(direct);
    const routedRate = await rate(routed);
    return {
      ready_ms: readyMs,
      idle_rss_mb: idleMb,
      direct_ms: median(alone),
      routed_ms: median(through),
      added_ms: median(through) - median(alone),
      direct_per_s: directRate,
      routed_per_s: routedRate,
      ratio_of_rates: routedRate / directRate,
      loaded_rss_mb: residentMb(child),
    };
  } finally {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
}

class Target {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections });
  readonly #host: string;
  readonly #path: string;

  constructor(host: string, path: string) {
    this.#host = host;
    this.#path = path;
  }

  ask(): Promise<void> {
    const [hostname, port] = this.#host.split(':');
    return new Promise((resolveIt, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const options = { agent: this.#agent, hostname, port, path: this.#path, headers };
      const asking = request({ ...options, method: 'POST' }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
        response.on('end', resolveIt);
        response.resume();
      });
      asking.on('error', reject);
      asking.end(body);
    });
  }
}

async function alternate(a: Target, b: Target): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let index = 0; index < sequential; index += 1) {
    for (const [way, target] of [a, b].entries()) {
      const began = performance.now();
      await target.ask();
      // The first tenth warms all three processes up.
      if (index > sequential / 10) times[way]?.push(performance.now() - began);
    }
  }
  return times;
}

async function rate(target: Target): Promise<number> {
  const until = performance.now() + concurrentSeconds * 1_000;
  let answered = 0;
  const client = async () => {
    while (performance.now() < until) {
      await target.ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return answered / concurrentSeconds;
}

async function startEmulator(folder: string): Promise<{ child: ChildProcess; host: string }> {
  const readyFile = join(folder, 'ready.json');
  const cli = join(root, 'dist/cli/index.js');
  const child = spawn(
    process.execPath,
    [cli, 'emulator', '--port', '0', '--ready-file', readyFile],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  while (!existsSync(readyFile)) await delay(5);
  return { child, host: (JSON.parse(readFileSync(readyFile, 'utf8')) as { http: string }).http };
}

/** Path of an endpoint that serves the trivial model server. */
async function deploy(host: string): Promise<string> {
  const call = async (path: string, value: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(value) };
    const response = await fetch(`http://${host}${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as { name: string };
  };
  const containerSpec = {
    imageUri: 'bench/server:1',
    predictRoute: '/predict',
    healthRoute: '/health',
  };
  await call(`${location}/models:upload`, {
    modelId: 'bench',
    model: { displayName: 'bench', containerSpec },
  });
  await call(`${location}/endpoints?endpointId=bench`, { displayName: 'bench' });
  const operation = await call(`${location}/endpoints/bench:deployModel`, {
    deployedModel: {
      model: `${location.slice(4)}/models/bench`,
      dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 },
    },
    trafficSplit: { '0': 100 },
  });
  for (;;) {
    const polled = await fetch(`http://${host}/v1/${operation.name}`);
    const { done, error } = (await polled.json()) as { done?: boolean; error?: unknown };
    if (error !== undefined) throw new Error(JSON.stringify(error));
    if (done === true) return `${location}/endpoints/bench`;
    await delay(20);
  }
}

function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
}

const server = `
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const answer = '{"predictions":[{"y":2}]}';
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
});
server.listen(Number(process.env.AIP_HTTP_PORT), '127.0.0.1', () => {
  writeFileSync('address', '127.0.0.1:' + server.address().port);
});
process.on('SIGTERM', () => process.exit(0));
`;

const config = `images:
  bench/server:1: { command: [node, server.mjs], cwd: . }
`;
