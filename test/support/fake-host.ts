import type { Host } from '../../src/ports/host.ts';

/** A host that remembers what it was told. */
export interface FakeHost extends Host {
  readonly lines: readonly string[];
}

export function fakeHost(runner = 'runner-1', gone: readonly string[] = []): FakeHost {
  const lines: string[] = [];
  return {
    name: 'terminal',
    commit: undefined,
    runUrl: undefined,
    runner: { name: runner, isGone: (other) => gone.includes(other) },
    lines,
    phase: (title) => lines.push(`# ${title}`),
    say: (line) => lines.push(line),
    progress: (line) => lines.push(`… ${line}`),
    warn: (line) => lines.push(`! ${line}`),
    debug: () => {},
  };
}
