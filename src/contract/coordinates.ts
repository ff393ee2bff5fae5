/** Where this product is found. */
export const coordinates = {
  owner: 'vertex-release',
  repository: 'vertex-release',
  npmPackage: 'vertex-release',
  /** Container image of the CLI, for Cloud Build; the registry before it is the user's. */
  image: 'vertex-release',
} as const;

export const repositorySlug = `${coordinates.owner}/${coordinates.repository}`;

/** Identity of the JSON Schema of the configuration file: stable within `vertex-release/v1`. */
export const schemaId = `https://raw.githubusercontent.com/${repositorySlug}/main/schema/vertex-release.schema.json`;
