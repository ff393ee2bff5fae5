import { fieldForm, tableForm } from '../../canary/prediction-log.ts';
import { driftModes } from '../../canary/plan.ts';
import { number } from '../../contract/kinds/number.ts';
import { choice, text } from '../../contract/kinds/text.ts';
import type { Rule } from '../../contract/rule.ts';

/** How the predictions of both arms are compared. */
export const driftInputs = {
  drift: choice(driftModes, {
    about:
      'Whether champion and challenger predict alike, by the request-response log of the endpoint in BigQuery. `report` tells a difference; `hold` stops at the share and leaves it to a person, whose `resume` accepts it. No difference is a reason to roll back.',
    default: 'off',
    example: 'report',
  }),
  drift_table: text({
    about: 'The table of BigQuery that the endpoint logs requests and responses in.',
    pattern: tableForm,
    expected: 'a table as PROJECT.DATASET.TABLE',
    example: 'acme-ml.logging_birdstrike_production.request_response_logging',
  }),
  drift_field: text({
    about:
      'Field of each prediction that is compared, as `label` or `scores[0]`. Without it, the prediction itself. Numbers are binned by what the champion predicted in the day before, other values are categories.',
    pattern: fieldForm,
    expected: 'a path as label, best.score or scores[0]',
    example: 'label',
  }),
  drift_tolerance: number({
    about: 'Share of the predictions that a new model may make otherwise, overall.',
    unit: 'share of predictions',
    min: 0,
    below: 1,
    default: 0.1,
    example: 0.05,
  }),
};

interface DriftInputs {
  readonly drift: (typeof driftModes)[number];
  readonly driftTable: string | undefined;
}

export const driftNeedsTable: Rule<DriftInputs> = {
  says: 'drift_table is given unless drift is off.',
  reads: ['drift', 'driftTable'],
  breach: ({ drift, driftTable }) =>
    drift === 'off' || driftTable !== undefined
      ? undefined
      : {
          field: 'driftTable',
          expected: `a table as PROJECT.DATASET.TABLE, because drift is ${drift}`,
          found: 'nothing',
        },
};
