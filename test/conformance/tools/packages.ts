import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Absent } from '../harness/case.ts';

const home = join(import.meta.dirname, '..');
export const packagesFolder = join(home, 'node_modules');
const requireHere = createRequire(join(home, 'package.json'));

/** An ES module of a package that is installed here and not at the root. */
export async function importPackage<T>(name: string): Promise<T> {
  packageFolder(name);
  return (await import(name)) as T;
}

/** A CommonJS module, by package and path, that is installed here and not at the root. */
export function requirePackage<T>(name: string, path = ''): T {
  packageFolder(name);
  return requireHere(name + path) as T;
}

export function readPackageFile(name: string, path: string): string {
  return readFileSync(join(packageFolder(name), path), 'utf8');
}

export function listPackageFolder(name: string, path: string): readonly string[] {
  return readdirSync(join(packageFolder(name), path));
}

/** @throws Absent */
function packageFolder(name: string): string {
  const folder = join(packagesFolder, name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  throw new Absent(name, 'npm ci --prefix test/conformance installs it');
}
