import { ReleaseError } from '../errors/error.ts';
import type { Exchange, Predictions } from '../ports/predictions.ts';
import type { Json } from '../release/json.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import { toApiFailure, toReleaseError } from './api-error.ts';
import { type AuthorisedFetch, messageOf } from './authorised-fetch.ts';
import type { Credentials } from './credentials.ts';
import { type Origin, type Origins, urlOf } from './origin.ts';
import { runLoad, type SendBody } from './prediction-load.ts';
import { makeSender, type Sender, type Sent } from './prediction-sender.ts';
import { makeSocketSender } from './socket-sender.ts';

const method = 'PredictionService.Predict';

/** Online prediction by its JSON route: the instances go out exactly as they were given. */
export function googlePredictions(
  http: AuthorisedFetch,
  origins: Origins,
  credentials: Credentials,
): Predictions {
  /** An emulator answers for every host name. */
  const predictUrl = (endpoint: string, host: string | undefined): string => {
    const { region } = parseResourceName(endpoint);
    const shared = origins.vertex(region);
    const isOwn = host !== undefined && !origins.emulated;
    const origin: Origin = isOwn ? { protocol: 'https', host, port: 443 } : shared;
    return urlOf(origin, `/v1/${endpoint}:predict`);
  };
  const sendTo = (sender: Sender, endpoint: string, host: string | undefined): SendBody => {
    const url = predictUrl(endpoint, host);
    return async (body, options) => {
      const headers = await credentials.headersFor(url);
      const sent = await sender.send(url, body, { headers, ...options });
      if (options.signal.aborted) throw new ReleaseError('CANCELLED', `${method} was cancelled`);
      return exchangeOf(sent, endpoint);
    };
  };
  const single = makeSender();
  return {
    send: async (endpoint, body, { host, timeoutMs, signal }) =>
      await sendTo(single, endpoint, host)(body, { timeoutMs, signal, lateMs: 0 }),
    async load(plan, onEnd) {
      const sender = makeSocketSender();
      try {
        await runLoad(plan, sendTo(sender, plan.endpoint, plan.host), onEnd);
      } finally {
        sender.close();
      }
    },
    async predict(endpoint, instances, { timeoutMs, signal, host }) {
      let response: Response;
      let body: string;
      try {
        response = await http.once({
          method,
          resource: endpoint,
          class: 'once',
          url: predictUrl(endpoint, host),
          verb: 'POST',
          body: JSON.stringify({ instances }),
          timeoutMs,
          signal,
        });
        body = await response.text();
      } catch (thrown) {
        if (signal.aborted) throw new ReleaseError('CANCELLED', `${method} was cancelled`);
        if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
          return { kind: 'refused', status: 504, message: `no answer within ${timeoutMs} ms` };
        }
        if (thrown instanceof ReleaseError) throw thrown;
        throw toReleaseError(toApiFailure(thrown), method, endpoint);
      }
      const { status } = response;
      const deployedModelId = response.headers.get('x-vertex-ai-deployed-model-id') ?? undefined;
      const answer = response.ok ? answerOf(body) : undefined;
      if (answer === undefined) {
        const message = messageOf(body, status);
        // Without a model that answered, it is Vertex that forbids: no evidence on the model.
        if ((status === 401 || status === 403) && deployedModelId === undefined) {
          throw new ReleaseError('PERMISSION_DENIED', `${method} for ${endpoint}: ${message}`);
        }
        return {
          kind: 'refused',
          status,
          message,
          ...(deployedModelId === undefined ? {} : { deployedModelId }),
        };
      }
      return {
        kind: 'answered',
        predictions: answer.predictions ?? [],
        deployedModelId: answer.deployedModelId ?? deployedModelId ?? '',
      };
    },
  };
}

function exchangeOf(sent: Sent, endpoint: string): Exchange {
  if (sent.kind === 'unreached') {
    throw toReleaseError(toApiFailure(sent.cause), method, endpoint);
  }
  if (sent.kind === 'lost') return sent;
  const { status, body, deployedModelId, latencyMs } = sent;
  // Without a model that answered, it is Vertex that forbids: no evidence on the model.
  if ((status === 401 || status === 403) && deployedModelId === undefined) {
    const message = messageOf(body, status);
    throw new ReleaseError('PERMISSION_DENIED', `${method} for ${endpoint}: ${message}`);
  }
  return { kind: 'answered', status, body, latencyMs };
}

interface PredictResponse {
  predictions?: Json[];
  deployedModelId?: string;
}

/** Undefined for what is no JSON object. */
function answerOf(body: string): PredictResponse | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    // The caller shows the start of what came.
    return undefined;
  }
}
