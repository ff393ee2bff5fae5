import { Buffer } from 'node:buffer';
import { dirname, relative } from 'node:path';
import { z } from 'zod';
import { scanJsonl } from '../../data/jsonl.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import { seededStream } from '../../evaluation/random-stream.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import { type LoggedPair, type LoggedRequest, pairOf, pairOfPayloads } from './logged-request.ts';
import { Lots } from './lots.ts';
import type { ShadowInputs, ShadowSample } from './shadow-source.ts';

const lots = 4_294_967_296;
const problemsListed = 20;

const about = {
  deployed_model_id: z.string().optional(),
  endpoint: z.string().optional(),
  latency_ms: z.number().nonnegative().optional(),
};
const values = z.array(z.custom<Json>((value) => value !== undefined));
const plainLine = z.object({ instances: values, predictions: values, ...about });
const exportedLine = z.object({
  request_payload: z.array(z.string()),
  response_payload: z.array(z.string()),
  ...about,
});

type About = { [key in keyof typeof about]?: z.infer<(typeof about)[key]> };

interface Line {
  pair: LoggedPair;
  about: About;
}

/**
 * Draws lines of a file in one pass, each as likely as another, and the same ones for the same seed.
 * @throws ReleaseError FILE_UNREADABLE; EVIDENCE_UNUSABLE with the first 20 lines that are no requests,
 * by their number and without what is in them.
 */
export async function readShadowFile(
  uri: string,
  { shadowRows, shadowBytes, shadowSeed, suite }: ShadowInputs & { suite: string },
  { ports }: StepContext,
): Promise<ShadowSample> {
  const random = seededStream(shadowSeed);
  const drawn = new Lots<{ request: LoggedRequest; line: number }>(shadowRows, shadowBytes);
  const unusable = new Map<string, number>();
  const endpoints = new Set<string>();
  const problems: Problem[] = [];
  const chunks = uri.startsWith('gs://') ? ports.objects.open(uri) : ports.files.open(uri);
  await scanJsonl(chunks, (row, line) => {
    const lot = random.nextIndex(lots);
    const read = row.state === 'object' ? readLine(row.values) : undefined;
    if (read === undefined) {
      const expected = 'instances and predictions, or request_payload and response_payload';
      if (problems.length < problemsListed) problems.push({ where: `${uri}:${line}`, expected });
      return;
    }
    const { pair, about: told } = read;
    if (told.endpoint !== undefined) endpoints.add(told.endpoint.split('/').at(-1) ?? '');
    const leaveOut = (why: string) => unusable.set(why, (unusable.get(why) ?? 0) + 1);
    if (pair.kind === 'unusable') return void leaveOut(pair.why);
    if (!drawn.takes(lot)) return;
    const bytes = Buffer.byteLength(JSON.stringify([pair.instances, pair.predictions]));
    if (bytes > shadowBytes) return void leaveOut('a request that is larger than shadow_bytes');
    const request: LoggedRequest = {
      id: `line ${line}`,
      instances: pair.instances,
      predictions: pair.predictions,
      deployedModelId: told.deployed_model_id,
      latencyMs: told.latency_ms,
    };
    drawn.add(lot, bytes, { request, line });
  });
  if (problems.length > 0) {
    throw new ReleaseError('EVIDENCE_UNUSABLE', `${uri} is no log of requests`, { problems });
  }
  const inOrder = drawn.items.toSorted((a, b) => a.line - b.line);
  return {
    requests: inOrder.map(({ request }) => request),
    bytes: drawn.bytes,
    unusable,
    endpointIds: [...endpoints],
    // Records are read on other machines.
    source: { requests: uri.startsWith('gs://') ? uri : relative(dirname(suite), uri) },
  };
}

/** Undefined for what is no logged request. */
function readLine(line: Readonly<Record<string, unknown>>): Line | undefined {
  const exported = exportedLine.safeParse(line);
  if (exported.success) {
    const { request_payload: request, response_payload: response, ...told } = exported.data;
    return { pair: pairOfPayloads(request, response), about: told };
  }
  const plain = plainLine.safeParse(line);
  if (!plain.success) return undefined;
  const { instances, predictions, ...told } = plain.data;
  return { pair: pairOf(instances, predictions), about: told };
}
