import { ReleaseError } from '../errors/error.ts';
import type { PreparedStep } from '../pipeline/program.ts';

/** Events whose runs hold secrets and write access although anybody may start them. */
const openToAll = ['pull_request_target', 'issue_comment', 'workflow_run'];

/**
 * Steps that spend money or change what serves do not run where a stranger may have started them.
 * @throws ReleaseError INPUT_INVALID
 */
export function refuseUntrustedEvent({ name, inputs }: PreparedStep, event: string): void {
  if (!openToAll.includes(event) || !spends(name, inputs)) return;
  throw new ReleaseError('INPUT_INVALID', `${name} does not run on the event ${event}`, {
    mend: `Anybody may start such a run, and it holds this repository's secrets. Run ${name} on push, schedule or workflow_dispatch, or on pull_request, which gives a fork no secrets.`,
  });
}

function spends(name: PreparedStep['name'], inputs: PreparedStep['inputs']): boolean {
  if (name === 'validate' || name === 'integration-test') return false;
  return name !== 'register' || inputs['mode'] === 'register';
}
