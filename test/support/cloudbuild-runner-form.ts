import { parse } from 'yaml';
import { z } from 'zod';

/**
 * Build configurations as Google's own `google/devtools/cloudbuild/v1/cloudbuild.proto` has them
 * (npm @google-cloud/cloudbuild 5.6.0, which is not installed here), under their JSON names, by message.
 * Fields that are output only are no part of a configuration. What is not modelled is refused:
 * `source`, `images`, `artifacts`, `secrets` (KMS), `gitConfig` and `dependencies` of a Build.
 */

/** google.protobuf.Duration in JSON; `Build.timeout` is kept to the second. */
const duration = z.string().regex(/^\d+(\.\d{1,9})?s$/);
/** `KEY=VALUE`, of `BuildStep.env` and `BuildOptions.env`. */
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*=/s);
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** Message Volume. */
const volume = z.strictObject({
  name: z.string().min(1),
  path: z.string().startsWith('/'),
});

/** Message BuildStep. */
const buildStep = z.strictObject({
  name: z.string().min(1),
  env: z.array(variable).optional(),
  args: z.array(z.string().max(10_000)).max(100).optional(),
  dir: z.string().optional(),
  id: z.string().optional(),
  waitFor: z.array(z.string()).optional(),
  entrypoint: z.string().optional(),
  secretEnv: z.array(variableName).optional(),
  volumes: z.array(volume).optional(),
  timeout: duration.optional(),
  allowFailure: z.boolean().optional(),
  allowExitCodes: z.array(z.int()).optional(),
  script: z.string().optional(),
  automapSubstitutions: z.boolean().optional(),
});

/** Message BuildOptions, with its enums; the deprecated `workerPool` and STACKDRIVER_ONLY left out. */
const buildOptions = z.strictObject({
  sourceProvenanceHash: z.array(z.string()).optional(),
  requestedVerifyOption: z.enum(['NOT_VERIFIED', 'VERIFIED']).optional(),
  machineType: z
    .enum(['UNSPECIFIED', 'E2_HIGHCPU_8', 'E2_HIGHCPU_32', 'E2_MEDIUM', 'E2_STANDARD_2'])
    .optional(),
  diskSizeGb: z.union([z.int(), z.string()]).optional(),
  substitutionOption: z.enum(['MUST_MATCH', 'ALLOW_LOOSE']).optional(),
  dynamicSubstitutions: z.boolean().optional(),
  automapSubstitutions: z.boolean().optional(),
  logStreamingOption: z.enum(['STREAM_DEFAULT', 'STREAM_ON', 'STREAM_OFF']).optional(),
  pool: z.strictObject({ name: z.string() }).optional(),
  logging: z
    .enum(['LOGGING_UNSPECIFIED', 'LEGACY', 'GCS_ONLY', 'CLOUD_LOGGING_ONLY', 'NONE'])
    .optional(),
  env: z.array(variable).optional(),
  secretEnv: z.array(variableName).optional(),
  volumes: z.array(volume).optional(),
  defaultLogsBucketBehavior: z.enum(['REGIONAL_USER_OWNED_BUCKET', 'LEGACY_BUCKET']).optional(),
  enableStructuredLogging: z.boolean().optional(),
});

/** Message Secrets with SecretManagerSecret; `inline` (KMS) is not modelled and refused. */
const secrets = z.strictObject({
  secretManager: z.array(
    z.strictObject({
      versionName: z.string().regex(/^projects\/[^/]+\/secrets\/[^/]+\/versions\/[^/]+$/),
      env: variableName,
    }),
  ),
});

/** Message Build. */
const buildForm = z.strictObject({
  steps: z.array(buildStep).min(1).max(300),
  timeout: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  queueTtl: duration.optional(),
  logsBucket: z.string().optional(),
  options: buildOptions.optional(),
  substitutions: z
    .record(
      z
        .string()
        .regex(/^_[A-Z0-9_]+$/)
        .max(100),
      z.string().max(4_000),
    )
    .optional(),
  tags: z.array(z.string()).optional(),
  serviceAccount: z
    .string()
    .regex(/^projects\/[^/]+\/serviceAccounts\/[^/]+$/)
    .optional(),
  availableSecrets: secrets.optional(),
});

export type BuildConfig = z.infer<typeof buildForm>;
export type BuildStep = z.infer<typeof buildStep>;

/** A configuration that Cloud Build would take. @throws Error with all that is wrong. */
export function readBuildConfig(text: string): BuildConfig {
  const read = buildForm.safeParse(parse(text));
  if (!read.success) throw new Error(`no build configuration: ${z.prettifyError(read.error)}`);
  const problems = contradictions(read.data);
  if (problems.length > 0) throw new Error(`no build configuration: ${problems.join('; ')}`);
  return read.data;
}

/** What the comments of the proto forbid and no type can. */
function contradictions(build: BuildConfig): string[] {
  return [
    ...stepProblems(build),
    ...volumeProblems(build),
    ...secretProblems(build),
    ...logProblems(build),
  ];
}

function stepProblems({ steps }: BuildConfig): string[] {
  const seen = new Set<string>();
  return steps.flatMap((step, index) => {
    const known = new Set(seen);
    const name = step.id ?? `step ${index}`;
    if (step.id !== undefined) seen.add(step.id);
    const unknown = (step.waitFor ?? []).filter((id) => id !== '-' && !known.has(id));
    return [
      ...(step.id !== undefined && known.has(step.id) ? [`id ${name} is there twice`] : []),
      ...unknown.map((id) => `${name} waits for ${id}, which is no step before it`),
      ...(step.script !== undefined && (step.args ?? step.entrypoint) !== undefined
        ? [`${name} has a script and also args or an entrypoint`]
        : []),
    ];
  });
}

function volumeProblems({ steps, options }: BuildConfig): string[] {
  const names = steps.flatMap(({ volumes = [] }) => volumes.map(({ name }) => name));
  const lonely = names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
  const global = options?.volumes ?? [];
  return [
    ...lonely.map((name) => `volume ${name} is used in one step only`),
    ...(global.length > 0 && steps.length === 1 ? ['a global volume in a build of one step'] : []),
    ...global
      .filter(({ name }) => names.includes(name))
      .map(({ name }) => `volume ${name} is also global`),
  ];
}

function secretProblems({ steps, options, availableSecrets }: BuildConfig): string[] {
  const available = (availableSecrets?.secretManager ?? []).map(({ env }) => env);
  const used = [...(options?.secretEnv ?? []), ...steps.flatMap(({ secretEnv = [] }) => secretEnv)];
  return [
    ...used
      .filter((name) => !available.includes(name))
      .map((name) => `secret ${name} is not available`),
    ...available
      .filter((name) => !used.includes(name))
      .map((name) => `secret ${name} is used by no step`),
    ...available
      .filter((name, index) => available.indexOf(name) !== index)
      .map((name) => `secret ${name} is there twice`),
  ];
}

/** Documented: a service account of one's own needs a log bucket or one of these modes. */
function logProblems({ serviceAccount, logsBucket, options }: BuildConfig): string[] {
  const settled = ['CLOUD_LOGGING_ONLY', 'GCS_ONLY', 'NONE'].includes(options?.logging ?? '');
  return serviceAccount === undefined || settled || logsBucket !== undefined
    ? []
    : ['a service account without options.logging or logsBucket'];
}
