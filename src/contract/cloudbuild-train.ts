import { comment, declaredSubstitution, imageSubstitution } from './cloudbuild-step.ts';
import { coordinates } from './coordinates.ts';
import { generatedNotice } from './describe-input.ts';
import { flagOf, substitutionOf } from './naming.ts';
import { shared } from './shared.ts';
import type { Step } from './step.ts';

const source = 'src/contract/cloudbuild-train.ts';

/** The variable and the secret that hold the token for comments. */
const tokenVariable = shared.github_token.environment[0] ?? '';
const tokenSecret = `${coordinates.image}-github-token`;

/** What every step of a build is given; all else stands in the configuration file. */
const given = ['config', 'project_id', 'region', 'model', 'bucket', 'labels'] as const;

/** One step of a build: a command of ours with inputs by substitution. */
interface BuildStep {
  command: string;
  inputs: readonly string[];
  /** Further arguments. */
  args?: readonly string[];
  after?: string;
  /** Further fields, each a line, with what is to be said of them. */
  fields?: readonly string[];
}

/** The whole train as a build, each step visible by itself. */
export function cloudBuildRelease(steps: readonly Step[]): string {
  const [first, ...later] = steps;
  if (first === undefined) return '';
  const inputs = [...given, 'release'];
  const last = steps.at(-1);
  return build({
    about: [
      'The whole train, each step a step of the build: for a trigger on the branch that is released, ' +
        'or for gcloud builds submit. A step that fails ends the build; a build that runs again ' +
        'for the same commit goes on where the one before stopped.',
    ],
    steps: [
      { command: first.name, inputs: [...inputs, 'restart'] },
      ...later.map((step, index) => ({
        command: step.name,
        inputs,
        after: steps[index]?.name ?? first.name,
        fields:
          step === last
            ? [
                ...comment('In progress: the next build for the same commit goes on.'),
                'allowExitCodes: [4]',
              ]
            : [],
      })),
    ],
    described: first,
    secret: false,
  });
}

/** What a pull request is shown before it is merged: data checked, trained, gates judged. */
export function cloudBuildPullRequest(steps: readonly Step[]): string {
  const judged = ['validate', 'train', 'register'] as const;
  const first = steps.find(({ name }) => name === judged[0]);
  if (first === undefined) return '';
  return build({
    about: [
      'For a trigger on pull requests: checks the data, trains the candidate, judges its gates, and ' +
        'comments on the pull request. Nothing is registered and nothing is deployed.',
      'The steps may fail so that report runs in any case. After one that failed, those after it do ' +
        'nothing, and report ends with its exit code.',
      'The token stands in Secret Manager and is handed to report alone, which runs nothing of the ' +
        'pull request. Still, a trigger on pull requests builds by the configuration that the pull ' +
        'request brings: let it ask for a comment of an owner (COMMENTS_ENABLED).',
    ],
    steps: [
      ...judged.map((command, index) => ({
        command,
        inputs: given,
        ...(command === 'register' ? { args: ['--mode=evaluate'] } : {}),
        ...(index === 0 ? {} : { after: judged[index - 1] ?? '' }),
        fields: ['allowFailure: true'],
      })),
      {
        command: 'report',
        inputs: [...given, 'comment'],
        after: judged.at(-1) ?? '',
        fields: [`secretEnv: [${tokenVariable}]`],
      },
    ],
    described: first,
    secret: true,
  });
}

function build(options: {
  about: readonly string[];
  steps: readonly BuildStep[];
  /** Whose inputs describe the substitutions. */
  described: Step;
  secret: boolean;
}): string {
  const { about, steps, described, secret } = options;
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const substitutions = Object.entries(described.inputs).filter(([name]) => used.has(name));
  return `${[
    `# ${generatedNotice(source)}`,
    ...about.flatMap((text) => ['#', ...comment(text)]),
    'steps:',
    ...steps.flatMap(stepLines),
    '# The steps have timeouts of their own; the default of a build, 60 minutes, would cut them short.',
    'timeout: 86400s',
    'serviceAccount: projects/$PROJECT_ID/serviceAccounts/${_SERVICE_ACCOUNT}@$PROJECT_ID.iam.gserviceaccount.com',
    ...(secret ? secretLines() : []),
    'options:',
    '  # A build with a service account of its own must say where its logs go.',
    '  logging: CLOUD_LOGGING_ONLY',
    '  # Commit, build and pull request reach the steps as variables.',
    '  automapSubstitutions: true',
    '  # A misspelt --substitutions is refused. Triggers are always ALLOW_LOOSE: there the steps refuse',
    '  # what is required and empty.',
    '  substitutionOption: MUST_MATCH',
    'substitutions:',
    '  # Where the builder image was pushed, best with its digest.',
    `  ${imageSubstitution}: ${coordinates.image}`,
    '  # Name of the service account that the build runs as, in the project of the build.',
    `  _SERVICE_ACCOUNT: ${coordinates.image}`,
    ...substitutions.flatMap(([name, input]) => declaredSubstitution(described, name, input)),
  ].join('\n')}\n`;
}

function stepLines({ command, inputs, args = [], after, fields = [] }: BuildStep): string[] {
  return [
    `- id: ${command}`,
    `  name: \${${imageSubstitution}}`,
    ...(after === undefined ? [] : [`  waitFor: [${after}]`]),
    '  args:',
    `    - ${command}`,
    ...args.map((arg) => `    - ${arg}`),
    ...inputs.map((name) => `    - ${flagOf(name)}=\${${substitutionOf(name)}}`),
    '  env:',
    '    - GOOGLE_CLOUD_PROJECT=$PROJECT_ID',
    ...fields.map((field) => `  ${field}`),
  ].map((line) => `  ${line}`);
}

function secretLines(): string[] {
  return [
    'availableSecrets:',
    '  secretManager:',
    `    - versionName: projects/$PROJECT_ID/secrets/${tokenSecret}/versions/latest`,
    `      env: ${tokenVariable}`,
  ];
}
