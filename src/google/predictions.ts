import { ReleaseError } from '../errors/error.ts';
import type { Predictions } from '../ports/predictions.ts';
import type { Json } from '../release/json.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import { toApiFailure, toReleaseError } from './api-error.ts';
import { type AuthorisedFetch, messageOf } from './authorised-fetch.ts';
import { type Origins, urlOf } from './origin.ts';

const method = 'PredictionService.Predict';

/** Online prediction by its JSON route: the instances go out exactly as they were given. */
export function googlePredictions(http: AuthorisedFetch, origins: Origins): Predictions {
  return {
    async predict(endpoint, instances, { timeoutMs, signal }) {
      const { region } = parseResourceName(endpoint);
      let response: Response;
      try {
        response = await http.once({
          method,
          resource: endpoint,
          class: 'once',
          url: urlOf(origins.vertex(region), `/v1/${endpoint}:predict`),
          verb: 'POST',
          body: JSON.stringify({ instances }),
          timeoutMs,
          signal,
        });
      } catch (thrown) {
        if (signal.aborted) throw new ReleaseError('CANCELLED', `${method} was cancelled`);
        if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
          return { kind: 'refused', status: 504, message: `no answer within ${timeoutMs} ms` };
        }
        if (thrown instanceof ReleaseError) throw thrown;
        throw toReleaseError(toApiFailure(thrown), method, endpoint);
      }
      const body = await response.text();
      const deployedModelId = response.headers.get('x-vertex-ai-deployed-model-id') ?? undefined;
      if (!response.ok) {
        return {
          kind: 'refused',
          status: response.status,
          message: messageOf(body, response.status),
          ...(deployedModelId === undefined ? {} : { deployedModelId }),
        };
      }
      const answer = JSON.parse(body) as { predictions?: Json[]; deployedModelId?: string };
      return {
        kind: 'answered',
        predictions: answer.predictions ?? [],
        deployedModelId: answer.deployedModelId ?? deployedModelId ?? '',
      };
    },
  };
}
