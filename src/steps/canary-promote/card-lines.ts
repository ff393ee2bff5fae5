import type { Forecast, PlanCard, StepCard } from '../../canary/plan-card.ts';
import { formatDuration } from '../../units/duration.ts';
import { formatShare } from '../../units/percent.ts';
import { formatCount } from './narration.ts';

/** What a plan can be expected to do, a line for its traffic and one for each step. */
export function cardLines(card: PlanCard): string[] {
  const { requestsPerWindow, errorRate, isAssumed, steps } = card;
  if (requestsPerWindow === 0) {
    return [
      'the champion has no traffic to plan with: how soon a fault would be seen is not known',
    ];
  }
  const rate = isAssumed
    ? `none of which failed (${formatShare(errorRate)} is assumed)`
    : `of which ${formatShare(errorRate)} fail`;
  const requests = formatCount(Math.round(requestsPerWindow));
  return [`the champion answers ${requests} requests a window, ${rate}`, ...steps.map(stepLine)];
}

function stepLine({ percent, requestsPerWindow, sees, clears }: StepCard): string {
  const faults = sees.map(({ ratio, found }) => `×${ratio} ${after(found)}`);
  const seen = faults.length === 0 ? 'nothing' : faults.join(', ');
  const cleared = clears === null ? '' : `; clears by ${clears.by} ${after(clears)}`;
  return `${percent} %: ${formatCount(Math.round(requestsPerWindow))} requests a window; sees ${seen}${cleared}`;
}

/** `in 12m`. */
function after(forecast: Forecast | null): string {
  return forecast === null ? 'never' : `in ${formatDuration(roundToMinutes(forecast.afterMs))}`;
}

/** To whole minutes above five of them: a forecast is an average. */
function roundToMinutes(ms: number): number {
  return ms < 300_000 ? Math.round(ms / 1_000) * 1_000 : Math.round(ms / 60_000) * 60_000;
}
