import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figures } from './figures.ts';

const dist = resolve(import.meta.dirname, '../dist');
const mb = 1e6;

/** Bytes of the distribution: all of it, without what only the emulator loads, and as it is sent. */
export async function size(): Promise<Figures> {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dist, name))
    .filter((file) => statSync(file).isFile());
  const bytes = (some: readonly string[]) =>
    some.reduce((total, file) => total + statSync(file).size, 0);
  const emulator = files.filter(isEmulatorChunk);
  const gzipped = files.reduce((total, file) => total + gzipSync(readFileSync(file)).length, 0);
  return {
    dist_mb: (bytes(files) - bytes(emulator)) / mb,
    emulator_mb: bytes(emulator) / mb,
    gzip_mb: gzipped / mb,
  };
}

/** The chunks of the embedded Vertex, known by what only it says. */
function isEmulatorChunk(file: string): boolean {
  if (!/\d+\.index\.js$/.test(file)) return false;
  const text = readFileSync(file, 'utf8');
  return ['x-vertex-release-emulated', 'google.api.http', 'grpc-node-js/'].some((mark) =>
    text.includes(mark),
  );
}
