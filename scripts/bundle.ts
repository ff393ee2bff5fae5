import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type JsMinifyOptions, minifySync } from '@swc/core';
import { stageDependencies } from './bundle/stage.ts';

/** Sources → `lib` → one bundle with lazy chunks → the distribution. Same sources, same bytes. */
export function bundle(out: string): void {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  rmSync('lib', { recursive: true, force: true });
  run('tsc', ['-p', 'tsconfig.build.json']);
  // Without `type: module` here ncc writes CommonJS, the only form in which gax works when bundled.
  writeFileSync('lib/package.json', '{}\n');
  stageDependencies('lib');

  const built = 'lib/bundle';
  run('ncc', ['build', 'lib/entry/main.js', '-o', built, '-m', '--license', 'licenses.txt', '-q']);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(built)) {
    if (isChunk(file)) minify(join(built, file));
    if (/\.(js|txt)$/.test(file)) cpSync(join(built, file), join(out, file));
  }
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  cpSync('scripts/bundle/stubs', out, { recursive: true });
}

/** ncc minifies its main file alone. */
function isChunk(file: string): boolean {
  return /^\d+\.index\.js$/.test(file);
}

/** As ncc does it: errors and protobuf types are told apart by their names. Licences stand beside. */
function minify(file: string): void {
  const names = { keep_classnames: true, keep_fnames: true };
  const options: JsMinifyOptions = { compress: names, mangle: names, format: { comments: false } };
  writeFileSync(file, minifySync(readFileSync(file, 'utf8'), options).code);
}

function run(command: string, args: readonly string[]): void {
  execFileSync(join('node_modules/.bin', command), args, { stdio: 'inherit' });
}

if (import.meta.main) bundle('dist');
