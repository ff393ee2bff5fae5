import { bullets, details, heading, paragraph, table } from './block.ts';
import { code } from './escape-code.ts';
import { cell, text } from './escape-text.ts';
import { count, figure, signed } from './figures.ts';
import { intervalWords, limitWords, subjectOf } from './gate-words.ts';
import { type GatesEvidence, type GateView, isOpen, readGates } from './gates-evidence.ts';
import { type Block, htm, type Markdown, mark, nothing } from './markdown.ts';
import type { RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { wordsOf } from './verdict-words.ts';

const mostGates = 40;
const mostMetrics = 60;

/** The candidate beside the champion: every gate, then every other metric. */
export function comparisonSection(view: RecordView): Section | undefined {
  const evidence = readGates(view);
  if (evidence === undefined) return undefined;
  return {
    name: mark`candidate against champion`,
    content: [
      heading(3, mark`Candidate against champion`),
      paragraph(basis(evidence)),
      ...gatesOf(evidence.gates),
      ...metricsOf(evidence),
    ],
  };
}

function basis({ holdout, champion }: GatesEvidence): Markdown {
  const examples = holdout.examples;
  const judged =
    examples === undefined ? mark`Judged` : mark`Judged on ${count(examples)} examples`;
  return champion === null || champion === undefined
    ? mark`${judged}; there is no champion to compare with.`
    : mark`${judged}; the champion is version ${code(champion, 40)}.`;
}

function gatesOf(gates: readonly GateView[]): Block[] {
  if (gates.length === 0) return [];
  const shown = gates.slice(0, mostGates);
  const open = shown.filter(isOpen);
  const kept = shown.filter((gate) => !isOpen(gate));
  return [
    table(
      [
        { title: mark`metric` },
        { title: mark`champion`, align: 'right' },
        { title: mark`candidate`, align: 'right' },
        { title: mark`change`, align: 'right' },
        { title: mark`interval` },
        { title: mark`limit` },
        { title: mark`verdict` },
      ],
      shown.map((gate) => [
        subjectOf(gate),
        figure(gate.champion),
        figure(gate.challenger),
        signed(gate.change),
        intervalWords(gate, gate.rule),
        limitWords(gate.rule, gate.limit),
        wordsOf(gate.verdict),
      ]),
    ),
    ...(gates.length > mostGates
      ? [paragraph(mark`And ${gates.length - mostGates} more, in the release record.`)]
      : []),
    ...(open.length === 0 ? [] : [bullets(open.map(inWords))]),
    ...(kept.length === 0
      ? []
      : [details(htm`Gates that hold, in words`, [bullets(kept.map(inWords))])]),
  ];
}

function inWords(gate: GateView): Markdown {
  const { slice } = gate.gate;
  const part = slice === undefined ? nothing : mark` per ${code(slice, 60)}`;
  const rule = mark`${code(gate.metric, 60)} ${limitWords(gate.rule, gate.limit)}${part}`;
  const reason = gate.reason ?? 'no reason was recorded';
  const { smallestDetectable } = gate;
  const detectable =
    smallestDetectable === undefined || gate.verdict !== 'pass'
      ? nothing
      : mark`. A loss of ${figure(smallestDetectable)} would show four times in five`;
  return mark`${wordsOf(gate.verdict)}: ${rule} – ${text(reason, 400)}${detectable}`;
}

/** Those that no gate judges on the whole set, with the champion's beside. */
function metricsOf({ metrics, championMetrics, gates }: GatesEvidence): Block[] {
  const gated = gates.filter(({ gate }) => gate.slice === undefined).map(({ metric }) => metric);
  const others = metrics.filter(([name]) => !gated.includes(name)).slice(0, mostMetrics);
  if (others.length === 0) return [];
  const champion = new Map(championMetrics);
  return [
    details(htm`Metrics without a gate: ${others.length}`, [
      table(
        [
          { title: mark`metric` },
          { title: mark`champion`, align: 'right' },
          { title: mark`candidate`, align: 'right' },
          { title: mark`change`, align: 'right' },
        ],
        others.map(([name, value]) => {
          const before = champion.get(name);
          const change = before === undefined ? undefined : value - before;
          return [cell(name, 60), figure(before), figure(value), signed(change)];
        }),
      ),
    ]),
  ];
}
