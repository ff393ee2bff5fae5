import { toTimestamp } from '../store/time.ts';
import type { Service } from '../services/service.ts';
import type { Exchange, HttpResponse, RawRoute } from '../wire/handler.ts';
import { sendJson } from '../wire/http-body.ts';
import { viewEndpoints } from './endpoint-views.ts';
import { viewFaults } from './fault-views.ts';
import { viewJobs } from './job-views.ts';
import { LogTails } from './log-tails.ts';
import { viewModels } from './model-views.ts';
import { viewOperations } from './operation-views.ts';
import type { LogView, Overview } from './overview.ts';
import { contentSecurityPolicy, pageDocument } from './page-document.ts';
import type { PageParts } from './page-parts.ts';

/** How many logs one request gets to see. */
const logLimit = 50;

const headers = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The page at `/`, and what it shows as JSON. It changes nothing. */
export class PageService implements Service {
  readonly #parts: PageParts;
  readonly #logs = new LogTails();

  constructor(parts: PageParts) {
    this.#parts = parts;
  }

  rawRoutes(): readonly RawRoute[] {
    const document = pageDocument();
    const policy = contentSecurityPolicy();
    return [
      {
        httpMethod: 'GET',
        pattern: /^\/$/,
        handle: ({ response }: Exchange) => {
          setHeaders(response);
          response.setHeader('content-security-policy', policy);
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(document);
        },
      },
      {
        httpMethod: 'GET',
        pattern: /^\/emulator\/v1\/overview$/,
        handle: ({ response, query }: Exchange) => {
          setHeaders(response);
          sendJson(response, 200, this.#overview(query.getAll('log').slice(0, logLimit)));
        },
      },
    ];
  }

  /** After a reset there is nothing that the lines would belong to. */
  end(): Promise<void> {
    this.#logs.clear();
    return Promise.resolve();
  }

  #overview(sources: readonly string[]): Overview {
    return {
      now: toTimestamp(this.#parts.clock.now()),
      endpoints: viewEndpoints(this.#parts),
      models: viewModels(this.#parts),
      jobs: viewJobs(this.#parts),
      operations: viewOperations(this.#parts),
      faults: viewFaults(this.#parts),
      logs: this.#logsOf(sources),
    };
  }

  #logsOf(sources: readonly string[]): LogView[] {
    if (sources.length === 0) return [];
    this.#logs.follow(this.#parts.store.logs.list());
    return sources.map((source) => ({ source, lines: this.#logs.of(source) }));
  }
}

function setHeaders(response: HttpResponse): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
