import type { CanaryRun } from '../../canary/canary-run.ts';
import type { WindowRecord } from '../../canary/window.ts';
import type { CanarySession } from './canary-session.ts';
import { isUnreadable } from './history.ts';

/** How far back a sample may be; Vertex AI takes one a minute and shows it minutes later. */
const sampledWithinMs = 600_000;

/**
 * What the challenger lacks before it is given more traffic, as a phrase. Undefined when it has the
 * replicas that it should have, and where no metric tells: that it has its least was seen when it
 * was deployed.
 */
export async function describeShortage(
  session: CanarySession,
  run: CanaryRun,
): Promise<string | undefined> {
  const sampled = await sampleChallenger(session, run);
  if (sampled?.replicas === undefined) return undefined;
  const wanted = Math.max(sampled.target ?? 0, session.inputs.machine.minReplicaCount);
  if (sampled.replicas >= wanted) return undefined;
  return `the challenger has ${sampled.replicas} of ${wanted} replicas`;
}

/** The windows with the challenger's replicas, where it answered nothing well: it may have none. */
export async function noteReplicas(
  session: CanarySession,
  run: CanaryRun,
  windows: readonly WindowRecord[],
): Promise<WindowRecord[]> {
  const last = windows.at(-1);
  if (last === undefined || servesIn(last)) return [...windows];
  const replicas = (await sampleChallenger(session, run))?.replicas;
  return replicas === undefined ? [...windows] : [...windows.slice(0, -1), { ...last, replicas }];
}

function servesIn(window: WindowRecord): boolean {
  if (window.kind === 'missing') return false;
  const { requests, errors } = window.challenger;
  return requests > errors;
}

async function sampleChallenger({ context, endpoint }: CanarySession, run: CanaryRun) {
  const { metrics, clock } = context.ports;
  const end = clock.now();
  try {
    const samples = await metrics.replicas(endpoint, { start: end - sampledWithinMs, end });
    const { deployedModelId } = run.challenger;
    return samples.find((sample) => sample.deployedModelId === deployedModelId);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}
