import { heading, paragraph, quote } from './block.ts';
import { code } from './escape-code.ts';
import { link } from './escape-link.ts';
import { text } from './escape-text.ts';
import { moment } from './figures.ts';
import { join, type Markdown, mark, nothing } from './markdown.ts';
import { shorten } from './readable.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { ReportContext, Section } from './section.ts';
import { lastStep, statusOf } from './status.ts';

/** What became of the release, why, and what to do now. */
export function headlineSection(view: RecordView, context: ReportContext): Section {
  const { icon, words, next } = statusOf(view);
  const badge = view.emulated ? mark` · 🧪 emulated` : nothing;
  const last = lastStep(view);
  const why = last?.state === 'running' ? undefined : last?.summary;
  return {
    name: mark`headline`,
    content: [
      heading(2, mark`${icon} ${words}: ${candidateOf(view)}${badge}`),
      paragraph(whichRelease(view, context)),
      ...(why === undefined || why === '' ? [] : [quote(text(why, 700))]),
      ...(next === undefined ? [] : [paragraph(mark`**What now:** ${next}`)]),
    ],
  };
}

/** `model@3` once it has a version. */
function candidateOf(view: RecordView): Markdown {
  const model = view.model ?? 'a model without a name';
  const version = outputOf(findStep(view, 'register'), 'version_id');
  return code(version === undefined ? model : `${model}@${version}`, 100);
}

function whichRelease(view: RecordView, context: ReportContext): Markdown {
  const { commitUrl, runUrl, recordUrl } = context;
  const commit = code(shorten(view.commit ?? 'unknown', 8));
  const when = view.finishedAt ?? view.updatedAt;
  const emulated = mark`on the embedded Vertex, nothing real was changed`;
  return join(
    [
      mark`Release ${code(view.releaseId ?? 'without an id', 120)}`,
      mark`commit ${link(commit, commitUrl)}`,
      ...(view.emulated ? [emulated] : []),
      ...(when === undefined ? [] : [moment(when)]),
      ...links(mark`run`, runUrl),
      ...links(mark`record`, recordUrl),
    ],
    mark` · `,
  );
}

function links(label: Markdown, address: string | undefined): Markdown[] {
  const linked = link(label, address);
  return linked === label ? [] : [linked];
}
