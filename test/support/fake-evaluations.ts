import type { Evaluations } from '../../src/ports/evaluations.ts';
import type { JsonObject } from '../../src/release/json.ts';
import { ReleaseError } from '../../src/errors/error.ts';

/** Evaluations in memory. */
export interface FakeEvaluations extends Evaluations {
  /** What was imported, by version. */
  readonly added: readonly { version: string; name: string; evaluation: JsonObject }[];
  /** Batches of slices, in the order in which they came. */
  readonly batches: readonly (readonly JsonObject[])[];
}

/** @param refusal what every import fails with. */
export function fakeEvaluations(refusal?: ReleaseError): FakeEvaluations {
  const added: { version: string; name: string; evaluation: JsonObject }[] = [];
  const slices = new Map<string, JsonObject[]>();
  const batches: (readonly JsonObject[])[] = [];
  return {
    added,
    batches,
    list: async (version) =>
      added
        .filter((one) => one.version === version)
        .map(({ name, evaluation }) => ({
          name,
          displayName: String(evaluation['displayName']),
          metadata: evaluation['metadata'] as JsonObject,
        })),
    async add(version, evaluation) {
      if (refusal !== undefined) throw refusal;
      const name = `${version.replace(/@.*/, '')}/evaluations/${added.length + 1}`;
      added.push({ version, name, evaluation });
      return name;
    },
    listSlices: async (evaluation) => slices.get(evaluation) ?? [],
    async addSlices(evaluation, more) {
      if (more.length > 50) throw new ReleaseError('API_FAILED', 'more than 50 slices in one call');
      batches.push(more);
      slices.set(evaluation, [...(slices.get(evaluation) ?? []), ...more]);
    },
  };
}
