import { ReleaseError } from '../../errors/error.ts';
import { describeProblem } from '../../errors/problem.ts';
import type { StepContext } from '../../ports/ports.ts';
import { findDeployed } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { equalLogs } from './claim.ts';
import { type Difference, differencesOf } from './difference.ts';
import { reread } from './endpoint-changes.ts';
import { type DeployStagingInputs, requestLogOf, type StagingWish } from './wish.ts';

/**
 * Compares what runs with what was asked for. What runs in another way is warned of.
 * @throws ReleaseError OPERATION_FAILED with each field, when it is something else that runs.
 */
export async function readBack(
  name: string,
  deployedModelId: string,
  wish: StagingWish,
  inputs: DeployStagingInputs,
  context: StepContext,
): Promise<void> {
  const { host } = context.ports;
  const endpoint = await reread(name, context);
  const deployed = findDeployed(endpoint, deployedModelId);
  if (deployed === undefined) {
    throw new ReleaseError('CONFLICT', `${deployedModelId} has vanished from ${idOf(name)}`);
  }
  const differences = differencesOf(wish, deployed);
  const asked = requestLogOf(inputs);
  if (asked !== undefined && !equalLogs(asked, endpoint.requestLog)) {
    differences.push({
      where: 'request_log_rate',
      weight: 'off',
      expected: `${asked.samplingRate} to ${asked.table}`,
      found: JSON.stringify(endpoint.requestLog ?? null),
    });
  }
  const isWrong = ({ weight }: Difference) => weight === 'wrong';
  for (const one of differences.filter((difference) => !isWrong(difference))) {
    host.warn(`${deployedModelId} is not quite as asked: ${describeProblem(one)}`);
  }
  const wrong = differences.filter(isWrong);
  if (wrong.length === 0) return;
  throw new ReleaseError('OPERATION_FAILED', `${deployedModelId} is not deployed as asked`, {
    problems: wrong,
    mend: 'Vertex AI answered with other settings than it was given. It was taken away again.',
  });
}
