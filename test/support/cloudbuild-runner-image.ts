import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  baseVariable,
  BuiltImage,
  type Contained,
  type Surroundings,
  whyNotBuilt,
} from './cloudbuild-runner-buildah.ts';

const root = resolve(import.meta.dirname, '../..');

/** How a step's process is started: what is left of an image where there are no containers. */
export interface ImageStart {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Of an image that has a root of its own: how it is started in there. */
  inside?(surroundings: Surroundings): Contained;
}

/** An image that the runner knows; it refuses all others. */
export interface Image {
  /** Undefined: the step does nothing and succeeds. */
  start(step: StepCommand): ImageStart | undefined;
}

/** What a configuration says is to be run. */
export interface StepCommand {
  entrypoint: string | undefined;
  args: readonly string[];
  script: string | undefined;
}

/** Does nothing: stands for an image whose work is of no interest. */
export const noOp: Image = { start: () => undefined };

/** `bash`, `ubuntu`: the shell of this machine. */
export const shell: Image = {
  start({ entrypoint, args, script }) {
    if (script !== undefined) {
      const [, interpreter] = /^#!(?:\/usr\/bin\/env )?(\S+)/.exec(script) ?? [];
      return { command: interpreter ?? '/bin/sh', args: ['-c', script], env: {} };
    }
    const [first = 'true', ...rest] = entrypoint === undefined ? args : [entrypoint, ...args];
    return { command: first, args: rest, env: {} };
  },
};

/**
 * The builder image: built by buildah where a base image is at hand, else put together from what its
 * Dockerfile says and run with this Node.
 */
export class BuilderImage implements Image, Disposable {
  /** What the root of the image is here. */
  readonly folder = mkdtempSync(join(tmpdir(), 'builder-image-'));
  readonly #env: Readonly<Record<string, string>>;
  readonly #entrypoint: readonly string[];
  readonly #built: BuiltImage | undefined;

  constructor(dockerfile = join(root, 'cloudbuild/Dockerfile')) {
    const why = whyNotBuilt();
    tellOnce(
      why === undefined
        ? `the builder image is built on ${process.env[baseVariable] ?? ''} and run`
        : `the builder image is not built, its entrypoint is run with this Node: ${why}`,
    );
    if (why === undefined) {
      this.#built = new BuiltImage(dockerfile, root);
      this.#env = this.#built.env;
      this.#entrypoint = this.#built.entrypoint;
      return;
    }
    const instructions = instructionsOf(readFileSync(dockerfile, 'utf8'));
    const entries = (name: string) => instructions.filter((one) => one.name === name);
    chmodSync(this.folder, 0o755);
    for (const { value } of entries('COPY')) {
      const [from = '', to = ''] = value.split(/\s+/);
      cpSync(join(root, from), join(this.folder, to), { recursive: true });
    }
    this.#env = Object.fromEntries(
      entries('ENV').flatMap(({ value }) =>
        [...value.matchAll(/([A-Z_]+)=(\S*)/g)].map(([, name = '', text = '']) => [name, text]),
      ),
    );
    const [entrypoint] = entries('ENTRYPOINT').map(({ value }) => JSON.parse(value) as string[]);
    this.#entrypoint = entrypoint ?? [];
  }

  start({ entrypoint, args, script }: StepCommand): ImageStart {
    if (entrypoint !== undefined || script !== undefined) {
      throw new Error('the builder image is run by its own entrypoint only');
    }
    const [program = '', ...first] = this.#entrypoint;
    const built = this.#built;
    if (built !== undefined) {
      const all = [...first, ...args];
      const inside = (around: Surroundings) => built.process([program, ...all], around);
      return { command: program, args: all, env: this.#env, inside };
    }
    if (program !== 'node') throw new Error(`the entrypoint of the image runs ${program}`);
    const own = first.map((arg) => (arg.startsWith('/') ? join(this.folder, arg) : arg));
    const user = canStepDown() ? {} : { VERTEX_RELEASE_USER: '' };
    return {
      command: process.execPath,
      args: [...own, ...args],
      env: { ...this.#env, ...user },
    };
  }

  [Symbol.dispose](): void {
    this.#built?.[Symbol.dispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const told = new Set<string>();

function tellOnce(line: string): void {
  if (told.has(line)) return;
  told.add(line);
  process.stderr.write(`${line}\n`);
}

/** Only root may; and the user stepped down to must be able to reach this Node. */
export function canStepDown(): boolean {
  if (process.getuid?.() !== 0) return false;
  for (let path = process.execPath; path !== '/'; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
  }
  return true;
}

function instructionsOf(text: string): { name: string; value: string }[] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const match = /^([A-Z]+)\s+(.*)$/.exec(line.trim());
    return match === null ? [] : [{ name: match[1] ?? '', value: match[2] ?? '' }];
  });
}
