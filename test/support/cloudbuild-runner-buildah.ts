import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Names an image of the local store that the builder image may stand on instead of its own base. */
export const baseVariable = 'VERTEX_RELEASE_TEST_BASE_IMAGE';

/** What is mounted into a container, by its path there. */
export type Mount = readonly [inside: string, outside: string];

/** What a process finds around itself, as it sees it. */
export interface Surroundings {
  mounts: readonly Mount[];
  cwd: string;
  env: Readonly<Record<string, string>>;
}

/** How a process in a container is started from outside of it. */
export interface Contained {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
}

interface ImageConfig {
  Env?: readonly string[];
  Entrypoint?: readonly string[];
}

const unshare = '/usr/bin/unshare';

let images = 0;

/** Why the image is not built here; undefined when it is. */
export function whyNotBuilt(): string | undefined {
  const base = process.env[baseVariable] ?? '';
  if (base === '') return `${baseVariable} names no base image`;
  if (process.getuid?.() !== 0) return 'only root may mount an image';
  for (const program of ['buildah', unshare]) {
    if (spawnSync(program, ['--version']).status !== 0) return `${program} is not installed`;
  }
  if (spawnSync('buildah', ['inspect', '--type=image', base]).status !== 0) {
    return `there is no image ${base} here`;
  }
  return undefined;
}

/**
 * An image that buildah builds by a Dockerfile. Its processes run with the file system of the image as
 * their root, in mounts of their own; network and processes are those of this machine, and what a
 * step writes outside of its mounts is there for the next. The process that is started is the one that
 * gets the signals.
 */
export class BuiltImage implements Disposable {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly #name: string;
  readonly #container: string;
  readonly #folder: string;

  /** @throws Error when the Dockerfile cannot be built. */
  constructor(dockerfile: string, context: string) {
    images += 1;
    this.#name = `localhost/vertex-release-test:${process.pid}-${images}`;
    const base = process.env[baseVariable] ?? '';
    const ignored = existsSync(`${dockerfile}.dockerignore`)
      ? [`--ignorefile=${dockerfile}.dockerignore`]
      : [];
    buildah(
      'build',
      '--quiet',
      '--pull-never',
      `--from=${base}`,
      ...ignored,
      `--file=${dockerfile}`,
      `--tag=${this.#name}`,
      context,
    );
    this.#container = buildah('from', '--pull-never', this.#name);
    this.#folder = buildah('mount', this.#container);
    const { OCIv1 } = JSON.parse(buildah('inspect', this.#container)) as {
      OCIv1: { config: ImageConfig };
    };
    this.entrypoint = OCIv1.config.Entrypoint ?? [];
    this.env = Object.fromEntries(
      (OCIv1.config.Env ?? []).map((entry) => {
        const at = entry.indexOf('=');
        return [entry.slice(0, at), entry.slice(at + 1)];
      }),
    );
  }

  /** A process of the image; each program here becomes the next, so it stays one process. */
  process(command: readonly string[], { mounts, cwd, env }: Surroundings): Contained {
    const all: Mount[] = [['/dev', '/dev'], ['/proc', '/proc'], ...mounts];
    const binding = all.flatMap(([inside, outside]) => {
      const target = quoted(join(this.#folder, inside));
      return [`mkdir -p ${target}`, `mount --rbind ${quoted(outside)} ${target}`];
    });
    const root = `--root=${quoted(this.#folder)} --wd=${quoted(cwd)}`;
    const start = `exec ${unshare} ${root} ${command.map(quoted).join(' ')}`;
    return {
      command: unshare,
      args: ['--mount', '/bin/sh', '-ec', [...binding, start].join('\n')],
      env: { ...env, PATH: this.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin' },
    };
  }

  [Symbol.dispose](): void {
    buildah('rm', this.#container);
    buildah('rmi', this.#name);
  }
}

function buildah(...args: string[]): string {
  return execFileSync('buildah', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
