import type { ReleaseRecord } from '../release/record.ts';
import { stepNames } from '../release/step-name.ts';
import { formatDuration } from '../units/duration.ts';

/** A release on a terminal: one line for each step that was begun. */
export function describeRecord(record: ReleaseRecord): string {
  const world = record.emulated ? ' (embedded Vertex)' : '';
  const lines = [
    `${record.releaseId}: ${record.outcome ?? 'under way'}${world}`,
    `commit ${record.commit}, opened ${record.openedAt}`,
  ];
  for (const name of stepNames) {
    const step = record.steps[name];
    if (step === undefined) continue;
    const took =
      step.finishedAt === undefined
        ? ''
        : `, ${formatDuration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))}`;
    const verdict = step.verdict ?? step.state;
    lines.push(`  ${name.padEnd(17)} ${verdict.padEnd(12)} ${step.summary ?? ''}${took}`);
  }
  return `${lines.join('\n')}\n`;
}
