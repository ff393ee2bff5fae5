import type { DotRow, Figure } from './figure.ts';
import { count, figure, share, signed } from './figures.ts';
import { intervalWords, isOnChange, limitWords } from './gate-words.ts';
import type { GateView, SliceView } from './gates-evidence.ts';
import { limitOfChange, limitOfValue } from './interval-rows.ts';
import { cell, code, nothing, type Phrase, phrase, text } from './phrase.ts';
import { wordsOf } from './verdict-words.ts';

const mostSlices = 40;

/** Every slice on one scale, the nearest to the limit or the farthest beyond it first. */
export function slicesFigure(gate: GateView): Figure {
  const { metric, rule, limit, slices } = gate;
  const name = gate.gate.slice ?? 'slice';
  const shown = slices.slice(0, mostSlices);
  const more = slices.length - shown.length;
  const isChange = isOnChange(rule);
  const rows = shown
    .toSorted((a, b) => (a.margin ?? Infinity) - (b.margin ?? Infinity))
    .flatMap((slice) => dotOf(slice, gate));
  const what = isChange ? phrase`Change of ${code(metric, 60)}` : code(metric, 60);
  return {
    title: phrase`${what} per ${code(name, 60)}, ${limitWords(rule, limit)}`,
    about: phrase`Each slice with its interval where it is known; the upright line is the limit${isChange ? nothing : phrase`, the hollow point the champion`}. ${worstWords(gate)}`,
    picture: {
      kind: 'dots',
      rows,
      limit: isChange ? limitOfSlices(gate) : limitOfValue(gate),
      zero: isChange ? 0 : undefined,
    },
    summary: phrase`All slices (${slices.length}): ${text(metric, 60)} per ${text(name, 60)}`,
    table: {
      columns: [
        { title: cell(name, 60) },
        { title: phrase`examples`, align: 'right' },
        { title: phrase`champion`, align: 'right' },
        { title: phrase`candidate`, align: 'right' },
        { title: phrase`change`, align: 'right' },
        { title: phrase`interval` },
        { title: phrase`verdict` },
        { title: phrase`why`, width: 'wide' },
      ],
      rows: shown.map((slice) => rowOf(slice, rule)),
    },
    note: more > 0 ? phrase`And ${more} more, in the release record.` : undefined,
    elsewhere: 'folded',
  };
}

/** As the slices tell it: a gate of which none could be judged has no margin. */
function limitOfSlices({ slices, rule }: GateView): number | undefined {
  return slices.flatMap((slice) => limitOfChange({ ...slice, rule }) ?? [])[0];
}

function dotOf(slice: SliceView, { rule, worst }: GateView): DotRow[] {
  const isChange = isOnChange(rule);
  const value = isChange ? slice.change : slice.challenger;
  if (value === undefined) return [];
  const { interval, champion, verdict, examples } = slice;
  const told = isChange ? signed : figure;
  const what = isChange ? phrase`change ` : nothing;
  const ends =
    interval === undefined
      ? nothing
      : phrase`, ${told(interval.low)} to ${told(interval.high)} (${share(interval.confidence)})`;
  return [
    {
      label: phrase`${code(slice.value, 60)}${slice.value === worst ? phrase` – the worst` : nothing}`,
      words: phrase`${what}${told(value)}${ends}, ${count(examples)} examples`,
      verdict,
      value,
      ...(interval === undefined ? {} : { low: interval.low, high: interval.high }),
      ...(isChange ? {} : { champion }),
    },
  ];
}

function worstWords({ worst, slices, rule }: GateView): Phrase {
  const found = slices.find(({ value }) => value === worst);
  if (found === undefined) return phrase`No slice could be judged.`;
  const measured = isOnChange(rule) ? signed(found.change) : figure(found.challenger);
  return phrase`The worst is ${code(found.value, 60)} with ${measured}.`;
}

function rowOf(slice: SliceView, rule: string): Phrase[] {
  return [
    cell(slice.value, 60),
    count(slice.examples),
    figure(slice.champion),
    figure(slice.challenger),
    signed(slice.change),
    intervalWords(slice, rule),
    wordsOf(slice.verdict),
    cell(slice.reason, 160),
  ];
}
