import { deepEqual, equal } from 'node:assert/strict';
import type { Steps } from '../client.ts';
import { done } from './expect.ts';
import { parent } from './names.ts';
import type { Services } from './services.ts';

const store = `${parent}/metadataStores/default`;
const experiment = `${store}/contexts/depths`;
const run = `${store}/contexts/depths-eight`;

/** Experiments as the SDK keeps them: contexts, executions and artifacts, and Tensorboards. */
export const metadataSteps: Steps<Services> = {
  async 'record a run of an experiment'({ metadata }) {
    await done(
      metadata.createMetadataStore({ parent, metadataStore: {}, metadataStoreId: 'default' }),
    );
    await metadata.createContext({
      parent: store,
      contextId: 'depths',
      context: { displayName: 'depths', schemaTitle: 'system.Experiment', schemaVersion: '0.0.1' },
    });
    await metadata.createContext({
      parent: store,
      contextId: 'depths-eight',
      context: {
        displayName: 'eight',
        schemaTitle: 'system.ExperimentRun',
        schemaVersion: '0.0.1',
        metadata: { fields: { _params: structOf('depth', 8), _metrics: structOf('auRoc', 0.8) } },
      },
    });
    await metadata.addContextChildren({ context: experiment, childContexts: [run] });
    await metadata.updateContext({
      context: {
        name: run,
        metadata: { fields: { _params: structOf('depth', 8), _metrics: structOf('auRoc', 0.9) } },
      },
      updateMask: { paths: ['metadata'] },
    });
    const [read] = await metadata.getContext({ name: run });
    deepEqual(read.metadata?.fields?.['_metrics'], structOf('auRoc', 0.9));
    const filter = `schema_title="system.ExperimentRun" AND parent_contexts:"${experiment}"`;
    const [runs] = await metadata.listContexts({ parent: store, filter });
    deepEqual(
      runs.map(({ displayName }) => displayName),
      ['eight'],
    );
  },
  async 'record the time series of a run'({ tensorboards }) {
    const { name: tensorboard = '' } = await done<{ name?: string }>(
      tensorboards.createTensorboard({ parent, tensorboard: { displayName: 'curves' } }),
    );
    const [{ name: curves }] = await tensorboards.createTensorboardExperiment({
      parent: tensorboard,
      tensorboardExperimentId: 'curves',
    });
    const [{ name: eight }] = await tensorboards.createTensorboardRun({
      parent: curves ?? '',
      tensorboardRunId: 'eight',
      tensorboardRun: { displayName: 'eight' },
    });
    const [series] = await tensorboards.createTensorboardTimeSeries({
      parent: eight ?? '',
      tensorboardTimeSeries: { displayName: 'loss', valueType: 'SCALAR' },
    });
    const name = series.name ?? '';
    const values = [0.7, 0.5, 0.4].map((value, index) => ({
      step: index + 1,
      wallTime: { seconds: 1_700_000_000 + index },
      scalar: { value },
    }));
    await tensorboards.writeTensorboardRunData({
      tensorboardRun: eight ?? '',
      timeSeriesData: [
        { tensorboardTimeSeriesId: name.split('/').at(-1) ?? '', valueType: 'SCALAR', values },
      ],
    });
    const [read] = await tensorboards.readTensorboardTimeSeriesData({
      tensorboardTimeSeries: name,
    });
    const seen = read.timeSeriesData?.values?.map(({ step, scalar }) => [
      Number(step),
      scalar?.value,
    ]);
    deepEqual(seen, [
      [1, 0.7],
      [2, 0.5],
      [3, 0.4],
    ]);
    await done(tensorboards.deleteTensorboard({ name: tensorboard }));
  },
  async 'record the artifacts of an execution'({ metadata }) {
    const [data] = await metadata.createArtifact({
      parent: store,
      artifactId: 'strikes',
      artifact: {
        displayName: 'strikes',
        schemaTitle: 'system.Dataset',
        schemaVersion: '0.0.1',
        uri: 'gs://clients/strikes.csv',
      },
    });
    const [execution] = await metadata.createExecution({
      parent: store,
      executionId: 'training',
      execution: { displayName: 'training', schemaTitle: 'system.ContainerExecution' },
    });
    const name = execution.name ?? '';
    await metadata.addExecutionEvents({
      execution: name,
      events: [{ artifact: data.name ?? '', type: 'INPUT' }],
    });
    const [lineage] = await metadata.queryExecutionInputsAndOutputs({ execution: name });
    deepEqual(
      lineage.artifacts?.map(({ displayName }) => displayName),
      ['strikes'],
    );
    equal(lineage.events?.[0]?.type, 'INPUT');
    const [found] = await metadata.listArtifacts({
      parent: store,
      filter: 'schema_title="system.Dataset"',
    });
    deepEqual(
      found.map(({ uri }) => uri),
      ['gs://clients/strikes.csv'],
    );
  },
  async 'delete experiments'({ metadata }) {
    await done(metadata.deleteContext({ name: experiment, force: true }));
    const [left] = await metadata.listContexts({
      parent: store,
      filter: 'schema_title="system.Experiment"',
    });
    deepEqual(left, []);
  },
};

function structOf(key: string, numberValue: number) {
  return {
    structValue: { fields: { [key]: { numberValue, kind: 'numberValue' } } },
    kind: 'structValue',
  };
}
