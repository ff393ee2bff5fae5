import type { LogLine, Logs } from '../ports/logs.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

interface Entry {
  insertId?: string;
  timestamp?: string;
  severity?: string;
  textPayload?: string;
  jsonPayload?: { message?: unknown };
  labels?: { deployed_model_id?: string };
}

interface EntryPage {
  entries?: Entry[];
  nextPageToken?: string;
}

const pageSize = 1_000;
/** Of one read; what is behind them comes with the next. */
const maxPages = 20;

/** Cloud Logging's entries of training jobs and model servers. */
export function googleLogs(http: AuthorisedFetch, logging: Origin): Logs {
  return {
    async ofJob(job, since) {
      const { projectId, id } = parseResourceName(job);
      const from = new Date(since).toISOString();
      const lines: LogLine[] = [];
      let pageToken: string | undefined;
      // A page may be empty although more follow: then the search was not through yet.
      for (let page = 0; page < maxPages; page += 1) {
        const response = await http.send({
          method: 'logging.entries.list',
          resource: job,
          class: 'read',
          url: urlOf(logging, '/v2/entries:list'),
          verb: 'POST',
          body: JSON.stringify({
            resourceNames: [`projects/${projectId}`],
            filter: `resource.type="ml_job" AND resource.labels.job_id="${id}" AND timestamp>="${from}"`,
            orderBy: 'timestamp asc',
            pageSize,
            pageToken,
          }),
        });
        const { entries = [], nextPageToken = '' } = (await response.json()) as EntryPage;
        lines.push(...entries.map(toLine));
        if (nextPageToken === '') break;
        pageToken = nextPageToken;
      }
      return lines;
    },

    async ofDeployedModel({ endpoint, deployedModelId, since, count }) {
      const { projectId, region, id } = parseResourceName(endpoint);
      const from = new Date(since).toISOString();
      const response = await http.send({
        method: 'logging.entries.list',
        resource: endpoint,
        class: 'read',
        url: urlOf(logging, '/v2/entries:list'),
        verb: 'POST',
        body: JSON.stringify({
          resourceNames: [`projects/${projectId}`],
          filter: `resource.type="aiplatform.googleapis.com/Endpoint" AND resource.labels.endpoint_id="${id}" AND resource.labels.location="${region}" AND timestamp>="${from}"`,
          orderBy: 'timestamp desc',
          pageSize,
        }),
      });
      const { entries = [] } = (await response.json()) as EntryPage;
      return entries
        .filter(({ labels }) => (labels?.deployed_model_id ?? deployedModelId) === deployedModelId)
        .slice(0, count)
        .toReversed()
        .map(toLine);
    },
  };
}

function toLine(entry: Entry): LogLine {
  const message = entry.textPayload ?? entry.jsonPayload?.message ?? '';
  return {
    at: Date.parse(entry.timestamp ?? ''),
    id: entry.insertId ?? '',
    severity: entry.severity ?? 'DEFAULT',
    text: typeof message === 'string' ? message : JSON.stringify(message),
  };
}
