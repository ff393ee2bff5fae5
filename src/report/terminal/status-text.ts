import type { ReleaseRecord } from '../../release/record.ts';
import type { StepName } from '../../release/step-name.ts';
import { viewRecord } from '../record-view.ts';
import type { Section } from '../section.ts';
import { sectionsOf, sectionsOfStep } from '../sections.ts';
import { blockText } from './block-text.ts';

const usualColumns = 100;

/** The report for a terminal: all sections that are not folded as a whole. Ends with a line break. */
export function statusText(record: ReleaseRecord, columns: number = usualColumns): string {
  const sections = sectionsOf(viewRecord(record), {});
  return `${linesOf(sections, columns).join('\n')}\n`;
}

/** What one step found, for a log; nothing where it has not told anything. */
export function stepLines(
  record: ReleaseRecord,
  step: StepName,
  columns: number = usualColumns,
): string[] {
  return linesOf(sectionsOfStep(viewRecord(record), step), columns);
}

/** An empty line between blocks. A heading over nothing is left out. */
function linesOf(sections: readonly Section[], columns: number): string[] {
  return sections
    .flatMap(({ content }) => {
      const blocks = content.map((block) => ({ block, lines: blockText(block, columns) }));
      const told = blocks.filter(({ lines }) => lines.length > 0);
      return told.every(({ block }) => block.kind === 'heading') ? [] : told;
    })
    .flatMap(({ lines }, index) => (index === 0 ? lines : ['', ...lines]));
}
