import { z } from 'zod';
import { ReleaseError } from '../../errors/error.ts';
import type { EndpointChange } from '../../ports/endpoints.ts';
import type { StepContext } from '../../ports/ports.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { expiresLabel, managedLabel, releaseLabel } from '../../vertex/labels.ts';
import { equalSplits, shareOf, type TrafficSplit } from '../../vertex/traffic-split.ts';

const step = 'deploy-staging';
const key = 'before';

const standing = z.object({
  /** Whether there was an endpoint at all. */
  existed: z.boolean(),
  split: z.record(z.string(), z.number()),
  /** Ids of what was deployed. */
  deployed: z.array(z.string()),
  /** Those that this step sets. */
  labels: z.record(z.string(), z.string()),
  requestLog: z.object({ samplingRate: z.number(), table: z.string() }).nullable(),
});

/** How the endpoint stood before this release touched it. */
export type Standing = z.infer<typeof standing>;

/** Labels that this step sets on its endpoint. */
const ourLabels = [managedLabel, releaseLabel, expiresLabel];

/** As it stood before this release touched it, also when an earlier run was killed since. */
export async function rememberStanding(
  found: Endpoint | undefined,
  { journal }: StepContext,
): Promise<Standing> {
  const noted = journal.record.steps[step]?.progress[key];
  if (noted !== undefined && noted !== null) return readStanding(noted);
  const before: Standing = {
    existed: found !== undefined,
    split: { ...found?.split },
    deployed: (found?.deployed ?? []).map(({ id }) => id),
    labels: Object.fromEntries(
      Object.entries(found?.labels ?? {}).filter(([label]) => ourLabels.includes(label)),
    ),
    requestLog: found?.requestLog ?? null,
  };
  await journal.note(step, { [key]: before });
  return before;
}

/** Once all is undone, the next run starts from what it finds. */
export async function forgetStanding({ journal }: StepContext): Promise<void> {
  await journal.note(step, { [key]: null });
}

/** The change that puts traffic and request log back; undefined when they are as before. */
export function servingBefore(
  before: Standing,
  endpoint: Endpoint,
  candidate: string,
): EndpointChange | undefined {
  const split = splitWithout(before, endpoint, candidate);
  const isMoved = !equalSplits(split, endpoint.split);
  const log = JSON.stringify(endpoint.requestLog ?? null);
  const isLogged = !before.existed || log === JSON.stringify(before.requestLog);
  if (!isMoved && isLogged) return undefined;
  return {
    ...(isMoved ? { split } : {}),
    ...(isLogged ? {} : { requestLog: before.requestLog ?? 'off' }),
  };
}

/** The change that puts the labels back which this step sets; undefined when they are as before. */
export function labelsBefore(before: Standing, endpoint: Endpoint): EndpointChange | undefined {
  const isOurs = (label: string) => ourLabels.includes(label);
  const all = Object.entries(endpoint.labels);
  const ours = all.filter(([label]) => isOurs(label));
  const isAsBefore =
    ours.length === Object.keys(before.labels).length &&
    ours.every(([label, value]) => before.labels[label] === value);
  if (isAsBefore) return undefined;
  const foreign = Object.fromEntries(all.filter(([label]) => !isOurs(label)));
  return { labels: { ...foreign, ...before.labels } };
}

/** The split before, where all that served then is still there; nothing is made up. */
function splitWithout(before: Standing, endpoint: Endpoint, candidate: string): TrafficSplit {
  if (shareOf(endpoint.split, candidate) === 0) return endpoint.split;
  const stays = before.deployed.includes(candidate);
  const isWhole = Object.keys(before.split).every(
    (id) => (stays || id !== candidate) && findDeployed(endpoint, id) !== undefined,
  );
  if (isWhole) return before.split;
  return stays ? endpoint.split : {};
}

function readStanding(noted: unknown): Standing {
  const parsed = standing.safeParse(noted);
  if (parsed.success) return parsed.data;
  throw new ReleaseError('STATE_CORRUPT', `the record's note "${key}" of ${step} is not readable`);
}
