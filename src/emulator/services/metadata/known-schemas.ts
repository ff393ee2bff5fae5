import type { SchemaType } from './node-kind.ts';

/** The version that all predefined schemas have. */
export const knownSchemaVersion = '0.0.1';

/**
 * Titles of predefined schemas, as the documentation of ML Metadata, the Python SDK and the components
 * for pipelines name them. The list may lack some: other titles of these namespaces are accepted.
 */
export const knownSchemaTitles: Readonly<Record<SchemaType, readonly string[]>> = {
  ARTIFACT_TYPE: [
    'system.Artifact',
    'system.Dataset',
    'system.Model',
    'system.Metrics',
    'system.ClassificationMetrics',
    'system.SlicedClassificationMetrics',
    'system.HTML',
    'system.Markdown',
    'google.VertexDataset',
    'google.VertexModel',
    'google.VertexEndpoint',
    'google.VertexBatchPredictionJob',
    'google.VertexTensorboardRun',
    'google.UnmanagedContainerModel',
    'google.ClassificationMetrics',
    'google.RegressionMetrics',
    'google.ForecastingMetrics',
    'google.ExperimentModel',
    'google.BQMLModel',
    'google.BQTable',
  ],
  EXECUTION_TYPE: [
    'system.Run',
    'system.ContainerExecution',
    'system.ImporterExecution',
    'system.ResolverExecution',
    'system.DagExecution',
    'system.CustomJobExecution',
  ],
  CONTEXT_TYPE: [
    'system.Experiment',
    'system.ExperimentRun',
    'system.Pipeline',
    'system.PipelineRun',
  ],
};

/** True for titles in a namespace of Google. */
export function isPredefinedNamespace(title: string): boolean {
  return title.startsWith('system.') || title.startsWith('google.');
}
