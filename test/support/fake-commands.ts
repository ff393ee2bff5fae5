import type { CommandRun, Commands } from '../../src/ports/commands.ts';

export interface FakeCommands extends Commands {
  readonly runs: readonly CommandRun[];
}

/** Commands that do what a function says; by default they pass and print nothing. */
export function fakeCommands(
  behave: (run: CommandRun) => number | Promise<number> = () => 0,
): FakeCommands {
  const runs: CommandRun[] = [];
  return {
    runs,
    async run(run) {
      runs.push(run);
      return await behave(run);
    },
  };
}

/** A command that ends only by its signal, as a process that SIGTERM ended. */
export function untilAborted({ signal }: CommandRun): Promise<number> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve(143);
    signal?.addEventListener('abort', () => resolve(143), { once: true });
  });
}
