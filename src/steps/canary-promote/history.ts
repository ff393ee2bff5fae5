import type { PeriodCount } from '../../canary/correlation.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { CanaryPromoteInputs } from './inputs.ts';
import { countPeriods } from './window-counts.ts';

/** Windows of the champion's past that are read: a day of minutes. */
const historyWindows = 1_440;

/** What the champion answered before the canary; nothing when the metrics cannot be read. */
export async function readHistory(
  endpoint: string,
  deployedModelId: string,
  { windowMs, settleMs }: CanaryPromoteInputs,
  { ports }: StepContext,
): Promise<PeriodCount[]> {
  const end = Math.floor((ports.clock.now() - settleMs) / windowMs) * windowMs;
  const interval = { start: end - historyWindows * windowMs, end, periodMs: windowMs };
  try {
    return countPeriods(deployedModelId, await ports.metrics.responses(endpoint, interval));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    ports.host.warn(`the champion's past metrics could not be read: ${error.message}`);
    return [];
  }
}

export function isUnreadable(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && error.code === 'EVIDENCE_UNREADABLE';
}
