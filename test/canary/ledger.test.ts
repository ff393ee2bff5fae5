import { describe, expect, it } from '@jest/globals';
import {
  activeRelease,
  emptyLedger,
  findFinished,
  finishRelease,
  type FinishedRun,
  formatLedger,
  parseLedger,
} from '../../src/canary/ledger.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import { canaryRun, countedWindow, shifted, t0 } from './canary-runs.ts';

const endpoint = 'projects/acme/locations/us-central1/endpoints/birds';

function finished(releaseId: string): FinishedRun {
  const { champion, challenger } = canaryRun();
  return {
    releaseId,
    outcome: 'promoted',
    reason: 'no harm found',
    startedAt: t0,
    endedAt: t0,
    champion,
    challenger,
    recordedSplit: { '71': 100 },
    finalSplit: { '72': 100 },
    exposedRequests: 7,
    logEvidence: -1,
    shifts: [],
    evidence: { looks: [] },
  };
}

describe('a ledger', () => {
  it('is read as it was written', () => {
    const window = countedWindow(0, 0, t0, [3, 60], [11, 1140]);
    const active = recordWindows(shifted(canaryRun(), 0, t0), [window]);
    const ledger = { ...emptyLedger(endpoint), active, finished: [finished('a-1-1')] };
    expect(parseLedger(formatLedger(ledger), 'ledger.json')).toEqual(ledger);
    expect(activeRelease(ledger)).toBe('birds-1a2b3c4d-1');
  });

  it('is refused when a field is not what this version writes', () => {
    const active = { ...canaryRun(), recordedSplit: { '71': 80 } };
    const text = formatLedger({ ...emptyLedger(endpoint), active });
    expect(() => parseLedger(text, 'ledger.json')).toThrow(
      expect.objectContaining({
        code: 'STATE_CORRUPT',
        problems: [{ where: 'active.recordedSplit', expected: 'shares that sum to 100' }],
      }),
    );
  });

  it('remembers the last releases, with evidence of the last one', () => {
    let ledger = emptyLedger(endpoint);
    for (let i = 1; i <= 25; i += 1) ledger = finishRelease(ledger, finished(`birds-1-${i}`));
    expect(ledger.finished).toHaveLength(20);
    expect(findFinished(ledger, 'birds-1-25')?.evidence).toEqual({ looks: [] });
    expect(findFinished(ledger, 'birds-1-24')?.evidence).toBeUndefined();
    expect(findFinished(ledger, 'birds-1-5')).toBeUndefined();
    expect(activeRelease(ledger)).toBeUndefined();
  });
});
