import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/hosts/system/clock.ts';
import { systemCommands } from '../../../src/hosts/system/commands.ts';
import { systemFiles } from '../../../src/hosts/system/files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vertex-release-system-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of chunks);
}

describe('files', () => {
  it('are read as they were written, in folders made for them', async () => {
    const path = join(folder, 'a/b/c.json');
    await systemFiles.write(path, 'größe\n');
    expect(await systemFiles.read(path)).toBe('größe\n');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['c.json']);
  });

  it('that are missing are undefined, and an error only when somebody needs their bytes', async () => {
    const path = join(folder, 'missing');
    expect(await systemFiles.read(path)).toBeUndefined();
    await expect(drain(systemFiles.open(path))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: `${path} does not exist`,
    });
  });

  it('that are folders are refused, not taken for missing', async () => {
    await expect(systemFiles.read(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(drain(systemFiles.open(folder))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });

  it('stay whole for a reader who opened them before a write', async () => {
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    const reading = systemFiles.open(path)[Symbol.asyncIterator]();
    const first = await reading.next();
    await systemFiles.write(path, 'new and longer');
    expect(Buffer.from(first.value as Uint8Array).toString()).toBe('old');
    expect(await reading.next()).toMatchObject({ done: true });
    expect(await readFile(path, 'utf8')).toBe('new and longer');
  });

  it('that cannot be written leave what stood there', async () => {
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    await expect(systemFiles.write(join(path, 'b'), 'new')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('cannot be written'),
    });
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('commands', () => {
  const commands = systemCommands({ PATH: process.env['PATH'], FROM: 'environment' });

  async function run(
    command: string,
    change: { signal?: AbortSignal; env?: Record<string, string> } = {},
  ) {
    const lines: string[] = [];
    const exitCode = await commands.run({
      command,
      cwd: folder,
      onLine: (line) => lines.push(line),
      ...change,
    });
    return { exitCode, lines };
  }

  it.each([
    ['true', 0],
    ['exit 7', 7],
    ['no-such-program-at-all', 127],
    ['kill -9 $$', 137],
    ['kill -15 $$', 143],
  ])('end with the code of %s', async (command, exitCode) => {
    expect((await run(command)).exitCode).toBe(exitCode);
  });

  it('hand over each line of both streams, an unfinished last one too', async () => {
    const { lines } = await run(String.raw`printf 'a\r\nb\n\nc'; printf 'd\ne' >&2`);
    expect(lines.toSorted()).toEqual(['', 'a', 'b', 'c', 'd', 'e']);
  });

  it('hand over a character that came in two pieces as one', async () => {
    const { lines } = await run(String.raw`node -e "
      const bytes = Buffer.from('größe\n');
      process.stdout.write(bytes.subarray(0, 3), () => process.stdout.write(bytes.subarray(3)));
    "`);
    expect(lines).toEqual(['größe']);
  });

  it('run in their folder, with their environment and nothing to read', async () => {
    const { lines } = await run('pwd -P; echo $FROM $OWN; cat', { env: { OWN: 'own' } });
    expect(lines[0]?.endsWith(folder.split('/').at(-1) ?? '')).toBe(true);
    expect(lines.slice(1)).toEqual(['environment own']);
  });

  it('cannot start in a folder that does not exist', async () => {
    const missing = join(folder, 'missing');
    const started = commands.run({ command: 'true', cwd: missing, onLine: () => {} });
    await expect(started).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(missing),
    });
  });

  it('take their children and grandchildren along when they are aborted', async () => {
    const controller = new AbortController();
    const pids: number[] = [];
    const exitCode = await commands.run({
      command: `sh -c 'echo $$; sh -c "echo \\$\\$; sleep 600" & wait' & wait`,
      cwd: folder,
      signal: controller.signal,
      onLine: (line) => {
        pids.push(Number(line));
        if (pids.length === 2) controller.abort();
      },
    });
    // It ended at all because its output closed, which everybody below it held open.
    expect(exitCode).toBe(143);
    expect(pids).toHaveLength(2);
  });

  it('do not outlive a signal that was aborted before', async () => {
    const { exitCode } = await run('sleep 600', { signal: AbortSignal.abort() });
    expect(exitCode).toBe(143);
  });

  it('do not hold on to the signal once they have ended', async () => {
    const controller = new AbortController();
    expect((await run('true', { signal: controller.signal })).exitCode).toBe(0);
    expect(() => controller.abort()).not.toThrow();
  });
});

describe('the clock', () => {
  it('ends a sleep as cancelled when the signal aborts', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(600_000, controller.signal);
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(systemClock.sleep(600_000, controller.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
