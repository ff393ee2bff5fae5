import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { secretForms } from '../../src/hosts/github/secret-forms.ts';
import { EmulatorProcess, Project } from '../e2e/cli.ts';

const token = 'ghs_"CanaryOfGithub"+/=0123456789';
const privateKey = 'CanaryOfGooglesPrivateKey0123456789';
const keyFile = 'key-of-google.json';
const forms = [token, privateKey].flatMap(secretForms);

let project: Project;
let emulator: EmulatorProcess;
let wire: Wire;
beforeAll(async () => {
  project = new Project();
  const key = `-----BEGIN PRIVATE KEY-----\n${privateKey}\n-----END PRIVATE KEY-----\n`;
  const account = { client_email: 'a@acme-ml.iam.gserviceaccount.com', private_key: key };
  project.write(keyFile, JSON.stringify({ type: 'service_account', ...account }));
  emulator = await EmulatorProcess.start(project);
  wire = await Wire.to(emulator.http);
});
afterAll(async () => {
  await wire.stop();
  await emulator.stop();
  project[Symbol.dispose]();
});

/** Every byte that a run writes: on its streams, on the wire, into files. */
async function bytesOf(args: readonly string[], env: Record<string, string> = {}) {
  wire.bytes = '';
  const entry = join(import.meta.dirname, 'command-line.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: project.folder,
    env: {
      PATH: process.env['PATH'],
      HOME: project.folder,
      NODE_COMPILE_CACHE: join(tmpdir(), 'vertex-release-compile-cache'),
      ...wire.instead(emulator.env),
      GITHUB_TOKEN: token,
      GOOGLE_APPLICATION_CREDENTIALS: join(project.folder, keyFile),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let streams = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (streams += chunk));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, streams, wire: wire.bytes, files: filesBelow(project.folder) };
}

function expectNoSecret(bytes: { streams: string; wire: string; files: string }): void {
  for (const place of ['streams', 'wire', 'files'] as const) {
    expect({ place, found: forms.filter((form) => bytes[place].includes(form)) }).toEqual({
      place,
      found: [],
    });
  }
}

describe.each([
  { VERTEX_RELEASE_COMMIT: '0123456789abcdef' },
  { VERTEX_RELEASE_COMMIT: 'fedcba9876543210', VERTEX_RELEASE_DEBUG: '1' },
])('a run with secrets and %j', (debug) => {
  it.each([
    ['validate', ['validate', '--test-command=env', '--json']],
    ['train', ['train', '--json']],
    ['register', ['register', '--json']],
    ['status', ['status', '--json']],
    ['the report', ['status', '--markdown']],
  ])('tells none of them: %s', async (_, args) => {
    const bytes = await bytesOf(args, debug);
    expect(bytes.code).toBe(0);
    expect(bytes.wire).toContain('doubler');
    expectNoSecret(bytes);
  });

  it.each([
    ['a secret as a flag', ['train', `--github-token=${token}`], {}],
    ['a flag that is none', ['train', '--job-spce=x'], {}],
    ['another commit', ['register', '--json'], { VERTEX_RELEASE_COMMIT: 'feedfeed' }],
    [
      'credentials that sign nothing',
      ['validate', '--json', '--bucket=acme-ml-releases'],
      { VERTEX_EMULATOR_HOST: '', METADATA_SERVER_DETECTION: 'none' },
    ],
  ])('tells none of them when it meets %s', async (_, args, env) => {
    const bytes = await bytesOf(args, { ...debug, ...env });
    expect(bytes.code).not.toBe(0);
    expectNoSecret(bytes);
  });

  it('tells none of them to a test, nor what a test finds out about them', async () => {
    const shown = `env; cat ${keyFile} | head -c 20; printf %s "$VALUE"; exit 3`;
    const commit = `${debug.VERTEX_RELEASE_COMMIT.slice(0, 4)}5555`;
    const env = { ...debug, VERTEX_RELEASE_COMMIT: commit, VALUE: token };
    const bytes = await bytesOf(['validate', `--test-command=${shown}`], env);
    expect(bytes.code).toBe(1);
    expect(bytes.streams).toContain('VALUE=[secret]');
    expect(bytes.wire).toContain('VALUE=[secret]');
    expect(bytes.streams).not.toContain('GITHUB_TOKEN=');
    expectNoSecret(bytes);
  });

  it.each([403, 404, 500])('tells none of them when the cloud answers %i', async (status) => {
    wire.trouble = status;
    const bytes = await bytesOf(['register', '--json'], debug);
    wire.trouble = undefined;
    expect(bytes.code).not.toBe(0);
    expectNoSecret(bytes);
  });

  it('tells none that stands in the configuration file', async () => {
    using own = new Project();
    own.configure({ github_token: token });
    const misplaced = `--config=${join(own.folder, 'vertex-release.yaml')}`;
    const bytes = await bytesOf(['validate', misplaced, '--json'], debug);
    expect(bytes.code).toBe(2);
    expectNoSecret(bytes);
  });
});

/** All files but the one that the secret was put into. */
function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== keyFile && statSync(join(folder, name)).isFile())
    .map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`)
    .join('\n');
}

/** Stands before the embedded Vertex and keeps every byte that it is sent. */
class Wire {
  bytes = '';
  /** Status of every answer, instead of the embedded Vertex's own. */
  trouble: number | undefined;
  readonly #server: Server;
  readonly #target: string;

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((incoming, response) => {
      void this.#take(incoming).then((body) => {
        if (this.trouble !== undefined) return response.writeHead(this.trouble).end('<p>no</p>');
        const [host, port] = this.#target.split(':');
        const { method, url: path, headers } = incoming;
        const options = { host, port, method, path, headers: { ...headers, host: this.#target } };
        const onward = request(options, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        return onward.end(body);
      });
    });
  }

  static async to(target: string): Promise<Wire> {
    const made = new Wire(target);
    await new Promise<void>((resolve) => made.#server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** The variables of a client, with this in the place of what it stands before. */
  instead(env: Readonly<Record<string, string>>): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    const here = `127.0.0.1:${port}`;
    return Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replaceAll(this.#target, here)]),
    );
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #take(incoming: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    this.bytes += `${incoming.url}\n${incoming.rawHeaders.join('\n')}\n${body.toString('latin1')}\n`;
    return body;
  }
}
