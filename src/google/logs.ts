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
}

const pageSize = 1_000;

/** Cloud Logging's entries of training jobs. */
export function googleLogs(http: AuthorisedFetch, logging: Origin): Logs {
  return {
    async ofJob(job, since) {
      const { projectId, id } = parseResourceName(job);
      const from = new Date(since).toISOString();
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
        }),
      });
      const { entries = [] } = (await response.json()) as { entries?: Entry[] };
      return entries.map(toLine);
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
