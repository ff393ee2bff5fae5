import { createHash } from 'node:crypto';
import type { ReleaseRecord } from '../../release/record.ts';
import { toLabelValue } from '../../vertex/labels.ts';
import type { ServingContainer } from '../../vertex/model.ts';
import { idOf } from '../../vertex/resource-name.ts';
import type { Artifacts } from './artifacts.ts';

/** Labels of a version by which its origin is told and the same candidate is found again. */
export const artifactLabel = 'vertex-release-artifact';
export const commitLabel = 'vertex-release-commit';
export const containerLabel = 'vertex-release-container';
export const jobLabel = 'vertex-release-job';
export const dataLabel = 'vertex-release-data';

/** Characters of a digest in hex that a label shows; the whole one is in the record. */
const digestShown = 40;

/** Where a candidate comes from. */
export interface Provenance {
  commit: string;
  /** Resource name of the training job. */
  job?: string;
  trainingImage?: string;
  servingImage: string;
  /** Digest behind a serving image that is named by a tag, as far as the registry told it. */
  servingImageDigest?: string;
  /** SHA-256 of what identifies the data, in hex. */
  dataDigest?: string;
  /** Digest or generation by name of the data. */
  data: Readonly<Record<string, string>>;
  artifacts?: Artifacts;
}

export function provenanceOf(
  { commit, identity, steps }: ReleaseRecord,
  served: { image: string; digest: string | undefined },
  artifacts: Artifacts | undefined,
): Provenance {
  const job = steps.train?.outputs['job'];
  const trainingImage = steps.train?.evidence?.['image'];
  const data = Object.fromEntries(
    Object.entries(identity)
      .filter(([name]) => name.startsWith('data.'))
      .map(([name, digest]) => [name.slice('data.'.length), digest] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const hasData = Object.keys(data).length > 0;
  return {
    commit,
    ...(typeof job === 'string' ? { job } : {}),
    ...(typeof trainingImage === 'string' ? { trainingImage } : {}),
    servingImage: served.image,
    ...(served.digest === undefined ? {} : { servingImageDigest: served.digest }),
    ...(hasData ? { dataDigest: digestOf(JSON.stringify(Object.entries(data))) } : {}),
    data,
    ...(artifacts === undefined ? {} : { artifacts }),
  };
}

/** The labels of the version, in the form that Vertex takes. */
export function provenanceLabels(
  { commit, job, dataDigest, artifacts }: Provenance,
  container: ServingContainer,
): Record<string, string> {
  return {
    [commitLabel]: toLabelValue(commit),
    [containerLabel]: containerDigest(container).slice(0, digestShown),
    ...(artifacts === undefined ? {} : { [artifactLabel]: artifacts.digest.slice(0, digestShown) }),
    ...(job === undefined ? {} : { [jobLabel]: toLabelValue(idOf(job)) }),
    ...(dataDigest === undefined ? {} : { [dataLabel]: dataDigest.slice(0, digestShown) }),
  };
}

/** What people read beside the version, behind a description of theirs or ours. */
export function describeProvenance(about: string, provenance: Provenance): string {
  const { job, trainingImage, dataDigest, artifacts } = provenance;
  const facts = [
    ['job', job === undefined ? undefined : idOf(job)],
    ['training image', trainingImage],
    ['data', dataDigest === undefined ? undefined : `sha256:${dataDigest}`],
    ['artifacts', artifacts === undefined ? undefined : `sha256:${artifacts.digest}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return facts.length === 0 ? about : `${about}\n${facts.join('\n')}`;
}

/** Whether another release with equal labels has the same candidate: a tag may have moved meanwhile. */
export function isPinned({ imageUri }: ServingContainer): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(imageUri);
}

function containerDigest(container: ServingContainer): string {
  const {
    imageUri,
    predictRoute,
    healthRoute,
    port,
    command = [],
    args = [],
    env = {},
  } = container;
  const variables = Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(
    JSON.stringify([imageUri, predictRoute, healthRoute, port ?? 8080, command, args, variables]),
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
