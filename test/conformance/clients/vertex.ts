import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../sources/repository.ts';
import type { Vertex } from './client.ts';

/** The command-line program under test; another bundle is tried by naming it. */
const program = process.env['CONFORMANCE_CLI'] ?? join(root, 'dist/cli/index.js');
const fixtures = join(import.meta.dirname, 'fixtures');
const startLimitMs = 30_000;

/** Lends an embedded Vertex that nobody else uses, and ends it. */
export async function withVertex<T>(use: (vertex: Vertex) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const readyFile = join(folder, 'ready.json');
  const flags = ['--config', 'emulator.yaml', '--port', '0', '--seed', '7'];
  const child = spawn(
    process.execPath,
    [program, 'emulator', ...flags, '--ready-file', readyFile],
    { cwd: fixtures, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log = readAll(child);
  try {
    await untilReady(child, readyFile, log);
    const { http, grpc, env } = JSON.parse(readFileSync(readyFile, 'utf8')) as Vertex;
    return await Promise.race([use({ http, grpc, env }), untilEnded(child, log)]);
  } finally {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilReady(child: ChildProcess, file: string, log: () => string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  while (!existsSync(file)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`the embedded Vertex did not start:\n${log()}`);
    }
    await delay(20);
  }
}

async function untilEnded(child: ChildProcess, log: () => string): Promise<never> {
  if (child.exitCode === null) await once(child, 'exit');
  throw new Error(`the embedded Vertex ended by itself:\n${log()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function readAll(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  // A line of a bundle can be as long as the bundle.
  return () => text.replace(/^(.{300}).+$/gm, '$1…');
}
