import type { Runtime } from '../runtime/runtime.ts';
import type { Store } from '../store/store.ts';
import type { Exchange, RawRoute } from '../wire/handler.ts';
import { sendJson } from '../wire/http-body.ts';
import type { AdjustableClock } from './adjustable-clock.ts';
import { clockRoutes } from './clock-routes.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import { faultRoutes } from './faults/fault-routes.ts';

export interface ControlParts {
  store: Store;
  runtime: Runtime;
  clock: AdjustableClock;
  faults: FaultBoard;
  reset: () => Promise<void>;
}

/** What users and tests ask of the emulator itself. */
export function controlRoutes(parts: ControlParts): RawRoute[] {
  const { store, runtime, clock, faults, reset } = parts;
  return [
    ...faultRoutes(faults),
    ...clockRoutes(clock),
    {
      httpMethod: 'GET',
      pattern: /^\/healthz$/,
      handle: ({ response }: Exchange) => sendJson(response, 200, { status: 'ok' }),
    },
    {
      httpMethod: 'GET',
      pattern: /^\/emulator\/v1\/state$/,
      handle: ({ response }: Exchange) => sendJson(response, 200, describeState(store, runtime)),
    },
    {
      httpMethod: 'POST',
      pattern: /^\/emulator\/v1\/reset$/,
      handle: async ({ request, response }: Exchange) => {
        request.resume();
        await reset();
        sendJson(response, 200, {});
      },
    },
  ];
}

/** A summary, not an API: what is there and what runs. */
function describeState(store: Store, runtime: Runtime): object {
  return {
    models: store.models.list('').map(({ name, displayName, versions }) => ({
      name,
      displayName,
      versions: versions.map(({ versionId, aliases }) => ({ versionId, aliases })),
    })),
    endpoints: store.endpoints
      .list('')
      .map(({ name, displayName, trafficSplit, deployedModels }) => ({
        name,
        displayName,
        trafficSplit,
        deployedModels: deployedModels.map(({ id, model, modelVersionId }) => ({
          id,
          model: `${model}@${modelVersionId}`,
        })),
      })),
    customJobs: store.customJobs.list('').map(({ name, displayName, state }) => ({
      name,
      displayName,
      state,
    })),
    processes: runtime.processes.list(),
  };
}
