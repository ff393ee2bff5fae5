import type { Backend } from './backend.ts';
import { MemoryContents } from './contents.ts';

/** Nothing outlives the process. */
export function memoryBackend(): Backend {
  return {
    contents: new MemoryContents(),
    load: () => [],
    commit: () => undefined,
    commitLater: () => undefined,
    clear: () => undefined,
    close: () => undefined,
  };
}
