import { type Block, figures, heading, paragraph } from './block.ts';
import { count, figure, signed } from './figures.ts';
import { isOnChange, limitWords } from './gate-words.ts';
import { type GateView, readGates } from './gates-evidence.ts';
import { code, type Phrase, phrase } from './phrase.ts';
import type { RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { slicesFigure } from './slices-figure.ts';
import { weighed } from './verdict-words.ts';

const mostGates = 10;

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
  return [paragraph(verdictOn(gate)), ...figures([slicesFigure(gate)])];
}

function verdictOn(one: GateView): Phrase {
  const { metric, rule, limit, gate, worst, slices } = one;
  const judged = weighed(one.verdict, gate.on_fail);
  const subject = phrase`${code(metric, 60)} ${limitWords(rule, limit)} per ${code(gate.slice ?? 'slice', 60)}`;
  const found = slices.find(({ value }) => value === worst);
  if (found === undefined) return phrase`${judged}: ${subject}, no slice could be judged.`;
  const measured = isOnChange(rule) ? signed(found.change) : figure(found.challenger);
  return phrase`${judged}: ${subject}, worst is ${code(found.value, 60)} with ${measured} on ${count(found.examples)} examples.`;
}
