import type { InputsOf } from '../../contract/step.ts';
import { refuseProblems } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { valueAt } from './json-value.ts';
import type { LoggedRequest } from './logged-request.ts';
import { readShadowFile } from './shadow-file.ts';
import type { shadowInputs } from './shadow-inputs.ts';
import { readShadowTable } from './shadow-table.ts';

export type ShadowInputs = InputsOf<{ inputs: typeof shadowInputs }>;

/** Requests that were drawn from a log, and what became of the others. */
export interface ShadowSample {
  requests: readonly LoggedRequest[];
  bytes: number;
  /** Of rows that were looked at and cannot be compared, how many for each reason. */
  unusable: ReadonlyMap<string, number>;
  /** Ids of the endpoints that logged them, as far as the log tells. */
  endpointIds: readonly string[];
  /** Where they are from, for the record. */
  source: JsonObject;
}

/**
 * Draws the requests that are asked again.
 * @throws ReleaseError FILE_UNREADABLE, EVIDENCE_UNUSABLE, EVIDENCE_UNREADABLE; INPUT_INVALID when the
 * endpoint that would be asked is the one that logged them: production is asked nothing.
 */
export async function readShadow(
  inputs: ShadowInputs & { projectId: string; suite: string },
  endpoint: string,
  context: StepContext,
): Promise<ShadowSample | undefined> {
  if (!inputs.shadow) return undefined;
  const sample =
    inputs.shadowTable === undefined
      ? await readShadowFile(inputs.shadowRequests ?? '', inputs, context)
      : await readShadowTable(inputs.shadowTable, inputs, context);
  if (sample.endpointIds.includes(idOf(endpoint))) {
    const where = inputs.shadowTable === undefined ? 'shadow_requests' : 'shadow_table';
    const expected = 'a log of another endpoint than the one that is asked';
    const mend =
      'Give the staging endpoint in integration_test.endpoint, or the log of production.';
    refuseProblems('integration_test', [{ where, expected, found: `a log of ${endpoint}`, mend }]);
  }
  const usable = withField(sample, inputs.shadowField);
  tell(usable, context);
  return usable;
}

/** Requests whose logged answers have the field: what neither side has would count as the same. */
function withField(sample: ShadowSample, field: string | undefined): ShadowSample {
  if (field === undefined) return sample;
  const requests = sample.requests.filter(({ predictions }) =>
    predictions.every((prediction) => valueAt(prediction, field) !== undefined),
  );
  const lacking = sample.requests.length - requests.length;
  if (lacking === 0) return sample;
  const why = `an answer of production without ${field}`;
  return { ...sample, requests, unusable: new Map([...sample.unusable, [why, lacking]]) };
}

function tell({ requests, unusable }: ShadowSample, { ports: { host } }: StepContext): void {
  host.say(`shadow: ${requests.length} logged requests to ask again`);
  for (const [why, count] of unusable) host.warn(`shadow: ${count} × ${why}, left out`);
}
