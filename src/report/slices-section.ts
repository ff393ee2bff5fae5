import { type Block, details, heading, paragraph, table } from './block.ts';
import { count, figure, signed } from './figures.ts';
import { intervalWords, isOnChange, limitWords } from './gate-words.ts';
import { type GateView, readGates, type SliceView } from './gates-evidence.ts';
import { cell, code, type Phrase, phrase, text } from './phrase.ts';
import type { RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { wordsOf } from './verdict-words.ts';

const mostGates = 10;
const mostSlices = 40;

/** Of each gate on slices the worst, and folded all of them. */
export function slicesSection(view: RecordView): Section | undefined {
  const gates = (readGates(view)?.gates ?? []).filter(({ slices }) => slices.length > 0);
  if (gates.length === 0) return undefined;
  return {
    name: phrase`slices`,
    content: [heading(3, phrase`Slices`), ...gates.slice(0, mostGates).flatMap(gateOnSlices)],
  };
}

function gateOnSlices(gate: GateView): Block[] {
  const { metric, rule, slices } = gate;
  const name = gate.gate.slice ?? 'slice';
  const shown = slices.slice(0, mostSlices);
  const more = slices.length - shown.length;
  return [
    paragraph(verdictOn(gate)),
    details(phrase`All slices (${slices.length}): ${text(metric, 60)} per ${text(name, 60)}`, [
      table(
        [
          { title: cell(name, 60) },
          { title: phrase`examples`, align: 'right' },
          { title: phrase`champion`, align: 'right' },
          { title: phrase`candidate`, align: 'right' },
          { title: phrase`change`, align: 'right' },
          { title: phrase`interval` },
          { title: phrase`verdict` },
          { title: phrase`why`, width: 'wide' },
        ],
        shown.map((slice) => rowOf(slice, rule)),
      ),
      ...(more > 0 ? [paragraph(phrase`And ${more} more, in the release record.`)] : []),
    ]),
  ];
}

function verdictOn({ metric, rule, limit, gate, worst, slices, verdict }: GateView): Phrase {
  const subject = phrase`${code(metric, 60)} ${limitWords(rule, limit)} per ${code(gate.slice ?? 'slice', 60)}`;
  const found = slices.find(({ value }) => value === worst);
  if (found === undefined)
    return phrase`${wordsOf(verdict)}: ${subject}, no slice could be judged.`;
  const measured = isOnChange(rule) ? signed(found.change) : figure(found.challenger);
  return phrase`${wordsOf(verdict)}: ${subject}, worst is ${code(found.value, 60)} with ${measured} on ${count(found.examples)} examples.`;
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
