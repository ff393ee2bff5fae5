import { scanJsonl } from '../../data/jsonl.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import { seededStream } from '../../evaluation/random-stream.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Json } from '../../release/json.ts';
import { valueAt } from './json-value.ts';
import type { CaseOf } from './suite-case.ts';

/** A row of the evaluation: what was asked, and what was predicted offline. */
export interface OfflineRow {
  id: string;
  /** Where it stands: `gs://b/predictions.jsonl:17`. */
  where: string;
  instance: Json;
  offline: number;
}

type Candidate = Omit<OfflineRow, 'instance'> & { instance: Json | undefined };

const problemsListed = 20;
/** Of the rows that are drawn: the same ones every time. */
const seed = 20_260_101;

/**
 * At most `max_rows` rows, drawn evenly from the whole file in one pass, in its order.
 * @throws ReleaseError FILE_UNREADABLE; EVIDENCE_UNUSABLE with the first 20 rows that are none.
 */
export async function readOfflineRows(
  offline: CaseOf<'offline'>,
  context: StepContext,
): Promise<readonly OfflineRow[]> {
  const uri = locate(offline.predictions, context);
  const problems: Problem[] = [];
  const drawn = await drawRows(uri, offline, problems, context);
  if (problems.length > 0) refuse(uri, problems);
  if (drawn.length === 0) refuse(uri, [{ where: uri, expected: 'at least one row' }]);
  const instances = await instancesOf(offline, drawn, context);
  const rows = drawn.flatMap((row): OfflineRow[] => {
    const instance = instances?.get(row.id) ?? row.instance;
    return instance === undefined ? [] : [{ ...row, instance }];
  });
  if (rows.length < drawn.length) {
    const missing = drawn.find((row) => (instances?.get(row.id) ?? row.instance) === undefined);
    refuse(uri, [
      {
        where: missing?.where ?? uri,
        expected: 'an `instance`, here or in the file that `instances` names',
        mend: 'Let the program that evaluates write the instance beside its score.',
      },
    ]);
  }
  return rows;
}

/** Reservoir sampling, algorithm R (J. Vitter, ACM TOMS 11, 1985). */
async function drawRows(
  uri: string,
  { field, max_rows: most }: CaseOf<'offline'>,
  problems: Problem[],
  context: StepContext,
): Promise<Candidate[]> {
  const random = seededStream(seed);
  const drawn: { row: Candidate; line: number }[] = [];
  let seen = 0;
  await scanJsonl(open(uri, context), (read, line) => {
    const where = `${uri}:${line}`;
    const values = read.state === 'object' ? (read.values as Record<string, Json>) : undefined;
    const offline = valueAt(values, field);
    const id = values?.['id'] ?? line;
    if (typeof offline !== 'number' || !Number.isFinite(offline)) {
      if (problems.length < problemsListed) {
        const found =
          values === undefined ? 'a line that is no JSON object' : JSON.stringify(offline);
        const problem = { where, expected: `a finite number at ${field}` };
        problems.push(found === undefined ? problem : { ...problem, found });
      }
      return;
    }
    seen += 1;
    const at = seen <= most ? seen - 1 : random.nextIndex(seen);
    if (at >= most) return;
    drawn[at] = { row: { id: String(id), where, offline, instance: values?.['instance'] }, line };
  });
  return drawn.toSorted((a, b) => a.line - b.line).map(({ row }) => row);
}

async function instancesOf(
  { instances }: CaseOf<'offline'>,
  rows: readonly Candidate[],
  context: StepContext,
): Promise<ReadonlyMap<string, Json> | undefined> {
  if (instances === undefined) return undefined;
  const wanted = new Set(rows.map(({ id }) => id));
  const found = new Map<string, Json>();
  await scanJsonl(open(locate(instances, context), context), (row) => {
    if (row.state !== 'object') return;
    const { id, instance } = row.values as Record<string, Json>;
    if (instance !== undefined && wanted.has(String(id))) found.set(String(id), instance);
  });
  return found;
}

function open(uri: string, { ports }: StepContext): AsyncIterable<Uint8Array> {
  return uri.startsWith('gs://') ? ports.objects.open(uri) : ports.files.open(uri);
}

function locate(uri: string, { journal }: StepContext): string {
  if (uri.startsWith('gs://') || uri.startsWith('/')) return uri;
  const output = journal.record.steps.train?.outputs['output_dir'];
  if (typeof output === 'string') return `${output}/${uri}`;
  throw new ReleaseError(
    'INPUT_INVALID',
    `this release has no training output to read ${uri} from`,
    {
      mend: 'Run train first, or give gs://BUCKET/OBJECT or an absolute path.',
    },
  );
}

function refuse(uri: string, problems: readonly Problem[]): never {
  throw new ReleaseError('EVIDENCE_UNUSABLE', `${uri} cannot be compared with the endpoint`, {
    problems,
  });
}
