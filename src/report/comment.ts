import type { ReleaseRecord } from '../release/record.ts';
import { paragraph } from './block.ts';
import { stack } from './markdown/lines.ts';
import { phraseMarkdown } from './markdown/phrase-markdown.ts';
import { enumerate, link, type Phrase, phrase } from './phrase.ts';
import { type RecordView, viewRecord } from './record-view.ts';
import type { ReportContext, Section } from './section.ts';
import { sectionsOf } from './sections.ts';
import { statusOf } from './status.ts';

/** Characters that GitHub takes in a comment. */
export const commentLimit = 65_536;

/** Characters of a job summary: GitHub takes 1 MiB, and a UTF-16 unit is three bytes of UTF-8 at most. */
export const summaryLimit = Math.floor(2 ** 20 / 3);

/**
 * The report of a release as GitHub-flavoured Markdown: the one comment on a pull request and, with
 * `summaryLimit`, the summary of a job. Sections come in the order of their importance; when they
 * do not fit, the last ones are left out whole and a line at the end names them. Only the addresses
 * of the context become links. Never throws; ends without a line break.
 */
export function renderComment(record: ReleaseRecord, context: ReportContext = {}): string {
  const { limit = commentLimit, reserve = 0 } = context;
  const room = Math.max(0, limit - reserve);
  const view = viewRecord(record);
  const sections = sectionsOf(view, context);
  for (let kept = sections.length; kept > 0; kept -= 1) {
    const report = compose(sections.slice(0, kept), sections.slice(kept), context);
    if (report.length <= room) return report;
  }
  return outcomeAlone(view, room);
}

function compose(
  kept: readonly Section[],
  left: readonly Section[],
  context: ReportContext,
): string {
  const blocks = kept.flatMap(({ content }) => content);
  return stack(left.length === 0 ? blocks : [...blocks, paragraph(leftOut(left, context))]);
}

function leftOut(left: readonly Section[], { recordUrl }: ReportContext): Phrase {
  const names = enumerate(left.map(({ name }) => name));
  const record = link(phrase`release record`, recordUrl);
  return phrase`Left out, because the report would be too long: ${names}. The ${record} has all of it.`;
}

/** For a room in which not even the headline fits. */
function outcomeAlone(view: RecordView, room: number): string {
  const words: string = phraseMarkdown(statusOf(view).words);
  return words.length <= room ? words : '';
}
