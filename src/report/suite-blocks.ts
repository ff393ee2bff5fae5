import { type Block, bullets, details, paragraph, table } from './block.ts';
import { count, duration, figure, share } from './figures.ts';
import { cell, code, dash, join, nothing, type Phrase, phrase, text } from './phrase.ts';
import type { FailureView, OfflineView, TestEvidence } from './test-evidence.ts';
import { wordsOf } from './verdict-words.ts';

const mostKinds = 30;
const mostFailures = 20;
const mostMisses = 3;
const mostRows = 20;
const mostLimits = 10;

const kindWords: Readonly<Record<string, Phrase>> = {
  golden: phrase`golden: as expected`,
  slice: phrase`slice: enough of a group right`,
  schema: phrase`schema: the form of predictions`,
  invariance: phrase`invariance: what must not matter`,
  direction: phrase`direction: what must rise or fall`,
  refusal: phrase`refusal: bad requests refused`,
  determinism: phrase`determinism: the same every time`,
  batch: phrase`batch: equals singles`,
  offline: phrase`offline: serving equals evaluation`,
};

/** How the cases of a suite came out, by kind, and those that did not as they should. */
export function suiteBlocks(evidence: TestEvidence, passed: unknown): Block[] {
  return [
    ...casesOf(evidence, passed),
    ...kindsOf(evidence),
    ...groupsOf(evidence),
    ...evidence.offline.slice(0, mostRows).flatMap(offlineOf),
    ...latencyOf(evidence),
    ...limitsOf(evidence),
    ...failuresOf(evidence),
  ];
}

function casesOf({ cases, kinds, requests, errorRate }: TestEvidence, passed: unknown): Block[] {
  if (cases === undefined) return [];
  const what = kinds.length === 0 ? phrase`golden cases` : phrase`cases`;
  const right =
    typeof passed === 'number'
      ? phrase`${count(passed)} of ${count(cases)} ${what} as expected`
      : phrase`${count(cases)} ${what}`;
  const of = requests === undefined ? nothing : phrase` of ${count(requests)} requests`;
  const errors =
    errorRate === undefined ? nothing : phrase`, ${share(errorRate)}${of} answered with an error`;
  return [paragraph(phrase`${right}${errors}.`)];
}

function kindsOf({ kinds }: TestEvidence): Block[] {
  if (kinds.length === 0) return [];
  return [
    table(
      [
        { title: phrase`kind of case` },
        { title: phrase`cases`, align: 'right' },
        { title: phrase`as expected`, align: 'right' },
      ],
      kinds
        .slice(0, mostKinds)
        .map(([kind, { cases, passed }]) => [
          (Object.hasOwn(kindWords, kind) ? kindWords[kind] : undefined) ?? text(kind, 40),
          count(cases),
          count(passed),
        ]),
    ),
  ];
}

/** Golden cases of a group count together. */
function groupsOf({ slices }: TestEvidence): Block[] {
  if (slices.length === 0) return [];
  return [
    table(
      [
        { title: phrase`group of cases` },
        { title: phrase`cases`, align: 'right' },
        { title: phrase`right`, align: 'right' },
        { title: phrase`least`, align: 'right' },
        { title: phrase`verdict` },
      ],
      slices
        .slice(0, mostRows)
        .map(({ slice, cases, passed, minPassShare, verdict }) => [
          cell(slice, 60),
          count(cases),
          count(passed),
          share(minPassShare),
          wordsOf(verdict),
        ]),
    ),
  ];
}

function offlineOf({ name, verdict, rows, agreeing, tolerance, ...rest }: OfflineView): Block[] {
  const { minShare, maxDifference, worst } = rest;
  const least = minShare === undefined ? nothing : phrase`, at least ${share(minShare)} are asked`;
  const apart =
    maxDifference === undefined
      ? nothing
      : phrase`; the farthest is ${figure(maxDifference)} apart`;
  const sentence = phrase`${wordsOf(verdict)}: ${code(name, 80)}: ${count(agreeing)} of ${count(rows)} rows are served within ${figure(tolerance)} of the evaluation${least}${apart}.`;
  if (worst.length === 0) return [paragraph(sentence)];
  return [
    paragraph(sentence),
    details(phrase`Rows that are farthest apart: ${text(name, 80)}`, [
      table(
        [
          { title: phrase`id` },
          { title: phrase`evaluation`, align: 'right' },
          { title: phrase`served`, align: 'right' },
          { title: phrase`apart`, align: 'right' },
        ],
        worst
          .slice(0, mostRows)
          .map((row) => [
            cell(row.id, 60),
            figure(row.offline),
            figure(row.served),
            figure(row.difference),
          ]),
      ),
    ]),
  ];
}

function latencyOf({ latency: checks }: TestEvidence): Block[] {
  if (checks.length === 0) return [];
  return [
    table(
      [
        { title: phrase`latency` },
        { title: phrase`measured`, align: 'right' },
        { title: phrase`limit`, align: 'right' },
        { title: phrase`verdict` },
      ],
      checks
        .slice(0, 10)
        .map(({ percentile, value, limit, verdict }) => [
          cell(percentile, 20),
          duration(value),
          duration(limit),
          wordsOf(verdict),
        ]),
    ),
  ];
}

/** Limits that were not kept or could not be judged, latencies aside: those have a table. */
function limitsOf({ limits }: TestEvidence): Block[] {
  const open = limits.filter(
    ({ name, verdict }) => verdict !== 'pass' && !name.startsWith('latency '),
  );
  if (open.length === 0) return [];
  const told = open
    .slice(0, mostLimits)
    .map(
      ({ name, verdict, said }) =>
        phrase`${wordsOf(verdict)}: ${text(name, 60)}, ${text(said, 400)}`,
    );
  return [bullets(told)];
}

function failuresOf({ failures, kinds }: TestEvidence): Block[] {
  if (failures.length === 0) return [];
  const told = failures.slice(0, mostFailures);
  if (kinds.length === 0) {
    const words = told.map(({ name, misses }) => phrase`${code(name, 80)}: ${missWords(misses)}`);
    return [details(phrase`Golden cases that failed, the first ${told.length}`, [bullets(words)])];
  }
  return [
    paragraph(phrase`Cases that failed, the first ${told.length}:`),
    table(
      [
        { title: phrase`case` },
        { title: phrase`kind` },
        { title: phrase`where` },
        { title: phrase`verdict` },
        { title: phrase`what was found and expected`, width: 'wide' },
      ],
      told.map(failureRow),
    ),
  ];
}

function failureRow({ name, kind, where, verdict, misses }: FailureView): Phrase[] {
  return [
    cell(name, 80),
    cell(kind, 40),
    where === undefined ? dash : code(where, 120),
    wordsOf(verdict),
    missWords(misses),
  ];
}

function missWords(misses: readonly string[]): Phrase {
  if (misses.length === 0) return dash;
  const told = misses.slice(0, mostMisses).map((miss) => text(miss, 200));
  const more = misses.length > told.length ? [phrase`and ${misses.length - told.length} more`] : [];
  return join([...told, ...more], phrase`; `);
}
