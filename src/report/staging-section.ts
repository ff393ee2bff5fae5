import { z } from 'zod';
import { type Block, bullets, details, heading, paragraph, table } from './block.ts';
import { count, duration, share } from './figures.ts';
import { loadBlocks } from './load-blocks.ts';
import { cell, code, join, nothing, phrase, type Phrase, text } from './phrase.ts';
import { anyNumber, anyText, anyVerdict, listOf, read } from './reading.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { shadowBlocks } from './shadow-blocks.ts';
import { wordsOf } from './verdict-words.ts';

const mostFailures = 20;
const mostMisses = 3;
const mostLimits = 10;

const latency = z.object({
  percentile: z.string(),
  value: anyNumber,
  limit: anyNumber,
  verdict: anyVerdict,
});

const failure = z.object({ name: z.string(), misses: listOf(z.string()) });

const judgedLimit = z.object({ name: z.string(), verdict: anyVerdict, said: z.string() });

const testEvidence = z.object({
  cases: anyNumber,
  errorRate: anyNumber,
  latency: listOf(latency),
  limits: listOf(judgedLimit),
  failures: listOf(failure),
  cold: z.unknown(),
  load: z.unknown(),
  replicas: z.unknown(),
  shadow: z.unknown(),
});

type TestEvidence = z.infer<typeof testEvidence>;

const stagingEvidence = z.object({ refusal: anyText });

/** What the staging endpoint serves and how it answered. */
export function stagingSection(view: RecordView): Section | undefined {
  const content = [...staging(view), ...test(view)];
  if (content.length === 0) return undefined;
  return {
    name: phrase`staging and integration test`,
    content: [heading(3, phrase`Staging and integration test`), ...content],
  };
}

function staging(view: RecordView): Block[] {
  const step = findStep(view, 'deploy-staging');
  const endpoint = outputOf(step, 'endpoint');
  if (step === undefined || endpoint === undefined) return [];
  const { refusal } = read(stagingEvidence, step.evidence) ?? {};
  if (refusal !== undefined) {
    return [paragraph(phrase`❌ The candidate refused the smoke request: ${text(refusal, 400)}`)];
  }
  const id = outputOf(step, 'deployed_model_id');
  const as = id === undefined ? nothing : phrase` as ${code(id, 40)}`;
  return [paragraph(phrase`${code(lastPart(endpoint), 80)} serves the candidate${as}.`)];
}

function test(view: RecordView): Block[] {
  const step = findStep(view, 'integration-test');
  const evidence = read(testEvidence, step?.evidence);
  if (step === undefined || evidence === undefined) return [];
  return [
    ...casesOf(evidence, step.outputs.get('passed')),
    ...latencyOf(evidence),
    ...loadBlocks(evidence),
    ...shadowBlocks(evidence.shadow),
    ...limitsOf(evidence),
    ...failuresOf(evidence),
  ];
}

function casesOf({ cases, errorRate }: TestEvidence, passed: unknown): Block[] {
  if (cases === undefined) return [];
  const right =
    typeof passed === 'number'
      ? phrase`${count(passed)} of ${count(cases)} golden cases as expected`
      : phrase`${count(cases)} golden cases`;
  const errors =
    errorRate === undefined ? nothing : phrase`, ${share(errorRate)} answered with an error`;
  return [paragraph(phrase`${right}${errors}.`)];
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
        phrase`${text(name, 60)}: ${wordsOf(verdict)}, ${text(said, 400)}`,
    );
  return [bullets(told)];
}

function failuresOf({ failures }: TestEvidence): Block[] {
  if (failures.length === 0) return [];
  const told = failures.slice(0, mostFailures).map(failureWords);
  return [details(phrase`Golden cases that failed, the first ${told.length}`, [bullets(told)])];
}

function failureWords({ name, misses }: z.infer<typeof failure>): Phrase {
  const told = misses.slice(0, mostMisses).map((miss) => text(miss, 200));
  const more = misses.length > told.length ? [phrase`and ${misses.length - told.length} more`] : [];
  return phrase`${code(name, 80)}: ${join([...told, ...more], phrase`; `)}`;
}

/** The id at the end of a resource name. */
export function lastPart(name: string): string {
  return name.split('/').at(-1) ?? name;
}
