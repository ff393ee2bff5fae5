import { type BuildConfig, type BuildStep, readBuildConfig } from './cloudbuild-runner-form.ts';
import { BuildMachine, type BuildProject, type BuildRun } from './cloudbuild-runner-machine.ts';
import { Substituter, type Substitutions } from './cloudbuild-runner-substitution.ts';

/** What starts a build: a person by `gcloud builds submit`, or a trigger. */
export interface BuildRequest {
  by: 'submit' | 'trigger';
  /** Built-in ones that the repository or the pull request gives, and user-defined ones. */
  substitutions?: Substitutions;
}

let builds = 0;

/** Runs a configuration as Cloud Build does. @throws Error when Cloud Build would not take it. */
export async function runBuild(
  configText: string,
  request: BuildRequest,
  project: BuildProject,
): Promise<BuildRun> {
  const config = readBuildConfig(configText);
  builds += 1;
  const substituter = substituterOf(config, request, `build-${builds}`);
  const steps = config.steps.map((step) => substituted(step, substituter));
  for (const text of [config.serviceAccount, config.logsBucket, ...(config.tags ?? [])]) {
    substituter.apply(text ?? '');
  }
  const secrets = secretsOf(config, substituter, project);
  substituter.refuseUnused();
  return await new BuildMachine(config, steps, substituter.all, secrets, project).run();
}

function substituterOf(
  { substitutions, options }: BuildConfig,
  request: BuildRequest,
  buildId: string,
): Substituter {
  const isTriggered = request.by === 'trigger';
  const values = {
    PROJECT_ID: 'e2e-project',
    PROJECT_NUMBER: '123456',
    LOCATION: 'us-central1',
    BUILD_ID: buildId,
    ...(isTriggered ? { TRIGGER_NAME: 'a-trigger' } : {}),
    ...substitutions,
    ...request.substitutions,
  };
  return new Substituter(values, {
    // "always set to ALLOW_LOOSE for triggered builds", "always enabled for triggered builds"
    loose: isTriggered || options?.substitutionOption === 'ALLOW_LOOSE',
    dynamic: isTriggered || options?.dynamicSubstitutions === true,
  });
}

/** Scripts are left as they are: they take substitutions from variables only. */
function substituted(step: BuildStep, substituter: Substituter): BuildStep {
  const apply = (text: string) => substituter.apply(text);
  return {
    ...step,
    name: apply(step.name),
    ...(step.args === undefined ? {} : { args: step.args.map(apply) }),
    ...(step.env === undefined ? {} : { env: step.env.map(apply) }),
    ...(step.dir === undefined ? {} : { dir: apply(step.dir) }),
    ...(step.entrypoint === undefined ? {} : { entrypoint: apply(step.entrypoint) }),
  };
}

function secretsOf(
  { availableSecrets }: BuildConfig,
  substituter: Substituter,
  project: BuildProject,
): Record<string, string> {
  const named = availableSecrets?.secretManager ?? [];
  return Object.fromEntries(
    named.map(({ env, versionName }) => {
      const version = substituter.apply(versionName);
      const value = project.secrets?.[version];
      if (value === undefined) throw new Error(`there is no secret ${version}`);
      return [env, value];
    }),
  );
}
