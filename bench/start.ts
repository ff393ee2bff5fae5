import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Figures } from './figures.ts';
import { FirstRequest } from './first-request.ts';
import { median } from './statistics.ts';

const root = resolve(import.meta.dirname, '..');
const rounds = 9;

/**
 * Process start → first request on the wire, four ways in turn, so that all of them meet the same
 * noise: our bundled step, `gcloud ai endpoints list`, the official client as its README has it, and
 * the floor: Node and one request.
 */
export async function start(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const server = new FirstRequest();
  const host = await server.listen();
  const env = environment(host, folder);
  writeFileSync(join(folder, 'naive.cjs'), naive);
  writeFileSync(join(folder, 'floor.mjs'), floor);
  const ways: Record<string, [string, string[]]> = {
    ours: [process.execPath, [join(root, 'dist/cli/index.js'), 'status', ...shared]],
    naive: [process.execPath, [join(folder, 'naive.cjs')]],
    floor: [process.execPath, [join(folder, 'floor.mjs')]],
    ...(hasGcloud() ? { gcloud: ['gcloud', ['ai', 'endpoints', 'list']] } : {}),
  };
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [way, [command, args]] of Object.entries(ways)) {
      const ms = await server.after(command, args, env);
      // The first round fills the page cache for everybody.
      if (round > 0) (times[way] ??= []).push(ms);
    }
  }
  server.close();
  rmSync(folder, { recursive: true, force: true });
  const of = (way: string) => median(times[way] ?? []);
  return {
    ours_ms: of('ours'),
    naive_ms: of('naive'),
    floor_ms: of('floor'),
    ratio_to_floor: of('ours') / of('floor'),
    ...(times['gcloud'] === undefined
      ? {}
      : { gcloud_ms: of('gcloud'), ratio_to_gcloud: of('ours') / of('gcloud') }),
  };
}

const shared = [
  '--project-id=bench-project',
  '--region=us-central1',
  '--model=bench',
  '--bucket=bench-bucket',
  '--release=bench-00000000-1',
];

function environment(host: string, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    VERTEX_EMULATOR_HOST: host,
    VERTEX_RELEASE_COMMIT: '00000000',
    METADATA_SERVER_DETECTION: 'none',
    BENCH_HOST: host,
    BENCH_ROOT: root,
    CLOUDSDK_CONFIG: join(folder, 'gcloud'),
    CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true',
    CLOUDSDK_CORE_PROJECT: 'bench-project',
    CLOUDSDK_AI_REGION: 'us-central1',
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
    CLOUDSDK_CORE_CHECK_GCE_METADATA: 'false',
    CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM: `http://${host}/`,
  };
}

function hasGcloud(): boolean {
  try {
    execFileSync('gcloud', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not on this machine: the figures then go without it.
    return false;
  }
}

const naive = `
const { createRequire } = require('node:module');
const load = createRequire(process.env.BENCH_ROOT + '/package.json');
const { EndpointServiceClient } = load('@google-cloud/aiplatform').v1;
const { PassThroughClient } = load('google-auth-library');
const [apiEndpoint, port] = process.env.BENCH_HOST.split(':');
const authClient = new PassThroughClient();
const client = new EndpointServiceClient({ fallback: true, protocol: 'http', apiEndpoint, port, authClient });
client.listEndpoints({ parent: 'projects/bench-project/locations/us-central1' }).catch(() => {});
`;

const floor = `
import { get } from 'node:http';
get('http://' + process.env.BENCH_HOST + '/').on('error', () => {});
`;
