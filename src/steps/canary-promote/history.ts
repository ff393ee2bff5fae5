import type { ChampionHistory } from '../../canary/judge/baseline.ts';
import type { CanaryPlan } from '../../canary/plan.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { MetricsInterval } from '../../ports/metrics.ts';
import type { StepContext } from '../../ports/ports.ts';
import { ratioPeriods, readRatioEvents } from './ratio-events.ts';
import { countPeriods, latencyPeriods } from './window-counts.ts';

/** Windows of the champion's past that are read: a day of minutes. */
const historyWindows = 1_440;

/** What the champion answered before the canary; nothing of what cannot be read. */
export async function readHistory(
  endpoint: string,
  deployedModelId: string,
  { windowMs, settleMs, latency, ratios }: CanaryPlan,
  { ports }: StepContext,
): Promise<ChampionHistory> {
  const { metrics, host, clock } = ports;
  const end = Math.floor((clock.now() - settleMs) / windowMs) * windowMs;
  const interval = { start: end - historyWindows * windowMs, end, periodMs: windowMs };
  const read = async <T>(
    what: string,
    absent: T,
    from: (interval: MetricsInterval) => Promise<T>,
  ): Promise<T> => {
    try {
      return await from(interval);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      host.warn(`the champion's past ${what} could not be read: ${error.message}`);
      return absent;
    }
  };
  const responses = await read('responses', [], (of) => metrics.responses(endpoint, of));
  const latencies =
    latency === 'off' ? [] : await read('latencies', [], (of) => metrics.latencies(endpoint, of));
  const events = await read('ratios', {}, (of) => readRatioEvents(metrics, endpoint, ratios, of));
  return {
    errors: countPeriods(deployedModelId, responses),
    latency: latencyPeriods(deployedModelId, latencies),
    ratios: Object.fromEntries(
      Object.entries(events).map(([name, counted]) => [
        name,
        ratioPeriods(deployedModelId, counted),
      ]),
    ),
  };
}

export function isUnreadable(error: unknown): error is ReleaseError {
  return error instanceof ReleaseError && error.code === 'EVIDENCE_UNREADABLE';
}
