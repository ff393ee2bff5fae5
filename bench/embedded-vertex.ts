import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const location = '/v1/projects/bench-project/locations/us-central1';
const bundled = resolve(import.meta.dirname, '../dist/cli/index.js');

/** An emulator process of the bundle, in a folder of its own. */
export class EmbeddedVertex {
  readonly startMs: number;
  readonly http: string;
  /** Undefined where it serves no gRPC. */
  readonly grpc: string | undefined;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string, startMs: number) {
    this.#child = child;
    this.#folder = folder;
    this.startMs = startMs;
    const ready = JSON.parse(readFileSync(join(folder, 'ready.json'), 'utf8')) as Ready;
    this.http = ready.http;
    this.grpc = ready.grpc;
  }

  /** Settles when its ready file is there. `BENCH_CLI` names another bundle. */
  static async start(): Promise<EmbeddedVertex> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
    writeFileSync(join(folder, 'server.mjs'), server);
    writeFileSync(join(folder, 'emulator.yaml'), config);
    const cli = process.env['BENCH_CLI'] ?? bundled;
    const args = [cli, 'emulator', '--port', '0', '--ready-file', 'ready.json'];
    const flags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
    const began = performance.now();
    const child = spawn(process.execPath, [...flags, ...args], { cwd: folder, stdio: 'ignore' });
    while (!existsSync(join(folder, 'ready.json'))) {
      if (child.exitCode !== null) throw new Error(`${cli} ended with ${child.exitCode}`);
      await delay(1);
    }
    return new EmbeddedVertex(child, folder, performance.now() - began);
  }

  get residentMb(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
  }

  /** CPU time so far; proc(5) counts it in hundredths of a second. */
  get cpuMs(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Serves the trivial model server; gives the endpoint's path and the server's own address. */
  async deploy(): Promise<{ path: string; server: string }> {
    const containerSpec = {
      imageUri: 'bench/server:1',
      predictRoute: '/predict',
      healthRoute: '/health',
    };
    await this.#call(`${location}/models:upload`, {
      modelId: 'bench',
      model: { displayName: 'bench', containerSpec },
    });
    const path = `${location}/endpoints/bench`;
    await this.#call(`${location}/endpoints?endpointId=bench`, { displayName: 'bench' });
    const { name } = await this.#call(`${path}:deployModel`, {
      deployedModel: {
        model: `${location.slice(4)}/models/bench`,
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 },
      },
      trafficSplit: { '0': 100 },
    });
    await this.#finished(name);
    return { path, server: readFileSync(join(this.#folder, 'address'), 'utf8') };
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #call(path: string, value: unknown): Promise<{ name: string }> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(value) };
    const response = await fetch(`http://${this.http}${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as { name: string };
  }

  async #finished(name: string): Promise<void> {
    for (;;) {
      const polled = await fetch(`http://${this.http}/v1/${name}`);
      const { done, error } = (await polled.json()) as { done?: boolean; error?: unknown };
      if (error !== undefined) throw new Error(JSON.stringify(error));
      if (done === true) return;
      await delay(20);
    }
  }
}

interface Ready {
  http: string;
  grpc?: string;
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
