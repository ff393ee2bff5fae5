import { type Block, bullets, details, figures, heading, paragraph, table } from './block.ts';
import type { Column } from './column.ts';
import { confusionFigure } from './confusion-figure.ts';
import { curveFigures } from './curve-figures.ts';
import { count, figure, signed } from './figures.ts';
import { intervalWords, limitWords, subjectOf } from './gate-words.ts';
import {
  type GatesEvidence,
  type GateView,
  type IntervalView,
  isOpen,
  readGates,
} from './gates-evidence.ts';
import { intervalRows } from './interval-rows.ts';
import { cell, code, dash, nothing, phrase, type Phrase, text } from './phrase.ts';
import { readPredictions } from './predictions-evidence.ts';
import type { RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { weighed } from './verdict-words.ts';

const mostGates = 40;
const mostMetrics = 60;

/** The candidate beside the champion: every gate, then metrics, then the curves behind them. */
export function comparisonSection(view: RecordView): Section | undefined {
  const evidence = readGates(view);
  if (evidence === undefined) return undefined;
  return {
    name: phrase`candidate against champion`,
    content: [
      heading(3, phrase`Candidate against champion`),
      paragraph(basis(evidence)),
      ...gatesOf(evidence.gates),
      ...metricsOf(evidence),
      ...quantilesOf(evidence),
      ...notesOf(evidence),
      ...picturesOf(view, evidence),
    ],
  };
}

function basis({ holdout, champion }: GatesEvidence): Phrase {
  const examples = holdout.examples;
  const uses = holdout.uses ?? 1;
  const reused = uses > 1 ? phrase`, as ${count(uses)} releases were` : nothing;
  const judged =
    examples === undefined
      ? phrase`Judged`
      : phrase`Judged on ${count(examples)} examples${reused}`;
  return champion === null || champion === undefined
    ? phrase`${judged}; there is no champion to compare with.`
    : phrase`${judged}; the champion is version ${code(champion, 40)}.`;
}

function gatesOf(gates: readonly GateView[]): Block[] {
  if (gates.length === 0) return [];
  const shown = gates.slice(0, mostGates);
  const intervals = intervalRows(shown);
  const open = shown.filter(isOpen);
  const kept = shown.filter((gate) => !isOpen(gate));
  return [
    table(
      [
        { title: phrase`metric` },
        { title: phrase`champion`, align: 'right' },
        { title: phrase`candidate`, align: 'right' },
        { title: phrase`change`, align: 'right' },
        { title: phrase`interval` },
        { title: phrase`limit` },
        { title: phrase`margin`, align: 'right' },
        { title: phrase`verdict` },
      ],
      shown.map((gate) => [
        subjectOf(gate),
        figure(gate.champion),
        figure(gate.challenger),
        signed(gate.change),
        intervalWords(gate, gate.rule),
        limitWords(gate.rule, gate.limit),
        signed(gate.margin),
        weighed(gate.verdict, gate.gate.on_fail),
      ]),
    ),
    ...(gates.length > mostGates
      ? [paragraph(phrase`And ${gates.length - mostGates} more, in the release record.`)]
      : []),
    ...(intervals.length === 0 ? [] : [{ kind: 'interval_chart' as const, rows: intervals }]),
    ...(open.length === 0 ? [] : [bullets(open.map(inWords))]),
    ...(kept.length === 0
      ? []
      : [details(phrase`Gates that hold, in words`, [bullets(kept.map(inWords))])]),
  ];
}

function inWords(gate: GateView): Phrase {
  const { slice } = gate.gate;
  const part = slice === undefined ? nothing : phrase` per ${code(slice, 60)}`;
  const rule = phrase`${code(gate.metric, 60)} ${limitWords(gate.rule, gate.limit)}${part}`;
  const reason = gate.reason ?? 'no reason was recorded';
  const { smallestDetectable } = gate;
  const detectable =
    smallestDetectable === undefined || gate.verdict !== 'pass'
      ? nothing
      : phrase`. A loss of ${figure(smallestDetectable)} would show four times in five`;
  return phrase`${weighed(gate.verdict, gate.gate.on_fail)}: ${rule} – ${text(reason, 400)}${detectable}`;
}

/** With intervals all of them; without, those that no gate judges on the whole set, folded. */
function metricsOf(evidence: GatesEvidence): Block[] {
  const { metrics, intervals, gates } = evidence;
  if (intervals.length > 0) {
    const shown = metrics.slice(0, mostMetrics);
    return shown.length === 0 ? [] : [metricTable(shown, evidence)];
  }
  const gated = gates.filter(({ gate }) => gate.slice === undefined).map(({ metric }) => metric);
  const others = metrics.filter(([name]) => !gated.includes(name)).slice(0, mostMetrics);
  if (others.length === 0) return [];
  return [
    details(phrase`Metrics without a gate: ${others.length}`, [metricTable(others, evidence)]),
  ];
}

/** A column of intervals only where there are any: older records have none. */
function metricTable(
  metrics: GatesEvidence['metrics'],
  { championMetrics, intervals }: GatesEvidence,
): Block {
  const champion = new Map(championMetrics);
  const known = new Map(intervals);
  const interval: Column[] = known.size === 0 ? [] : [{ title: phrase`interval` }];
  return table(
    [
      { title: phrase`metric` },
      { title: phrase`champion`, align: 'right' },
      { title: phrase`candidate`, align: 'right' },
      { title: phrase`change`, align: 'right' },
      ...interval,
    ],
    metrics.map(([name, value]) => {
      const before = champion.get(name);
      const change = before === undefined ? undefined : value - before;
      const row = [cell(name, 60), figure(before), figure(value), signed(change)];
      return known.size === 0 ? row : [...row, ends(known.get(name))];
    }),
  );
}

/** Of the candidate's value. */
function ends(interval: IntervalView | undefined): Phrase {
  return interval === undefined ? dash : intervalWords({ interval }, 'value');
}

function quantilesOf({ quantiles }: GatesEvidence): Block[] {
  if (quantiles.length === 0) return [];
  return [
    table(
      [
        { title: phrase`predicted quantile`, align: 'right' },
        { title: phrase`labels at or below`, align: 'right' },
        { title: phrase`pinball loss`, align: 'right' },
      ],
      quantiles
        .slice(0, mostMetrics)
        .map((one) => [
          figure(one.quantile),
          figure(one.observedQuantile),
          figure(one.pinballLoss),
        ]),
    ),
  ];
}

function notesOf({ notes }: GatesEvidence): Block[] {
  if (notes.length === 0) return [];
  const told = notes
    .slice(0, mostMetrics)
    .map(([name, note]) => phrase`${code(name, 60)}: ${text(note)}`);
  return [details(phrase`What is to be said of metrics`, [bullets(told)])];
}

function picturesOf(view: RecordView, evidence: GatesEvidence): Block[] {
  const { curves = {}, confusion } = readPredictions(view) ?? {};
  const areas = {
    metrics: new Map(evidence.metrics),
    championMetrics: new Map(evidence.championMetrics),
  };
  return [
    ...figures(curveFigures(curves, areas)),
    ...figures(confusion === undefined ? [] : [confusionFigure(confusion)]),
  ];
}
