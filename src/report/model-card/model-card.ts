import { heading, paragraph, table, type Block } from '../block.ts';
import { count, figure, share, signed } from '../figures.ts';
import { intervalWords, limitWords, subjectOf } from '../gate-words.ts';
import { stack } from '../markdown/lines.ts';
import { phraseMarkdown } from '../markdown/phrase-markdown.ts';
import { cell, code, dash, own, type Phrase, phrase, text } from '../phrase.ts';
import { type CardEvidence, type CardFacts, readCardEvidence } from './card-facts.ts';
import { frontMatter } from './front-matter.ts';

const mostParagraphs = 50;
const longestParagraph = 2_000;
const mostRows = 100;

/**
 * A model card: metadata for machines, then Markdown for people, all of it from what was measured. The
 * same facts give the same text. Never throws on evidence of another shape: it leaves that out.
 */
export function renderModelCard(facts: CardFacts): string {
  const evidence = readCardEvidence(facts.evidence);
  const title = phraseMarkdown(phrase`Model card of ${text(facts.model, 100)}`);
  const blocks = [
    ...opening(facts),
    ...prose(phrase`Intended use`, facts.intendedUse),
    ...prose(phrase`Limitations`, facts.limitations),
    ...results(evidence),
    ...gatesOf(evidence),
    ...slicesOf(evidence),
    ...fairnessOf(evidence),
    ...origin(facts),
  ];
  return `${frontMatter(facts, evidence)}\n\n# ${title}\n\n${stack(blocks)}\n`;
}

function opening({ version, releaseId, description, emulated }: CardFacts): Block[] {
  const name = phrase`Version ${code(version)}, registered by release ${code(releaseId)}.`;
  return [
    paragraph(name),
    ...(emulated
      ? [
          paragraph(
            phrase`It was made on an emulator of Vertex AI: it is for trying out, not for use.`,
          ),
        ]
      : []),
    ...paragraphs(description),
  ];
}

function prose(title: Phrase, words: string | undefined): Block[] {
  const said = paragraphs(words);
  const none = paragraph(phrase`Nothing was said about it.`);
  return [heading(2, title), ...(said.length === 0 ? [none] : said)];
}

/** Foreign lines, each as a paragraph: their Markdown is shown, not obeyed. */
function paragraphs(words: string | undefined): Block[] {
  return (words ?? '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, mostParagraphs)
    .map((line) => paragraph(text(line, longestParagraph)));
}

function results({ task, examples, holdoutDigest, champion, metrics }: CardEvidence): Block[] {
  const title = heading(2, phrase`Evaluation`);
  if (metrics.length === 0) {
    return [title, paragraph(phrase`The release measured nothing: it was given no predictions.`)];
  }
  const digest =
    holdoutDigest === undefined
      ? phrase``
      : phrase` Digest of its ids and labels: ${code(holdoutDigest)}.`;
  const kind = task === undefined ? phrase`` : phrase` as a ${text(task, 40)} task`;
  const compared =
    champion === undefined
      ? phrase`There was no champion to compare it with.`
      : phrase`The champion at that time was version ${code(champion, 40)}, measured on the same examples.`;
  const columns = [
    { title: phrase`metric` },
    { title: phrase`this model`, align: 'right' as const },
    { title: phrase`interval` },
    { title: phrase`champion`, align: 'right' as const },
    { title: phrase`difference`, align: 'right' as const },
  ];
  const rows = metrics.slice(0, mostRows).map((metric) => {
    const { low, high, confidence } = metric.interval ?? {};
    return [
      code(metric.name, 60),
      figure(metric.value),
      low === undefined ? dash : phrase`${figure(low)} to ${figure(high)} (${share(confidence)})`,
      figure(metric.champion),
      metric.champion === undefined ? dash : signed(metric.value - metric.champion),
    ];
  });
  return [
    title,
    paragraph(
      phrase`Measured${kind} on a holdout of ${count(examples)} examples.${digest} ${compared}`,
    ),
    table(columns, rows),
  ];
}

function gatesOf({ gates }: CardEvidence): Block[] {
  if (gates.length === 0) return [];
  const rows = gates
    .slice(0, mostRows)
    .map((gate) => [
      subjectOf(gate),
      limitWords(gate.rule, gate.limit),
      figure(gate.challenger),
      intervalWords(gate, gate.rule),
      verdictWord(gate.verdict),
    ]);
  return [
    heading(2, phrase`What it had to show`),
    table(
      [
        { title: phrase`metric` },
        { title: phrase`limit` },
        { title: phrase`value`, align: 'right' },
        { title: phrase`interval` },
        { title: phrase`verdict` },
      ],
      rows,
    ),
  ];
}

function slicesOf({ gates }: CardEvidence): Block[] {
  const rows = gates.flatMap((gate) =>
    gate.slices.map((slice) => [
      code(gate.gate.slice ?? '', 60),
      code(slice.value, 100),
      code(gate.metric, 60),
      figure(slice.challenger),
      figure(slice.champion),
      count(slice.examples),
      verdictWord(slice.verdict),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    heading(2, phrase`Slices`),
    table(
      [
        { title: phrase`slice` },
        { title: phrase`value` },
        { title: phrase`metric` },
        { title: phrase`this model`, align: 'right' },
        { title: phrase`champion`, align: 'right' },
        { title: phrase`examples`, align: 'right' },
        { title: phrase`verdict` },
      ],
      rows.slice(0, mostRows),
    ),
    ...(rows.length <= mostRows
      ? []
      : [paragraph(phrase`${count(rows.length - mostRows)} more are in the release record.`)]),
  ];
}

function fairnessOf({ fairness }: CardEvidence): Block[] {
  if (fairness.length === 0) return [];
  const rows = fairness
    .slice(0, mostRows)
    .map(({ attribute, metric, value, limit, verdict, groups }) => [
      code(attribute, 100),
      code(metric, 60),
      figure(value),
      figure(limit),
      count(groups.length),
      verdictWord(verdict),
    ]);
  return [
    heading(2, phrase`Fairness`),
    table(
      [
        { title: phrase`attribute` },
        { title: phrase`metric` },
        { title: phrase`value`, align: 'right' },
        { title: phrase`limit`, align: 'right' },
        { title: phrase`groups`, align: 'right' },
        { title: phrase`verdict` },
      ],
      rows,
    ),
  ];
}

function origin({ commit, provenance }: CardFacts): Block[] {
  const rows = [['commit', commit] as const, ...provenance].map(([what, name]) => [
    cell(what, 60),
    code(name, 260),
  ]);
  return [
    heading(2, phrase`Where it comes from`),
    table([{ title: phrase`what` }, { title: phrase`name` }], rows.slice(0, mostRows)),
  ];
}

function verdictWord(verdict: string | undefined): Phrase {
  return verdict === undefined ? dash : own(verdict);
}
