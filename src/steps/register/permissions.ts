import { type Permission, recordPermissions } from '../../contract/permission.ts';

/** With `mode: evaluate` the step judges the gates and leaves the registry alone. */
const whenRegistering = '`mode` is `register`';
const whenInTable = '`predictions` is a table of BigQuery';
const whenImporting = '`import_evaluation` is on; without it there is a warning';
const whenSlices = `${whenImporting}, and the predictions have slices`;
const whenLineage = '`lineage` is `metadata`; without it there is a warning';
const whenHoldout = '`holdout` is given';

/** What `register` needs in Google Cloud. */
export const registerPermissions: readonly Permission[] = [
  {
    permission: 'aiplatform.models.get',
    on: 'the project',
    why: 'finds the champion to compare with, and waits until the upload has ended',
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.list',
    on: 'the project',
    why: 'lists the versions of the model, for one that this release has added already',
    when: whenRegistering,
    certainty: 'inferred',
  },
  {
    permission: 'aiplatform.models.upload',
    on: 'the project',
    why: 'adds the candidate as a version of the model',
    when: whenRegistering,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.models.update',
    on: 'the project',
    why: 'gives the version the alias `challenger`',
    when: whenRegistering,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.modelEvaluations.list',
    on: 'the project',
    why: 'finds the evaluation again that an earlier run has imported',
    when: whenImporting,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.modelEvaluations.import',
    on: 'the project',
    why: 'shows the evaluation in the Model Registry',
    when: whenImporting,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.modelEvaluationSlices.list',
    on: 'the project',
    why: 'finds the slices of that evaluation which are there already',
    when: whenSlices,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.modelEvaluationSlices.import',
    on: 'the project',
    why: 'shows the evaluation of each slice in the Model Registry',
    when: whenSlices,
    certainty: 'inferred',
  },
  {
    permission: 'aiplatform.metadataStores.create',
    on: 'the project',
    why: 'makes the metadata store when the project has none',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.metadataStores.get',
    on: 'the project',
    why: 'waits until the metadata store is made',
    when: whenLineage,
    certainty: 'inferred',
  },
  {
    permission: 'aiplatform.contexts.create',
    on: 'the project',
    why: 'makes the context of the release',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.executions.create',
    on: 'the project',
    why: 'makes the execution that stands for the training',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.artifacts.create',
    on: 'the project',
    why: 'makes the artifacts for data, images, code, model and metrics',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.executions.addExecutionEvents',
    on: 'the project',
    why: 'says which artifacts went in and came out',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.contexts.addContextArtifactsAndExecutions',
    on: 'the project',
    why: 'puts all of them into the context of the release',
    when: whenLineage,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.batchPredictionJobs.create',
    on: 'the project',
    why: 'has the holdout predicted',
    when: whenHoldout,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.batchPredictionJobs.get',
    on: 'the project',
    why: 'follows the batch prediction to its end',
    when: whenHoldout,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.batchPredictionJobs.list',
    on: 'the project',
    why: 'finds the batch prediction again that an earlier run of the same release created',
    when: whenHoldout,
    certainty: 'documented',
  },
  {
    permission: 'aiplatform.batchPredictionJobs.cancel',
    on: 'the project',
    why: 'cancels the batch prediction when the run is cancelled or `batch_timeout` has passed',
    when: whenHoldout,
    certainty: 'documented',
  },
  {
    permission: 'artifactregistry.dockerimages.get',
    on: 'the repository of the serving image',
    why: 'sees that the image exists; without it that is not checked',
    when: '`serving_image` names a digest in Artifact Registry',
    certainty: 'inferred',
  },
  {
    permission: 'artifactregistry.tags.get',
    on: 'the repository of the serving image',
    why: 'sees that the image exists, and which digest its tag means; without it that is not checked',
    when: '`serving_image` names a tag in Artifact Registry',
    certainty: 'inferred',
  },
  {
    permission: 'storage.objects.list',
    on: 'the bucket of the model',
    why: 'reads the checksums of the artifacts',
    when: '`artifact_uri` is in another bucket',
    certainty: 'documented',
  },
  {
    permission: 'storage.objects.get',
    on: 'the bucket of the holdout',
    why: 'reads the examples, to join their labels with the predictions',
    when: '`holdout` is in another bucket',
    certainty: 'documented',
  },
  {
    permission: 'bigquery.jobs.create',
    on: 'the project',
    why: 'asks BigQuery for the predictions',
    when: whenInTable,
    certainty: 'documented',
  },
  {
    permission: 'bigquery.tables.getData',
    on: 'the table of predictions',
    why: 'reads the predictions of candidate and champion',
    when: whenInTable,
    certainty: 'documented',
  },
  ...recordPermissions,
];
