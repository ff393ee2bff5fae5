import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { packagesFolder } from './packages.ts';

/** Why pip could not reach an index, as against an index that has not what is asked for. */
const unreachable = /Retrying \(|NewConnectionError|ConnectTimeout|ProxyError|Could not fetch URL/;

const installation = [
  '-m',
  'pip',
  'install',
  '--disable-pip-version-check',
  '--retries=1',
  '--timeout=15',
  '--no-deps',
  '--no-compile',
  '--only-binary=:all:',
];

/** The pinned versions need it. */
const versionCheck = 'import sys; sys.exit(sys.version_info < (3, 10))';

const whereItsPackagesAre = 'import sysconfig; print(sysconfig.get_path("purelib"))';

export interface EnvironmentOptions {
  name: string;
  /** A file of requirements: all that is needed, pinned. */
  requirements: string;
  /** An environment whose packages are there too, where this one has no others. */
  base?: PythonEnvironment;
}

export type Preparation = { state: 'ready' } | { state: 'absent' | 'broken'; why: string };

/**
 * A virtual environment with pinned packages, made once and again when the requirements change.
 * It is below node_modules, where git, formatters and linters do not look.
 */
export class PythonEnvironment {
  readonly #options: EnvironmentOptions;
  readonly #folder: string;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#folder = join(packagesFolder, '.python', options.name);
  }

  /** The path of one of its programs. */
  program(name: string): string {
    return join(this.#folder, process.platform === 'win32' ? 'Scripts' : 'bin', name);
  }

  /** For caches that are worth what the environment is. */
  get folder(): string {
    return this.#folder;
  }

  prepare(): Preparation {
    const base = this.#options.base?.prepare() ?? { state: 'ready' };
    if (base.state !== 'ready') return base;
    const wanted = this.#digest();
    const stamp = join(this.#folder, 'requirements.sha256');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { state: 'ready' };
    const made = this.#make();
    if (made.state === 'ready') writeFileSync(stamp, wanted);
    return made;
  }

  /** Of all that decides what is in it. */
  #digest(): string {
    const { requirements, base } = this.#options;
    const hash = createHash('sha256').update(readFileSync(requirements));
    if (base !== undefined) hash.update(base.#digest());
    return hash.digest('hex');
  }

  #make(): Preparation {
    rmSync(this.#folder, { recursive: true, force: true });
    if (runCommand('python3', ['-c', versionCheck]).code !== 0) {
      return { state: 'absent', why: 'there is no Python 3.10 or newer' };
    }
    if (runCommand('python3', ['-m', 'venv', this.#folder]).code !== 0) {
      return { state: 'absent', why: 'python3 cannot make a virtual environment' };
    }
    this.#lendPackagesOfBase();
    const requirements = `--requirement=${this.#options.requirements}`;
    const { code, stdout, stderr } = runCommand(this.program('python'), [
      ...installation,
      requirements,
    ]);
    if (code === 0) return { state: 'ready' };
    const isCutOff = code === undefined || unreachable.test(stdout + stderr);
    if (isCutOff) return { state: 'absent', why: 'no package index answers' };
    return { state: 'broken', why: `pip install failed:\n${stderr}` };
  }

  #lendPackagesOfBase(): void {
    const { base } = this.#options;
    if (base === undefined) return;
    writeFileSync(join(this.#packages(), 'base.pth'), `${base.#packages()}\n`);
  }

  #packages(): string {
    return runCommand(this.program('python'), ['-c', whereItsPackagesAre]).stdout.trim();
  }
}
