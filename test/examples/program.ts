import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

export type Environment = Record<string, string>;

/** Runs a Node program of an example to its end and gives what it printed; fails when the program does. */
export async function runProgram(
  folder: string,
  args: readonly string[],
  env: Environment = {},
): Promise<string> {
  const child = spawn(process.execPath, args, options(folder, env));
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}

export interface ModelServer {
  predict(instances: readonly unknown[]): Promise<{ status: number; body: unknown }>;
  stop(): Promise<number | null>;
}

/** Starts a model server as Vertex AI would and waits until it says that it is ready. */
export async function startServer(
  folder: string,
  program: string,
  modelFolder: string,
): Promise<ModelServer> {
  const child = spawn(
    process.execPath,
    [program],
    options(folder, {
      AIP_HTTP_HOST: '127.0.0.1',
      AIP_HTTP_PORT: '0',
      AIP_HEALTH_ROUTE: '/healthz',
      AIP_PREDICT_ROUTE: '/predict',
      AIP_STORAGE_URI: modelFolder,
    }),
  );
  const closed = once(child, 'close');
  child.stderr.resume();
  const address = await untilReady(child);
  return {
    async predict(instances) {
      const response = await fetch(`http://${address}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ instances }),
      });
      return { status: response.status, body: await response.json() };
    },
    async stop() {
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}

async function untilReady(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  let address: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    address ??= /^listening on (.+)$/.exec(line)?.[1];
    if (address !== undefined && line.startsWith('ready: ')) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error('the server ended before it was ready');
}

function options(cwd: string, env: Environment) {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  return { cwd, stdio, env: { ...process.env, ...env } };
}
