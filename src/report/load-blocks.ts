import { type Block, bullets, details, figures, paragraph, table } from './block.ts';
import type { Column } from './column.ts';
import { count, counted, duration, figure, milliseconds, share } from './figures.ts';
import { latencyFigure } from './latency-figure.ts';
import { cell, dash, nothing, own, type Phrase, phrase, text } from './phrase.ts';
import type { LoadView, TestEvidence } from './test-evidence.ts';
import { timelineFigure } from './timeline-figure.ts';
import { wordsOf } from './verdict-words.ts';

const mostReasons = 20;
const percentiles = ['p50', 'p90', 'p95', 'p99', 'p99.9'];

/** What was asked of the endpoint at a steady rate, and how it bore it. */
export function loadBlocks(evidence: TestEvidence): Block[] {
  const { load } = evidence;
  if (load === undefined) return [];
  return [
    paragraph(rateWords(load)),
    paragraph(errorWords(load)),
    ...latencyTable(load, evidence),
    ...latenessOf(load),
    ...reasonsOf(load),
    ...figures([...latencyFigure(load, evidence.latency), ...timelineFigure(load)]),
  ];
}

function rateWords({ rate, rampMs, durationMs, throughput }: LoadView): Phrase {
  const ramp = rampMs > 0 ? phrase`, after a ramp of ${duration(rampMs)}` : nothing;
  const long = durationMs === undefined ? nothing : phrase` for ${duration(durationMs)}`;
  const asked = phrase`Load: ${figure(rate)} requests a second were sent${long}${ramp}`;
  return throughput === undefined
    ? phrase`${asked}.`
    : phrase`${asked}; ${figure(throughput)} predictions a second came back.`;
}

function errorWords({ requests, failed, errorRate, errorInterval }: LoadView): Phrase {
  const all = requests === undefined ? dash : counted(requests, phrase`request`, phrase`requests`);
  const rate = errorRate === undefined ? nothing : phrase`: ${share(errorRate)}`;
  const interval =
    errorInterval === undefined
      ? nothing
      : phrase`, with ${share(errorInterval.confidence)} confidence ${share(errorInterval.low)} to ${share(errorInterval.high)}`;
  return phrase`At the full rate ${count(failed)} of ${all} failed${rate}${interval}.`;
}

/** Columns of what is not known are left out. */
function latencyTable(load: LoadView, { latency: checks, cold }: TestEvidence): Block[] {
  const sides = [
    { title: phrase`ramp`, summary: load.ramp?.latency ?? new Map<string, number>() },
    { title: phrase`first requests`, summary: cold },
  ].filter(({ summary }) => summary.has('p50'));
  const rows = rowsOf(load, checks);
  if (rows.length === 0) return [];
  const limits: Column[] =
    checks.length === 0
      ? []
      : [{ title: phrase`limit`, align: 'right' }, { title: phrase`verdict` }];
  return [
    table(
      [
        { title: phrase`latency under load` },
        { title: phrase`measured`, align: 'right' },
        ...limits,
        ...sides.map(({ title }) => ({ title, align: 'right' as const })),
      ],
      rows.map((name) => {
        const check = checks.find(({ percentile }) => percentile === name);
        const judged = [milliseconds(check?.limit), wordsOf(check?.verdict)];
        return [
          cell(name, 20),
          milliseconds(load.latency.get(name) ?? check?.value),
          ...(checks.length === 0 ? [] : judged),
          ...sides.map(({ summary }) => milliseconds(summary.get(name))),
        ];
      }),
    ),
  ];
}

/** Percentiles that were measured or are limited, in their order, then the rest of the summary. */
function rowsOf({ latency }: LoadView, checks: TestEvidence['latency']): string[] {
  const limited = checks.slice(0, 10).map(({ percentile }) => percentile);
  const known = percentiles.filter((name) => latency.has(name) || limited.includes(name));
  const others = limited.filter((name) => !percentiles.includes(name));
  return [...known, ...others, ...['mean', 'max'].filter((name) => latency.has(name))];
}

/** Who is late himself measures too much. */
function latenessOf({ sentLate }: LoadView): Block[] {
  const [p99, max] = [sentLate.get('p99'), sentLate.get('max')];
  if (p99 === undefined) return [];
  const most = max === undefined ? nothing : phrase`, ${milliseconds(max)} at most`;
  return [
    paragraph(
      phrase`Latency counts from when a request was due; 99 of 100 were sent within ${milliseconds(p99)} of that${most}.`,
    ),
  ];
}

function reasonsOf({ reasons }: LoadView): Block[] {
  if (reasons.length === 0) return [];
  return [
    details(phrase`Why requests failed`, [
      bullets(
        reasons
          .slice(0, mostReasons)
          .map((one) => phrase`${count(one.count)}${own(' × ')}${text(one.reason, 200)}`),
      ),
    ]),
  ];
}
