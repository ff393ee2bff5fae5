import type { CanaryRun } from './canary-run.ts';

/** A transition of a run that is worth telling. */
export interface Announcement {
  /** Within the release, the same whenever it is derived again. */
  id: string;
  transition: 'begin' | 'shift' | 'hold' | 'ask' | 'promote' | 'roll_back' | 'restored';
  text: string;
}

/** Everything so far that a run has to tell and has not told, in the order in which it happened. */
export function dueAnnouncements(run: CanaryRun): Announcement[] {
  return announcementsOf(run).filter(({ id }) => !run.announced.includes(id));
}

/** The run with this one told. */
export function announced(run: CanaryRun, id: string): CanaryRun {
  return run.announced.includes(id) ? run : { ...run, announced: [...run.announced, id] };
}

function announcementsOf(run: CanaryRun): Announcement[] {
  const { challenger, champion, ending, restoredAt } = run;
  const told: Announcement[] = [
    {
      id: 'begin',
      transition: 'begin',
      text: `version ${challenger.versionId} is tried against version ${champion.versionId}, in steps of ${run.plan.steps.join(', ')} %`,
    },
    ...run.shifts.map(({ percent, step }) => ({
      id: `shift-${step}`,
      transition: 'shift' as const,
      text: `version ${challenger.versionId} has ${percent} % of the traffic`,
    })),
  ];
  if (ending !== undefined) {
    const what = ending.kind === 'promote' ? 'is promoted' : 'is rolled back';
    told.push({
      id: ending.kind,
      transition: ending.kind,
      text: `version ${challenger.versionId} ${what}: ${ending.reason}`,
    });
  }
  if (restoredAt !== undefined) {
    const text = `the traffic is as it was before: version ${champion.versionId} serves`;
    told.push({ id: 'restored', transition: 'restored', text });
  }
  return told;
}
