import { z } from 'zod';
import { ReleaseError } from '../../errors/error.ts';
import type { EndpointChange } from '../../ports/endpoints.ts';
import type { StepContext } from '../../ports/ports.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { expiresLabel, managedLabel, releaseLabel } from '../../vertex/labels.ts';
import { shareOf, type TrafficSplit } from '../../vertex/traffic-split.ts';

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

/** The change that puts everything back but what was deployed meanwhile. */
export function restoration(
  before: Standing,
  endpoint: Endpoint,
  candidate: string,
): Required<Omit<EndpointChange, 'requestLog'>> & Pick<EndpointChange, 'requestLog'> {
  const foreign = Object.entries(endpoint.labels).filter(([label]) => !ourLabels.includes(label));
  const isLogged =
    JSON.stringify(endpoint.requestLog ?? null) === JSON.stringify(before.requestLog);
  return {
    split: splitWithout(before, endpoint, candidate),
    labels: { ...Object.fromEntries(foreign), ...before.labels },
    ...(isLogged ? {} : { requestLog: before.requestLog ?? 'off' }),
  };
}

/** The split before, where all that served then is still there; nothing is made up. */
function splitWithout(before: Standing, endpoint: Endpoint, candidate: string): TrafficSplit {
  const stays = before.deployed.includes(candidate);
  const isWhole = Object.keys(before.split).every(
    (id) => (stays || id !== candidate) && findDeployed(endpoint, id) !== undefined,
  );
  if (isWhole) return before.split;
  return shareOf(endpoint.split, candidate) === 0 || stays ? endpoint.split : {};
}

function readStanding(noted: unknown): Standing {
  const parsed = standing.safeParse(noted);
  if (parsed.success) return parsed.data;
  throw new ReleaseError('STATE_CORRUPT', `the record's note "${key}" of ${step} is not readable`);
}
