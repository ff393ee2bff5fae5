import { describe, expect, it } from '@jest/globals';
import type { LogStore } from '../../src/emulator/store/logs.ts';
import { createStore } from '../../src/emulator/store/store.ts';

function write(logs: LogStore, payload: { textPayload: string } | { jsonPayload: object }): void {
  const resource = { type: 'endpoint', labels: {} };
  logs.append({ logName: 'log', resource, severity: 'INFO', ...payload } as never);
}

describe('the log', () => {
  it('keeps the newest entries of a program that writes without end', () => {
    const { logs } = createStore({ clock: { now: () => 0 } });
    const line = 'x'.repeat(16_000);
    for (let count = 0; count < 4_000; count += 1) {
      write(logs, count % 2 === 0 ? { textPayload: line } : { jsonPayload: { message: line } });
    }
    write(logs, { textPayload: 'last' });
    const kept = logs.list();
    const characters = kept.reduce((sum, entry) => sum + JSON.stringify(entry).length, 0);
    expect(kept.at(-1)?.textPayload).toBe('last');
    expect(kept.length).toBeGreaterThan(1_000);
    expect(characters).toBeLessThan(40_000_000);
  });
});
