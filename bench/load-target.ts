import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Gives the port of a server that is there while `use` runs. */
export async function withLoadServer<T>(
  manner: 'at_once' | 'mixed' | 'stalling',
  use: (port: number) => Promise<T>,
): Promise<T> {
  const program = join(import.meta.dirname, 'load-server.ts');
  const child = spawn(process.execPath, [program, manner], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  try {
    return await use(Number(line));
  } finally {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
}
