import { type Block, bullets, details, figures, paragraph, table } from './block.ts';
import { count, counted, duration, figure, milliseconds, share } from './figures.ts';
import { latencyFigure } from './latency-figure.ts';
import { dash, enumerate, nothing, own, type Phrase, phrase, text } from './phrase.ts';
import type { LatencySummary, LoadView, TestEvidence } from './test-evidence.ts';
import { timelineFigure } from './timeline-figure.ts';

const mostReasons = 20;
const mostChanges = 12;
const percentiles = ['p50', 'p90', 'p99', 'p99.9'] as const;

/** What was asked of the endpoint at a steady rate, and how it bore it. */
export function loadBlocks(evidence: TestEvidence): Block[] {
  const { load } = evidence;
  if (load === undefined) return [];
  return [
    paragraph(rateWords(load)),
    paragraph(errorWords(load)),
    phaseTable(load, evidence.cold),
    ...latenessOf(load),
    ...replicasOf(evidence),
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

/** First answers, ramp and full rate apart, as far as they are known. */
function phaseTable({ ramp, ...steady }: LoadView, cold: LatencySummary): Block {
  const first = { requests: cold.get('requests'), failed: cold.get('failed'), latency: cold };
  const phases = [
    { name: phrase`first answers`, ...first },
    ...(ramp === undefined ? [] : [{ name: phrase`ramp`, ...ramp }]),
  ].filter(({ requests = 0 }) => requests > 0);
  const right = (title: Phrase) => ({ title, align: 'right' as const });
  return table(
    [
      { title: phrase`under load` },
      right(phrase`requests`),
      right(phrase`failed`),
      ...percentiles.map((name) => right(own(name))),
      right(phrase`longest`),
    ],
    [...phases, { name: phrase`full rate`, ...steady }].map(
      ({ name, requests, failed, latency }) => [
        name,
        count(requests),
        count(failed),
        ...[...percentiles, 'max'].map((key) => milliseconds(latency.get(key))),
      ],
    ),
  );
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

/** `Replicas: 1 of 1 before, 1 of 3 after 1m.` */
function replicasOf({ replicas }: TestEvidence): Block[] {
  if (replicas === undefined) return [];
  const { kind, why, timeline } = replicas;
  if (kind === 'unreadable') {
    return [paragraph(phrase`Replicas could not be read: ${text(why ?? 'no reason given', 300)}`)];
  }
  if (timeline.length === 0) return [];
  const told = timeline.slice(0, mostChanges).map(({ atMs, replicas: now, target }) => {
    const when = atMs < 0 ? phrase`before` : phrase`after ${duration(atMs)}`;
    return phrase`${count(now)} of ${count(target)} ${when}`;
  });
  return [paragraph(phrase`Replicas: ${enumerate(told)}.`)];
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
