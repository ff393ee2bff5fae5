import { describeProblem, type Problem } from '../../../errors/problem.ts';
import { ApiError } from '../../wire/api-error.ts';
import { anyOf } from '../../wire/encode.ts';
import type { Exchange, RawRoute } from '../../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import type { FaultBoard } from './fault-board.ts';
import { readFault } from './fault-reader.ts';

const all = /^\/emulator\/v1\/faults$/;
const one = /^\/emulator\/v1\/faults\/(?<id>[^/]+)$/;

/** Faults over HTTP: POST and GET of all, GET and DELETE of one, DELETE of all. */
export function faultRoutes(faults: FaultBoard): RawRoute[] {
  return [
    {
      httpMethod: 'POST',
      pattern: all,
      handle: async ({ request, response }: Exchange) => {
        const problems: Problem[] = [];
        const spec = readFault(parseJson(await readBody(request, jsonBodyLimit)), '', problems);
        if (spec === undefined) throw refusal(problems);
        sendJson(response, 200, faults.create(spec).describe());
      },
    },
    {
      httpMethod: 'GET',
      pattern: all,
      handle: ({ response }: Exchange) => sendJson(response, 200, { faults: faults.list() }),
    },
    {
      httpMethod: 'DELETE',
      pattern: all,
      handle: ({ response }: Exchange) => {
        faults.clear();
        sendJson(response, 200, {});
      },
    },
    {
      httpMethod: 'GET',
      pattern: one,
      handle: ({ response, captured }: Exchange) =>
        sendJson(response, 200, faults.get(captured['id'] ?? '')),
    },
    {
      httpMethod: 'DELETE',
      pattern: one,
      handle: ({ response, captured }: Exchange) => {
        faults.delete(captured['id'] ?? '');
        sendJson(response, 200, {});
      },
    },
  ];
}

/** All problems at once, as text and one by one. */
function refusal(problems: readonly Problem[]): ApiError {
  const fieldViolations = problems.map((problem) => ({
    field: problem.where,
    description: describeProblem(problem),
  }));
  return new ApiError(
    'INVALID_ARGUMENT',
    `The fault is invalid: ${problems.map(describeProblem).join('; ')}`,
    undefined,
    [anyOf('google.rpc.BadRequest', { fieldViolations })],
  );
}
