import { generateId } from '../../store/ids.ts';
import { parseGsUri, type ObjectStore } from '../../store/objects.ts';

/**
 * Copies artifacts into a bucket of the service, as Vertex AI does at upload: what the owner changes
 * later does not reach models.
 * @returns `gs://…` of the copy; empty when there are no artifacts to copy, undefined when they are absent.
 */
export function snapshotArtifacts(
  objects: ObjectStore,
  artifactUri: string,
  projectNumber: string,
): string | undefined {
  if (artifactUri === '') return '';
  const source = parseGsUri(artifactUri);
  if (source === undefined) return undefined;
  const prefix = source.path === '' || source.path.endsWith('/') ? source.path : `${source.path}/`;
  const found = objects.list(source.bucket, prefix);
  if (found.length === 0) return undefined;
  const bucket = `caip-tenant-${projectNumber}`;
  if (objects.bucket(bucket) === undefined) objects.createBucket(bucket, '0', 'US', true);
  const root = `${generateId()}/artifacts/`;
  for (const object of found) objects.copy(object, bucket, root + object.name.slice(prefix.length));
  return `gs://${bucket}/${root.slice(0, -1)}`;
}
