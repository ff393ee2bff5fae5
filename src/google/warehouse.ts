import { ReleaseError } from '../errors/error.ts';
import type { QueryParameter, Row, Warehouse, WarehouseQuery } from '../ports/warehouse.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

/** How long BigQuery holds an answer back while the job runs. */
const pollMs = 20_000;
const maxPolls = 6;
/** Of one query with all its pages and retries, or of one page of many: whoever asks has more urgent things to do. */
const longestMs = 60_000;
const pageSize = 10_000;
/** A query that would read more is refused by BigQuery before it costs anything: 1 GiB. */
const maximumBytesBilled = 2 ** 30;

/** Of jobs.query and jobs.getQueryResults, what is read here. */
interface QueryAnswer {
  jobComplete?: boolean;
  jobReference?: { projectId?: string; jobId?: string; location?: string };
  schema?: { fields?: { name?: string }[] };
  rows?: { f?: { v?: string | null }[] }[];
  pageToken?: string;
}

/** BigQuery's JSON routes. A query that is sent twice reads twice and changes nothing. */
export function googleWarehouse(
  http: AuthorisedFetch,
  bigquery: Origin,
  timeoutMs = longestMs,
): Warehouse {
  const start = async (
    projectId: string,
    body: object,
    signal: AbortSignal,
  ): Promise<QueryAnswer> => {
    const response = await http.send({
      method: 'bigquery.jobs.query',
      resource: projectId,
      class: 'read',
      url: urlOf(bigquery, `/bigquery/v2/projects/${projectId}/queries`),
      verb: 'POST',
      body: JSON.stringify(body),
      signal,
    });
    return (await response.json()) as QueryAnswer;
  };

  const goOn = async (
    { projectId = '', jobId = '', location = '' }: NonNullable<QueryAnswer['jobReference']>,
    pageToken: string,
    signal: AbortSignal,
  ): Promise<QueryAnswer> => {
    const query = new URLSearchParams({ maxResults: `${pageSize}`, timeoutMs: `${pollMs}` });
    if (location !== '') query.set('location', location);
    if (pageToken !== '') query.set('pageToken', pageToken);
    const response = await http.send({
      method: 'bigquery.jobs.getQueryResults',
      resource: jobId,
      class: 'read',
      url: urlOf(bigquery, `/bigquery/v2/projects/${projectId}/queries/${jobId}?${query}`),
      signal,
    });
    return (await response.json()) as QueryAnswer;
  };

  const awaitFirstPage = async (
    started: QueryAnswer,
    signal: AbortSignal,
  ): Promise<QueryAnswer> => {
    let answer = started;
    for (let poll = 0; answer.jobComplete !== true; poll += 1) {
      if (poll === maxPolls) throw tooSlow();
      answer = await goOn(started.jobReference ?? {}, '', signal);
    }
    return answer;
  };

  async function* readPages(
    { projectId, sql, parameters }: WarehouseQuery,
    signalOf: () => AbortSignal,
  ): AsyncGenerator<Row[]> {
    let signal = signalOf();
    try {
      const body = {
        query: sql,
        useLegacySql: false,
        parameterMode: 'NAMED',
        queryParameters: Object.entries(parameters).map(([name, one]) => parameterOf(name, one)),
        maxResults: pageSize,
        timeoutMs: pollMs,
        maximumBytesBilled: String(maximumBytesBilled),
      };
      const started = await start(projectId, body, signal);
      let page = await awaitFirstPage(started, signal);
      const columns = (page.schema?.fields ?? []).map(({ name = '' }) => name);
      yield rowsOf(columns, page);
      while (page.pageToken !== undefined && page.pageToken !== '') {
        signal = signalOf();
        page = await goOn(started.jobReference ?? {}, page.pageToken, signal);
        yield rowsOf(columns, page);
      }
    } catch (error) {
      throw signal.aborted ? tooSlow() : asUnreadable(error);
    }
  }

  return {
    async query(query) {
      const signal = AbortSignal.timeout(timeoutMs);
      const rows: Row[] = [];
      for await (const page of readPages(query, () => signal)) rows.push(...page);
      return rows;
    },
    pages: (query) => readPages(query, () => AbortSignal.timeout(timeoutMs)),
  };
}

function rowsOf(columns: readonly string[], { rows = [] }: QueryAnswer): Row[] {
  return rows.map(({ f = [] }) =>
    Object.fromEntries(columns.map((name, i) => [name, f[i]?.v ?? null])),
  );
}

function parameterOf(name: string, parameter: QueryParameter) {
  const { type } = parameter;
  if ('value' in parameter) {
    const value = String(parameter.value);
    return { name, parameterType: { type }, parameterValue: { value } };
  }
  const arrayValues = parameter.values.map((value) => ({ value: String(value) }));
  return {
    name,
    parameterType: { type: 'ARRAY', arrayType: { type } },
    parameterValue: { arrayValues },
  };
}

function tooSlow(): ReleaseError {
  return new ReleaseError('EVIDENCE_UNREADABLE', 'BigQuery took too long to answer a query');
}

/** Defects of ours stay what they are. */
function asUnreadable(cause: unknown): unknown {
  if (!(cause instanceof ReleaseError) || cause.code === 'INTERNAL') return cause;
  return new ReleaseError('EVIDENCE_UNREADABLE', cause.message, { cause });
}
