import { ReleaseError } from '../errors/error.ts';
import type { ImageAnswer, Images } from '../ports/images.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

interface Reference {
  /** `projects/P/locations/L/repositories/R`. */
  repository: string;
  /** Slashes in it are escaped, as the API has them in names. */
  image: string;
  tag: string;
  digest: string | undefined;
}

const form =
  /^([a-z0-9-]+)-docker\.pkg\.dev\/((?:[a-z0-9.-]+\.[a-z]+\/)?[a-z0-9-]+)\/([a-z0-9-]+)\/([^:@]+)(?::([^@]+))?(?:@(sha256:[0-9a-f]{64}))?$/;

/**
 * Artifact Registry by its REST API: the registry's own protocol lives on hosts to which credentials
 * must not go. Images of gcr.io and of remote registries are not asked for.
 */
export function googleImages(http: AuthorisedFetch, artifactRegistry: Origin): Images {
  const byDigest = async ({ repository, image, digest }: Reference): Promise<ImageAnswer> => {
    const resource = `${repository}/dockerImages/${image}@${digest ?? ''}`;
    const response = await http.find({
      method: 'ArtifactRegistry.GetDockerImage',
      resource,
      class: 'read',
      url: urlOf(artifactRegistry, `/v1/${resource}`),
    });
    await response?.body?.cancel();
    return response === undefined ? { kind: 'absent' } : { kind: 'found', digest: digest ?? '' };
  };

  const byTag = async ({ repository, image, tag }: Reference): Promise<ImageAnswer> => {
    const resource = `${repository}/packages/${image}/tags/${tag}`;
    const response = await http.find({
      method: 'ArtifactRegistry.GetTag',
      resource,
      class: 'read',
      url: urlOf(artifactRegistry, `/v1/${resource}`),
    });
    if (response === undefined) return { kind: 'absent' };
    const { version = '' } = (await response.json()) as { version?: string };
    const digest = /\/versions\/(sha256:[0-9a-f]{64})$/.exec(version)?.[1];
    return digest === undefined
      ? { kind: 'unknown', why: 'Artifact Registry told no digest' }
      : { kind: 'found', digest };
  };

  return {
    async find(reference) {
      const parsed = parseReference(reference);
      if (parsed === undefined) return { kind: 'unknown', why: 'it is not in Artifact Registry' };
      try {
        return await (parsed.digest === undefined ? byTag(parsed) : byDigest(parsed));
      } catch (error) {
        if (!(error instanceof ReleaseError) || error.code === 'INTERNAL') throw error;
        return { kind: 'unknown', why: error.message };
      }
    },
  };
}

function parseReference(reference: string): Reference | undefined {
  const match = form.exec(reference);
  if (match === null) return undefined;
  const [, location = '', project = '', repository = '', image = '', tag = 'latest', digest] =
    match;
  return {
    // Projects of a domain stand as `example.com/project` in images and as `example.com:project` elsewhere.
    repository: `projects/${project.replace('/', ':')}/locations/${location}/repositories/${repository}`,
    image: encodeURIComponent(image),
    tag,
    digest,
  };
}
