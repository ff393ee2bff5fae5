import { z } from 'zod';
import { duration } from '../../contract/kinds/duration.ts';
import { keyValues } from '../../contract/kinds/list.ts';
import { boolean, integer, number } from '../../contract/kinds/number.ts';
import { location } from '../../contract/kinds/path.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { choice, image, text } from '../../contract/kinds/text.ts';
import { output } from '../../contract/output.ts';
import { needsBucket } from '../../contract/rule.ts';
import { shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';
import { variableName } from '../../contract/variable-name.ts';
import { fairnessSchema } from '../../evaluation/fairness-check.ts';
import { gateSchema } from '../../evaluation/gate.ts';
import { ruleSchema } from './rule-input.ts';

const bucketRule = needsBucket('a model version');
const route = {
  pattern: /^\/[A-Za-z0-9._~:/-]*$/,
  expected: 'a route that starts with /, such as /predict',
};

export const register = step({
  name: 'register',
  summary: 'Gate a trained model and add it to the Model Registry as a new version.',
  inputs: {
    ...shared,
    mode: choice(['register', 'evaluate'], {
      about:
        '`register` judges the gates and adds the version when they let it through; `evaluate` judges them and changes nothing.',
      default: 'register',
      example: 'evaluate',
    }),
    serving_image: image({
      about: 'Image that serves predictions. It must be given unless mode is evaluate.',
      example:
        'us-docker.pkg.dev/acme-ml/ml/server@sha256:1f0e9d8c7b6a59483726150f4e3d2c1b0a998877665544332211ffeeddccbbaa',
    }),
    predict_route: text({
      about: 'Route of the server that answers predictions.',
      ...route,
      default: '/predict',
      example: '/v1/models/birdstrike:predict',
    }),
    health_route: text({
      about: 'Route of the server that answers 200 when it can serve.',
      ...route,
      default: '/health',
      example: '/healthz',
    }),
    port: integer({
      about: 'Port on which the server listens.',
      min: 1,
      max: 65535,
      default: 8080,
      example: 8501,
    }),
    serving_env: keyValues({
      about: 'Environment variables of the server. No secrets.',
      key: variableName,
      default: {},
      example: { WORKERS: '2' },
    }),
    artifact_uri: location({
      about:
        'Folder in Cloud Storage with the trained model. Without it, the folder that the train step of this release wrote.',
      remote: true,
      example: 'gs://acme-ml-releases/models/birdstrike/7',
    }),
    predictions: location({
      about:
        'Predictions of the candidate for each example of the holdout, from which the metrics are computed: JSON Lines, CSV, TSV or Parquet by the extension, or a table of BigQuery. Relative paths start at the output of the training job.',
      relativeTo: 'job',
      tables: true,
      example: 'predictions.jsonl',
    }),
    positive_label: text({
      about:
        'Label that counts as class 1 where predictions have two classes whose labels are not 0 and 1.',
      example: 'damaged',
    }),
    metrics_file: location({
      about:
        'Metrics of the candidate as one JSON object, where there are no predictions: {"auRoc": 0.81, "examples": 1000, "holdout": "2026-05"}. Judged by their values alone, without confidence. Relative paths start at the output of the training job.',
      relativeTo: 'job',
      example: 'metrics.json',
    }),
    gates: structured(z.array(gateSchema), {
      about: 'Rules that the metrics must keep. Without any, every candidate is let through.',
      expected: 'a list of gates',
      default: [],
      example: [
        { metric: 'auRoc', min: 0.75 },
        { metric: 'auRoc', max_regression: 0.005, confidence: 0.95 },
      ],
    }),
    fairness: structured(z.array(fairnessSchema), {
      about:
        'Gaps between groups of people that the decisions must not show. Fails only where a gap is beyond its limit with confidence.',
      expected: 'a list of fairness checks',
      default: [],
      example: [
        { attribute: 'sex', metric: 'equalized_odds', max_difference: 0.1, on_fail: 'warn' },
      ],
    }),
    rules: structured(z.array(ruleSchema), {
      about:
        'Conditions on metrics that must hold, judged by their values. Names are those of metrics, with champion. or baseline. before them, examples, and expected_cost(fp=…, fn=…).',
      expected: 'a list of rules',
      default: [],
      example: [
        'auRoc > 0.8 and recall >= champion.recall - 0.01',
        'expected_cost(fp=1, fn=20) < baseline.expected_cost(fp=1, fn=20)',
      ],
    }),
    on_inconclusive: choice(['pass', 'fail'], {
      about: 'Whether a candidate is let through when the evidence is too thin to judge a gate.',
      default: 'pass',
      example: 'fail',
    }),
    decision_threshold: number({
      about: 'Score from which an example counts as positive, for metrics of classes.',
      above: 0,
      below: 1,
      default: 0.5,
      example: 0.35,
    }),
    description: text({
      about: 'Description of the model in the registry, set when the model is created.',
      example: 'Predicts whether a bird strike damages the aircraft.',
    }),
    version_description: text({
      about:
        'Description of this version. Without it, the release and its commit. Job, data and digests stand below it.',
      example: 'Adds the phase of flight.',
    }),
    holdout: location({
      about:
        'Holdout (JSON lines) on which Vertex AI makes the predictions that nobody kept, in batch prediction jobs: of the candidate where `predictions` is not given, and of the champion where it left none on this holdout. All fields but the id, the label, `labels`, `weight`, `slices` and `group` are given to the model.',
      remote: true,
      example: 'gs://acme-ml-data/birdstrikes/holdout.jsonl',
    }),
    holdout_id: text({
      about: 'Field of the holdout that names an example.',
      default: 'id',
      example: 'strike_id',
    }),
    holdout_label: text({
      about: 'Field of the holdout that holds the truth.',
      default: 'label',
      example: 'damage',
    }),
    batch_machine_type: text({
      about: 'Compute Engine machine type of the batch prediction jobs.',
      pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
      expected: 'a machine type such as n1-standard-2',
      default: 'n1-standard-2',
      example: 'n1-standard-4',
    }),
    batch_timeout: duration({
      about: 'How long one batch prediction job may take; then it is cancelled.',
      default: '2h',
      example: '30m',
    }),
    import_evaluation: boolean({
      about:
        'Show the evaluation and its slices in the Model Registry. A failure is a warning: what counts is in the record.',
      default: true,
      example: false,
    }),
    lineage: choice(['labels', 'metadata'], {
      about:
        'Where to write what the version was made of: on its labels and description alone, or into Vertex ML Metadata too. A failure of the latter is a warning.',
      default: 'labels',
      example: 'metadata',
    }),
    intended_use: text({
      about: 'What the model is for, for its card. Plain text, a paragraph a line.',
      example: 'Ranks reports of bird strikes by how likely the aircraft is damaged.',
    }),
    limitations: text({
      about: 'Where the model should not be trusted, for its card. Plain text, a paragraph a line.',
      example: 'Not evaluated on helicopters.',
    }),
    attestation: boolean({
      about:
        'Write an in-toto statement about the version beside the record, ready to be signed. It is not signed here.',
      default: false,
      example: true,
    }),
  },
  outputs: {
    ...sharedOutputs,
    model: output('Resource name of the model, without a version.'),
    version_id: output('Id of the version.'),
    model_version: output('Resource name of the model with its version: projects/…/models/M@V.'),
    metrics: output('Metrics of the candidate, as JSON.'),
    artifact_digest: output(
      'SHA-256 of the list of the artifacts with their checksums: sha256:…. Empty when there are none.',
    ),
    model_card: output('Model card in the bucket: gs://….'),
    attestation: output('In-toto statement in the bucket: gs://…. Empty unless it was asked for.'),
  },
  rules: [
    {
      says: 'serving_image must be given unless mode is evaluate.',
      reads: ['mode', 'servingImage'],
      breach: ({ mode, servingImage }) =>
        mode === 'evaluate' || servingImage !== undefined
          ? undefined
          : {
              field: 'servingImage',
              expected: 'an image that serves predictions, because mode is register',
            },
    },
    {
      says: 'predictions, holdout or metrics_file must be given where there are gates or rules, or mode is evaluate.',
      reads: ['mode', 'gates', 'rules', 'predictions', 'holdout', 'metricsFile'],
      breach: ({ mode, gates, rules, predictions, holdout, metricsFile }) => {
        const isJudged = mode === 'evaluate' || gates.length > 0 || rules.length > 0;
        if (!isJudged || (predictions ?? holdout ?? metricsFile) !== undefined) return undefined;
        return {
          field: 'predictions',
          expected:
            'a path, gs://BUCKET/OBJECT or bq://PROJECT.DATASET.TABLE, because metrics are computed from predictions',
        };
      },
    },
    {
      says: 'predictions or holdout must be given where there are fairness checks.',
      reads: ['fairness', 'predictions', 'holdout'],
      breach: ({ fairness, predictions, holdout }) =>
        fairness.length === 0 || (predictions ?? holdout) !== undefined
          ? undefined
          : {
              field: 'predictions',
              expected: 'a path, or gs://BUCKET/OBJECT, because fairness is judged by group',
            },
    },
    {
      says: 'metrics_file excludes predictions and holdout.',
      reads: ['predictions', 'holdout', 'metricsFile'],
      breach: ({ predictions, holdout, metricsFile }) =>
        metricsFile === undefined || (predictions ?? holdout) === undefined
          ? undefined
          : {
              field: 'metricsFile',
              expected: 'nothing, because metrics are computed from predictions',
            },
    },
    {
      says: 'serving_image must be given where the candidate is predicted from holdout.',
      reads: ['predictions', 'holdout', 'servingImage'],
      breach: ({ predictions, holdout, servingImage }) =>
        holdout === undefined || predictions !== undefined || servingImage !== undefined
          ? undefined
          : {
              field: 'servingImage',
              expected: 'an image that serves predictions, because holdout is predicted with it',
            },
    },
    {
      says: `Unless mode is evaluate and there is no holdout, ${bucketRule.says}`,
      reads: ['mode', 'bucket', 'holdout'],
      breach: (inputs) =>
        inputs.mode === 'evaluate' && inputs.holdout === undefined
          ? undefined
          : bucketRule.breach(inputs),
    },
  ],
});
