import { ReleaseError } from '../../errors/error.ts';
import type { DeployedModelLog, LogLine } from '../../ports/logs.ts';
import type { StepContext } from '../../ports/ports.ts';
import { parseResourceName } from '../../vertex/resource-name.ts';
import { explainQuota } from './quota.ts';

const mostLines = 20;
const longestLine = 300;
/** Cloud Logging shows lines late. */
const pauseMs = 5_000;

/** The error of a deployment with the end of the container's log, and with what to do about a quota. */
export async function explainFailure(
  error: ReleaseError,
  deployed: Omit<DeployedModelLog, 'count'>,
  context: StepContext,
): Promise<ReleaseError> {
  const explained = explainQuota(error, parseResourceName(deployed.endpoint));
  if (explained !== error || error.code !== 'OPERATION_FAILED') return explained;
  const lines = await logTail({ ...deployed, count: mostLines }, context);
  const fresh = lines.filter((line) => !error.message.includes(line));
  if (fresh.length === 0) return error;
  for (const line of fresh) context.ports.host.say(`| ${line}`);
  const tail = fresh.map((line) => `| ${line}`).join('\n');
  return new ReleaseError('OPERATION_FAILED', `${error.message}\nIts log ends with:\n${tail}`, {
    cause: error,
    mend: 'Read the end of its log above, mend the model server or its settings, and run the step again.',
  });
}

/** What could not be read is told: the failure itself matters more. */
async function logTail(log: DeployedModelLog, { ports, signal }: StepContext): Promise<string[]> {
  try {
    let lines = await ports.logs.ofDeployedModel(log);
    if (lines.length === 0) {
      await ports.clock.sleep(pauseMs, signal);
      lines = await ports.logs.ofDeployedModel(log);
    }
    if (lines.length === 0) ports.host.say('the container wrote no line that can be read by now');
    return lines.map(shownLine);
  } catch (failure) {
    if (!(failure instanceof ReleaseError)) throw failure;
    ports.host.warn(`the container's log could not be read: ${failure.message}`);
    return [];
  }
}

/** One line, whatever the container wrote: no line end, no control character. */
function shownLine({ text }: LogLine): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return plain.length <= longestLine ? plain : `${plain.slice(0, longestLine - 1)}…`;
}
