import type { ReleaseRecord } from '../../release/record.ts';
import { canarySection } from '../canary-section.ts';
import { headlineSection } from '../headline-section.ts';
import { type RecordView, viewRecord } from '../record-view.ts';
import type { Section } from '../section.ts';
import { stepsSection } from '../steps-section.ts';
import { blockText } from './block-text.ts';

const usualColumns = 100;

/** How a release stands, for a terminal: headline, what to do, steps, canary. Ends with a line break. */
export function statusText(record: ReleaseRecord, columns: number = usualColumns): string {
  const view = viewRecord(record);
  const sections = [headlineSection(view, {}), stepsSection(view), canarySection(view)];
  return `${linesOf(sections, columns).join('\n')}\n`;
}

/** How production traffic moved and why, for a log; nothing where there was no canary. */
export function canaryLines(record: ReleaseRecord, columns: number = usualColumns): string[] {
  const view: RecordView = viewRecord(record);
  return linesOf([canarySection(view)], columns);
}

/** An empty line between blocks. */
function linesOf(sections: readonly (Section | undefined)[], columns: number): string[] {
  return sections
    .flatMap((section) => section?.content ?? [])
    .map((block) => blockText(block, columns))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}
