type Environment = Readonly<Record<string, string | undefined>>;

/** What a build says of itself, by the substitutions that its steps are given as variables. */
export interface Build {
  /** The commit that is released: told by the configuration, else the one that was checked out. */
  commit: string | undefined;
  url: string | undefined;
  /** Name of the trigger; undefined when the build was submitted by hand. */
  trigger: string | undefined;
  /** `owner/name` of the repository on GitHub. */
  repository: string | undefined;
  pullRequest: number | undefined;
  /** Absolute folder that the steps of the build share. */
  workspace: string;
  /** Folder whose file `output` Cloud Build keeps with the build; undefined: nowhere. */
  outputFolder: string | undefined;
}

/** The first that is not empty is the commit. */
export const commitVariables = [
  'VERTEX_RELEASE_COMMIT',
  'COMMIT_SHA',
  'REVISION_ID',
  'SHORT_SHA',
] as const;

/** Substitutions reach a step as variables by `automapSubstitutions: true`, or by its `env`. */
export function readBuild(environment: Environment): Build {
  // A trigger replaces what it does not know by nothing: empty is as good as absent.
  const text = (name: string) => environment[name]?.trim() || undefined;
  const pullRequest = Number(text('_PR_NUMBER') ?? NaN);
  return {
    commit: commitVariables.map(text).find((commit) => commit !== undefined),
    url: urlOf(text('BUILD_ID'), text('LOCATION'), projectOf(text)),
    trigger: text('TRIGGER_NAME'),
    repository: text('REPO_FULL_NAME'),
    pullRequest: Number.isInteger(pullRequest) && pullRequest > 0 ? pullRequest : undefined,
    workspace: text('VERTEX_RELEASE_WORKSPACE') ?? '/workspace',
    outputFolder: text('BUILDER_OUTPUT'),
  };
}

function projectOf(text: (name: string) => string | undefined): string | undefined {
  return text('PROJECT_ID') ?? text('GOOGLE_CLOUD_PROJECT');
}

/** The page of the build in the console, in the form of `Build.log_url`. */
function urlOf(
  build: string | undefined,
  location: string | undefined,
  project: string | undefined,
): string | undefined {
  if (build === undefined || project === undefined) return undefined;
  const page = `builds;region=${encodeURIComponent(location ?? 'global')}`;
  const query = new URLSearchParams({ project });
  return `https://console.cloud.google.com/cloud-build/${page}/${encodeURIComponent(build)}?${query}`;
}
