import { type Block, bullets, figures, heading, paragraph } from './block.ts';
import type { DotRow, Figure } from './figure.ts';
import { count, figure, share } from './figures.ts';
import { type FairnessView, type GroupView, readFairness } from './fairness-evidence.ts';
import { intervalWords } from './gate-words.ts';
import { cell, code, nothing, type Phrase, phrase, text } from './phrase.ts';
import type { RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { weighed, wordsOf } from './verdict-words.ts';

const mostGroups = 40;

type Rate = 'selectionRate' | 'truePositiveRate' | 'falsePositiveRate';

const rateWords: Readonly<Record<Rate, Phrase>> = {
  selectionRate: phrase`selection rate`,
  truePositiveRate: phrase`true positive rate`,
  falsePositiveRate: phrase`false positive rate`,
};
const rates = Object.keys(rateWords) as Rate[];

/** What a gap is a gap of. */
const ratesOfMetric: Readonly<Record<string, readonly Rate[]>> = {
  demographicParityDifference: ['selectionRate'],
  selectionRateRatio: ['selectionRate'],
  equalOpportunityDifference: ['truePositiveRate'],
  equalizedOddsDifference: ['truePositiveRate', 'falsePositiveRate'],
};

/** How differently groups are treated: each gap against its limit, and the rates behind it. */
export function fairnessSection(view: RecordView): Section | undefined {
  const verdicts = readFairness(view);
  if (verdicts.length === 0) return undefined;
  return {
    name: phrase`fairness`,
    content: [heading(3, phrase`Fairness`), ...verdicts.flatMap(blocksOf)],
  };
}

function blocksOf(one: FairnessView): Block[] {
  return [
    paragraph(verdictOn(one)),
    ...(one.parts.length < 2 ? [] : [bullets(one.parts.slice(0, rates.length).map(partWords))]),
    ...(one.groups.length === 0 ? [] : figures([groupsFigure(one)])),
  ];
}

function verdictOn(one: FairnessView): Phrase {
  const { metric, attribute, verdict, value, limit, reason } = one;
  const interval = one.interval === undefined ? nothing : phrase`, ${intervalWords(one, 'value')}`;
  // A ratio of rates is best at 1, a difference at 0.
  const bound = metric.endsWith('Ratio') ? phrase`at least` : phrase`at most`;
  const asked = limit === undefined ? nothing : phrase`, ${bound} ${figure(limit)} is asked`;
  const why = reason === undefined ? nothing : phrase` – ${text(reason, 400)}`;
  const found =
    value === undefined ? phrase` could not be told` : phrase` is ${figure(value)}${interval}`;
  return phrase`${weighed(verdict, one.severity)}: ${code(metric, 60)} of ${code(attribute, 80)}${found}${asked}${why}`;
}

function partWords(part: FairnessView['parts'][number]): Phrase {
  const known = rates.find((rate) => rate === part.rate);
  const name = known === undefined ? text(part.rate, 60) : rateWords[known];
  return phrase`${wordsOf(part.verdict)}: ${name} ${figure(part.value)}, ${intervalWords(part, 'value')}`;
}

/** A picture needs the rates of two groups; the table is told anyway. */
function groupsFigure(one: FairnessView): Figure {
  const { metric, attribute, groups } = one;
  const shown = groups.slice(0, mostGroups);
  const looked = Object.hasOwn(ratesOfMetric, metric) ? (ratesOfMetric[metric] ?? rates) : rates;
  const more = groups.length - shown.length;
  const rest = more > 0 ? phrase`, the first ${shown.length}` : nothing;
  const title = phrase`${text(metric, 60)} of ${text(attribute, 80)}`;
  const rows = looked.flatMap((rate) => dotsOf(shown, rate, looked.length > 1));
  const values = rows.filter(({ verdict }) => verdict === undefined).map(({ value }) => value);
  const isOneRate = looked.length === 1 && values.length > 1;
  return {
    title,
    about: phrase`Rates by group. ${spreadWords(shown.filter(isJudged), looked)}`,
    picture: {
      kind: 'dots',
      rows,
      ...(isOneRate ? { gap: { low: Math.min(...values), high: Math.max(...values) } } : {}),
    },
    summary: phrase`Groups (${groups.length}${rest}): ${title}`,
    table: {
      columns: [
        { title: cell(attribute, 80) },
        { title: phrase`examples`, align: 'right' },
        { title: phrase`positives`, align: 'right' },
        ...rates.map((rate) => ({ title: rateWords[rate], align: 'right' as const })),
        { title: phrase`judged`, width: 'wide' },
      ],
      rows: shown.map((group) => [
        cell(group.value, 60),
        count(group.examples),
        count(group.positives),
        ...rates.map((rate) => share(group[rate])),
        judgedWords(group),
      ]),
    },
    elsewhere: 'folded',
  };
}

function isJudged({ state }: GroupView): boolean {
  return state === undefined || state === 'large_enough';
}

function judgedWords(group: GroupView): Phrase {
  const { why } = group;
  if (isJudged(group)) return phrase`yes`;
  return why === undefined || why === '' ? phrase`no` : phrase`no: ${text(why, 160)}`;
}

function dotsOf(groups: readonly GroupView[], rate: Rate, isNamed: boolean): DotRow[] {
  return groups.flatMap((group): DotRow[] => {
    const value = group[rate];
    if (value === undefined || value < 0 || value > 1) return [];
    const small = isJudged(group) ? nothing : phrase`, not judged`;
    const which = isNamed ? phrase`, ${rateWords[rate]}` : nothing;
    return [
      {
        label: phrase`${code(group.value, 60)}${which}`,
        words: phrase`${share(value)} of ${count(denominatorOf(group, rate))}${small}`,
        value,
        ...(isJudged(group) ? {} : { verdict: 'inconclusive' as const }),
      },
    ];
  });
}

/** The examples that a rate is a share of. */
function denominatorOf({ examples, positives }: GroupView, rate: Rate): number | undefined {
  switch (rate) {
    case 'selectionRate':
      return examples;
    case 'truePositiveRate':
      return positives;
    case 'falsePositiveRate':
      return examples === undefined || positives === undefined ? undefined : examples - positives;
  }
}

/** `The selection rate goes from 12 % (F) to 33 % (M).` */
function spreadWords(groups: readonly GroupView[], looked: readonly Rate[]): Phrase {
  return looked.flatMap((rate) => {
    const known = groups
      .flatMap((group) => {
        const value = group[rate];
        return value === undefined ? [] : [{ name: group.value, value }];
      })
      .toSorted((a, b) => a.value - b.value);
    const [lowest] = known;
    const highest = known.at(-1);
    if (lowest === undefined || highest === undefined) return nothing;
    return phrase`The ${rateWords[rate]} goes from ${share(lowest.value)} (${code(lowest.name, 60)}) to ${share(highest.value)} (${code(highest.name, 60)}). `;
  });
}
