import { createHash } from 'node:crypto';
import type { LineageNode } from '../../ports/lineage.ts';
import type { JsonObject } from '../../release/json.ts';
import type { Metrics } from './vertex-evaluation.ts';
import type { Provenance } from './provenance.ts';

/** A release in ML Metadata: what went into its model and what came out. Nodes know no others. */
export interface LineageGraph {
  context: LineageNode;
  execution: LineageNode;
  inputs: readonly LineageNode[];
  outputs: readonly LineageNode[];
}

export interface LineageFacts {
  model: string;
  releaseId: string;
  /** `projects/P/locations/L/models/M@V`. */
  version: string;
  metrics: Metrics;
  provenance: Provenance;
}

/** Vertex ML Metadata: characters of a display name. */
const longestName = 128;

/**
 * Ids are digests of what a node stands for, so that another run, and for data and images another
 * release, finds the node. Schemas are those that Vertex AI predefines.
 */
export function lineageGraph(facts: LineageFacts): LineageGraph {
  const { model, releaseId, version, metrics, provenance } = facts;
  const { commit, data, trainingImage, servingImage, servingImageDigest, artifacts } = provenance;
  const images = [
    ...(trainingImage === undefined ? [] : [['training image', trainingImage, undefined] as const]),
    ['serving image', servingImage, servingImageDigest] as const,
  ];
  return {
    context: {
      kind: 'contexts',
      id: idOf('release', releaseId),
      content: {
        ...schema('system.PipelineRun'),
        displayName: named(releaseId),
        metadata: { release: releaseId, model, commit },
      },
    },
    execution: {
      kind: 'executions',
      id: idOf('register', releaseId),
      content: {
        ...schema('system.ContainerExecution'),
        displayName: named(`${releaseId} training`),
        state: 'COMPLETE',
        metadata: { release: releaseId, commit, job: provenance.job ?? '' },
      },
    },
    inputs: [
      ...Object.entries(data).map(([name, digest]) =>
        artifact('system.Dataset', ['data', name, digest], name, { digest }),
      ),
      ...images.map(([what, image, digest]) =>
        artifact('system.Artifact', ['image', image, digest ?? ''], what, {
          image,
          ...(digest === undefined ? {} : { digest }),
        }),
      ),
      artifact('system.Artifact', ['commit', commit], 'code', { commit }),
    ],
    outputs: [
      artifact(
        'system.Model',
        ['model', version],
        version.slice(version.lastIndexOf('/') + 1),
        {
          resource_name: version,
          release: releaseId,
          ...(artifacts === undefined ? {} : { artifact_digest: `sha256:${artifacts.digest}` }),
        },
        artifacts?.uri,
      ),
      ...(Object.keys(metrics).length === 0
        ? []
        : [artifact('system.Metrics', ['metrics', releaseId], 'metrics', { ...metrics })]),
    ],
  };
}

function artifact(
  schemaTitle: string,
  identity: readonly [kind: string, ...rest: string[]],
  displayName: string,
  metadata: JsonObject,
  uri?: string,
): LineageNode {
  return {
    kind: 'artifacts',
    id: idOf(...identity),
    content: {
      ...schema(schemaTitle),
      displayName: named(displayName),
      state: 'LIVE',
      metadata,
      ...(uri === undefined ? {} : { uri }),
    },
  };
}

function schema(schemaTitle: string): JsonObject {
  return { schemaTitle, schemaVersion: '0.0.1' };
}

function named(text: string): string {
  return [...text].slice(0, longestName).join('');
}

/** `vertex-release-KIND-…`: letters, digits and hyphens, as the ids of ML Metadata must be. */
function idOf(kind: string, ...rest: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, ...rest]))
    .digest('hex');
  return `vertex-release-${kind}-${digest.slice(0, 32)}`;
}
