import { z } from 'zod';
import { type Block, bullets, details, paragraph } from './block.ts';
import { count, duration, figure, share } from './figures.ts';
import { code, nothing, phrase, type Phrase, text } from './phrase.ts';
import { anyNumber, anyText, anyVerdict, listOf, read } from './reading.ts';
import { wordsOf } from './verdict-words.ts';

const mostWorst = 10;

const shadowEvidence = z.object({
  compared: anyNumber,
  differing: anyNumber,
  share: anyNumber,
  interval: z.object({ low: anyNumber, high: anyNumber }).optional().catch(undefined),
  limit: anyNumber,
  verdict: anyVerdict,
  latency: z
    .object({
      paired: z
        .object({
          staging: z.object({ p50: anyNumber, p99: anyNumber }),
          logged: z.object({ p50: anyNumber, p99: anyNumber }),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  worst: listOf(
    z.object({ id: z.string(), kind: anyText, path: anyText, by: anyNumber, status: anyNumber }),
  ),
});

type Shadow = z.infer<typeof shadowEvidence>;

/** How the candidate answered what production was asked: numbers, ids and paths. */
export function shadowBlocks(evidence: unknown): Block[] {
  const shadow = read(shadowEvidence, evidence);
  if (shadow?.compared === undefined) return [];
  const worst = shadow.worst.slice(0, mostWorst).map(worstWords);
  return [
    paragraph(phrase`${comparison(shadow)}${latency(shadow)}`),
    ...(worst.length === 0
      ? []
      : [
          details(phrase`Requests answered otherwise, the worst ${worst.length}`, [bullets(worst)]),
        ]),
  ];
}

function comparison({
  compared,
  differing,
  share: found,
  interval,
  limit,
  verdict,
}: Shadow): Phrase {
  const { low, high } = interval ?? {};
  const range =
    low === undefined || high === undefined
      ? nothing
      : phrase` (95 % confidence: ${share(low)} to ${share(high)})`;
  const judged =
    limit === undefined ? nothing : phrase`, at most ${share(limit)}: ${wordsOf(verdict)}`;
  return phrase`Of ${count(compared)} requests that production was asked, ${count(differing)} were answered otherwise: ${share(found)}${range}${judged}.`;
}

function latency({ latency: times }: Shadow): Phrase {
  const { staging, logged } = times?.paired ?? {};
  if (staging === undefined || logged === undefined) return nothing;
  return phrase` Half of them took ${duration(staging.p50)}, in production ${duration(logged.p50)}; 99 of 100 took ${duration(staging.p99)} and ${duration(logged.p99)}.`;
}

function worstWords({ id, kind, path, by, status }: Shadow['worst'][number]): Phrase {
  if (kind === 'refused') return phrase`${text(id, 60)}: refused with ${figure(status)}`;
  const apart = by === undefined ? nothing : phrase`, apart by ${figure(by)}`;
  return phrase`${text(id, 60)}: another ${text(kind ?? 'answer', 20)} at ${code(path ?? '', 120)}${apart}`;
}
