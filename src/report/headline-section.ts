import { heading, paragraph, quote } from './block.ts';
import { moment } from './figures.ts';
import { code, join, link, nothing, own, type Phrase, phrase, strong, text } from './phrase.ts';
import { shorten } from './readable.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { ReportContext, Section } from './section.ts';
import { lastStep, statusOf } from './status.ts';

/** What became of the release, why, and what to do now. */
export function headlineSection(view: RecordView, context: ReportContext): Section {
  const { icon, words, next } = statusOf(view);
  const badge = view.emulated ? phrase` · 🧪 emulated` : nothing;
  const last = lastStep(view);
  const why = last?.state === 'running' ? undefined : last?.summary;
  return {
    name: phrase`headline`,
    content: [
      heading(2, phrase`${icon} ${words}: ${candidateOf(view)}${badge}`),
      paragraph(whichRelease(view, context)),
      ...(why === undefined || why === '' ? [] : [quote(text(why, 700))]),
      ...(next === undefined ? [] : [paragraph(phrase`${strong(own('What now:'))} ${next}`)]),
    ],
  };
}

/** `model@3` once it has a version. */
function candidateOf(view: RecordView): Phrase {
  const model = view.model ?? 'a model without a name';
  const version = outputOf(findStep(view, 'register'), 'version_id');
  return code(version === undefined ? model : `${model}@${version}`, 100);
}

function whichRelease(view: RecordView, context: ReportContext): Phrase {
  const { commitUrl, runUrl, recordUrl } = context;
  const commit = code(shorten(view.commit ?? 'unknown', 8));
  const when = view.finishedAt ?? view.updatedAt;
  const emulated = phrase`on the embedded Vertex, nothing real was changed`;
  return join(
    [
      phrase`Release ${code(view.releaseId ?? 'without an id', 120)}`,
      phrase`commit ${link(commit, commitUrl)}`,
      ...(view.emulated ? [emulated] : []),
      ...(when === undefined ? [] : [moment(when)]),
      ...links(phrase`run`, runUrl),
      ...links(phrase`record`, recordUrl),
    ],
    phrase` · `,
  );
}

function links(label: Phrase, address: string | undefined): Phrase[] {
  const linked = link(label, address);
  return linked === label ? [] : [linked];
}
