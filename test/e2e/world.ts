import type { EmulatorProcess } from './cli.ts';

const location = '/v1/projects/e2e-project/locations/us-central1';

/** What a release leaves behind, without ids and times that differ from run to run. */
export interface World {
  /** Aliases by version of the model, sorted. */
  versions: Record<string, string[]>;
  /** By endpoint, `VERSION=SHARE` of every deployed model, sorted. */
  endpoints: Record<string, string[]>;
  /** Number of jobs by state. */
  jobs: Record<string, number>;
}

export async function worldOf(emulator: EmulatorProcess): Promise<World> {
  const { models = [] } = (await emulator.get(`${location}/models/doubler:listVersions`)) as {
    models?: { versionId: string; versionAliases?: string[] }[];
  };
  const { endpoints = [] } = (await emulator.get(`${location}/endpoints`)) as {
    endpoints?: {
      displayName: string;
      trafficSplit?: Record<string, number>;
      deployedModels?: { id: string; modelVersionId: string }[];
    }[];
  };
  const { customJobs = [] } = (await emulator.get(`${location}/customJobs`)) as {
    customJobs?: { state: string }[];
  };
  const jobs: Record<string, number> = {};
  for (const { state } of customJobs) {
    const name = state.replace('JOB_STATE_', '');
    jobs[name] = (jobs[name] ?? 0) + 1;
  }
  return {
    versions: Object.fromEntries(
      models.map(({ versionId, versionAliases = [] }) => [versionId, versionAliases.toSorted()]),
    ),
    endpoints: Object.fromEntries(
      endpoints.map(({ displayName, trafficSplit = {}, deployedModels = [] }) => [
        displayName,
        deployedModels
          .map(({ id, modelVersionId }) => `${modelVersionId}=${trafficSplit[id] ?? 0}`)
          .toSorted(),
      ]),
    ),
    jobs,
  };
}
