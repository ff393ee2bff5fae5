import { type FilterField, matchesFilter, unknownField } from '../../store/filter.ts';
import { parseFilter } from '../../store/filter-parser.ts';
import { projectNumber } from '../../store/ids.ts';
import { cutPage } from '../../store/list-page.ts';
import type { LogEntry, LogStore } from '../../store/logs.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { Exchange, RawRoute } from '../../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import { isJsonObject, type JsonObject } from '../../wire/json.ts';
import type { Service } from '../service.ts';

const known = ['resourceNames', 'projectIds', 'filter', 'orderBy', 'pageSize', 'pageToken'];

/** The route of Cloud Logging by which clients read what jobs and model servers wrote. */
export class LoggingService implements Service {
  readonly #logs: LogStore;

  constructor(logs: LogStore) {
    this.#logs = logs;
  }

  rawRoutes(): readonly RawRoute[] {
    return [
      {
        httpMethod: 'POST',
        pattern: /^\/v2\/entries:list$/,
        handle: async (exchange: Exchange) => {
          const body = parseJson(await readBody(exchange.request, jsonBodyLimit));
          if (!isJsonObject(body)) {
            throw new ApiError('INVALID_ARGUMENT', 'Expected a JSON object.');
          }
          sendJson(exchange.response, 200, listEntries(this.#logs.list(), body));
        },
      },
    ];
  }
}

export function listEntries(entries: readonly LogEntry[], request: JsonObject): object {
  const unknown = Object.keys(request).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`,
    );
  }
  const projects = projectsOf(request);
  const filter = parseFilter(textOf(request, 'filter'));
  const orderBy = textOf(request, 'orderBy') || 'timestamp asc';
  if (orderBy !== 'timestamp asc' && orderBy !== 'timestamp desc') {
    throw new ApiError('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
  }
  const matching = entries
    .filter((entry) => projects.has(entry.logName.split('/')[1] ?? ''))
    .filter((entry) => matchesFilter(filter, (path) => lookUp(entry, path)));
  if (orderBy === 'timestamp desc') matching.reverse();
  const { pageSize } = request;
  const page = cutPage(
    matching,
    {
      pageSize: typeof pageSize === 'number' ? pageSize : 50,
      pageToken: textOf(request, 'pageToken'),
    },
    (entry) => entry,
  );
  const { items, ...rest } = page;
  return items.length > 0 ? { entries: items, ...rest } : rest;
}

function projectsOf(request: JsonObject): Set<string> {
  const { resourceNames } = request;
  const names = Array.isArray(resourceNames) ? resourceNames.map(String) : [];
  const projects = names.flatMap((name) => /^projects\/([^/]+)/.exec(name)?.[1] ?? []);
  if (projects.length === 0) {
    throw new ApiError('INVALID_ARGUMENT', 'resource_names must name at least one project.');
  }
  return new Set(projects.map(projectNumber));
}

function lookUp(entry: LogEntry, path: readonly string[]): FilterField {
  const [head = '', ...rest] = path;
  const key = rest.join('.');
  switch (head) {
    case 'timestamp':
    case 'receiveTimestamp':
      return { kind: 'time', value: entry[head] };
    case 'insertId':
    case 'logName':
    case 'severity':
    case 'textPayload':
      return { kind: 'text', value: entry[head] };
    case 'resource':
      if (key === 'type') return { kind: 'text', value: entry.resource.type };
      if (rest[0] === 'labels') {
        return { kind: 'text', value: entry.resource.labels[rest.slice(1).join('.')] };
      }
      throw unknownField(path);
    case 'labels':
      return { kind: 'text', value: entry.labels?.[key] };
    case 'jsonPayload': {
      const value = entry.jsonPayload?.[key];
      return { kind: 'text', value: value === undefined ? undefined : String(value) };
    }
    default:
      throw unknownField(path);
  }
}

function textOf(request: JsonObject, key: string): string {
  const value = request[key];
  return typeof value === 'string' ? value : '';
}
