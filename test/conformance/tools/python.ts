import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Absent } from '../harness/case.ts';
import { runCommand } from './command.ts';
import { packagesFolder } from './packages.ts';

/** Below node_modules, where git, formatters and linters do not look. */
const environment = join(packagesFolder, '.python');
const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
const stamp = join(environment, 'requirements.sha256');
const requirements = join(import.meta.dirname, '../requirements.txt');

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
  '--only-binary=:all:',
  `--requirement=${requirements}`,
];

/** The pinned versions need it. */
const versionCheck = 'import sys; sys.exit(sys.version_info < (3, 10))';

type Preparation = { state: 'ready' } | { state: 'absent' | 'broken'; why: string };
let preparation: Preparation | undefined;

/**
 * The path of a tool: the pinned one of our virtual environment, which is made when it is not there
 * yet, else one that the machine has.
 * @throws Absent
 */
export function pythonTool(name: string): string {
  preparation ??= prepare();
  if (preparation.state === 'ready') return join(programs, name);
  if (preparation.state === 'broken') throw new Error(preparation.why);
  const installed = onPath(name);
  if (installed === undefined) throw new Absent(name, preparation.why);
  return installed;
}

function prepare(): Preparation {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { state: 'ready' };
  rmSync(environment, { recursive: true, force: true });
  if (runCommand('python3', ['-c', versionCheck]).code !== 0) {
    return { state: 'absent', why: 'there is no Python 3.10 or newer' };
  }
  if (runCommand('python3', ['-m', 'venv', environment]).code !== 0) {
    return { state: 'absent', why: 'python3 cannot make a virtual environment' };
  }
  const { code, stdout, stderr } = runCommand(join(programs, 'python'), installation);
  if (code === 0) {
    writeFileSync(stamp, wanted);
    return { state: 'ready' };
  }
  const isCutOff = code === undefined || unreachable.test(stdout + stderr);
  if (isCutOff) return { state: 'absent', why: 'no package index answers' };
  return { state: 'broken', why: `pip install failed:\n${stderr}` };
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not in this folder of the path.
    return false;
  }
}
