import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Modules of the toolkit that bring in an HTTP client and a process runner, which nobody calls. */
const unused: Readonly<Record<string, string>> = {
  'oidc-utils.js': 'export class OidcClient {}\n',
  'platform.js': 'export {};\n',
};

/** Puts `@actions/core` into `lib` without a megabyte that actions of ours do not use. */
export function stageToolkit(lib: string): void {
  const from = 'node_modules/@actions/core';
  const to = join(lib, from);
  for (const file of ['package.json', 'LICENSE.md']) cpSync(join(from, file), join(to, file));
  for (const file of readdirSync(join(from, 'lib')).filter((name) => name.endsWith('.js'))) {
    cpSync(join(from, 'lib', file), join(to, 'lib', file));
  }
  for (const [file, text] of Object.entries(unused)) writeFileSync(join(to, 'lib', file), text);
}
