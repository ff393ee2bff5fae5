import { fieldForm, tableForm } from '../../canary/prediction-log.ts';
import { duration } from '../../contract/kinds/duration.ts';
import { boolean, integer, number } from '../../contract/kinds/number.ts';
import { location } from '../../contract/kinds/path.ts';
import { text } from '../../contract/kinds/text.ts';
import type { Rule } from '../../contract/rule.ts';

/** Requests that production was asked, asked again. */
export const shadowInputs = {
  shadow: boolean({
    about:
      'Whether requests that production was asked are asked again, of the staging endpoint alone, and its answers compared with those that were logged. Needs shadow_table or shadow_requests.',
    default: false,
    example: true,
  }),
  shadow_table: text({
    about:
      'The table of BigQuery that the production endpoint logs requests and responses in. The project of the staging endpoint pays for the query.',
    pattern: tableForm,
    expected: 'a table as PROJECT.DATASET.TABLE',
    example: 'acme-ml.logging_birdstrike_production.request_response_logging',
  }),
  shadow_requests: location({
    about:
      'Instead of a table, JSON Lines with one request a line: its `instances` and the `predictions` that production answered with, or a line as BigQuery exports the log.',
    example: 'gs://acme-ml-logs/requests.jsonl',
  }),
  shadow_window: duration({
    about: 'How far back requests are taken from shadow_table.',
    default: '24h',
    example: '6h',
  }),
  shadow_rows: integer({
    about: 'Requests that are asked again at most, drawn evenly from all.',
    unit: 'requests',
    min: 1,
    max: 10_000,
    default: 500,
    example: 2_000,
  }),
  shadow_bytes: integer({
    about: 'Bytes of requests and logged answers that are taken at most, all of them together.',
    unit: 'bytes',
    min: 1_000,
    max: 1_073_741_824,
    default: 33_554_432,
    example: 4_194_304,
  }),
  shadow_seed: integer({
    about: 'Decides which requests are drawn: the same ones for the same number.',
    min: 0,
    max: 2_147_483_647,
    default: 1,
    example: 7,
  }),
  shadow_field: text({
    about:
      'Field of each prediction that is compared, as `label` or `scores[0]`. Without it, the whole prediction.',
    pattern: fieldForm,
    expected: 'a path as label, best.score or scores[0]',
    example: 'damage_probability',
  }),
  shadow_tolerance: number({
    about: 'How far apart two numbers may be and count as the same.',
    min: 0,
    default: 1e-6,
    example: 0.02,
  }),
  max_shadow_difference: number({
    about:
      'Share of the requests whose answer may differ from the logged one, from 0 (none) to 1 (all). Without it, differences are reported and not judged.',
    min: 0,
    max: 1,
    example: 0.05,
  }),
};

interface ShadowSource {
  readonly shadow: boolean;
  readonly shadowTable: string | undefined;
  readonly shadowRequests: string | undefined;
}

export const shadowNeedsSource: Rule<ShadowSource> = {
  says: 'Exactly one of shadow_table and shadow_requests is given when shadow is true.',
  reads: ['shadow', 'shadowTable', 'shadowRequests'],
  breach: ({ shadow, shadowTable, shadowRequests }) => {
    if (!shadow || (shadowTable === undefined) !== (shadowRequests === undefined)) return undefined;
    return {
      field: shadowTable === undefined ? 'shadow' : 'shadowRequests',
      expected: 'exactly one of shadow_table and shadow_requests, because shadow is true',
      found: shadowTable === undefined ? 'neither' : 'both',
    };
  },
};
