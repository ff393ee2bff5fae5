import { coordinates } from './coordinates.ts';
import { contractFileOf, describeInput, generatedNotice } from './describe-input.ts';
import { type Input, publicInputs } from './input.ts';
import { flagOf, substitutionOf } from './naming.ts';
import type { Step } from './step.ts';
import { wrapText } from './wrap.ts';

/** Where the image of the command line was pushed. */
export const imageSubstitution = '_VERTEX_RELEASE_IMAGE';

/**
 * A Cloud Build configuration that runs one step. Every substitution is empty at first, and empty
 * means not given: a default here would win over the configuration file. Secrets are no
 * substitutions: builds show those to everybody who may list builds.
 */
export function cloudBuildStep(step: Step): string {
  const inputs = publicInputs(step.inputs);
  return `${[
    `# ${generatedNotice(contractFileOf(step))}`,
    '#',
    ...comment(step.summary),
    '#',
    ...comment(
      `${imageSubstitution} is where the image of vertex-release was pushed, best with its digest. ` +
        'The other substitutions are the inputs of the step; what is left empty comes from ' +
        'vertex-release.yaml, else from its default.',
    ),
    ...secretNotes(step),
    'steps:',
    `  - id: ${step.name}`,
    `    name: \${${imageSubstitution}}`,
    '    args:',
    `      - ${step.name}`,
    ...inputs.map(([name]) => `      - ${flagOf(name)}=\${${substitutionOf(name)}}`),
    '    env:',
    '      - GOOGLE_CLOUD_PROJECT=$PROJECT_ID',
    '    # Commit, build and pull request reach the step as variables.',
    '    automapSubstitutions: true',
    '    # The step has timeouts of its own; the default of a build, 60 minutes, would cut it short.',
    '    timeout: 86400s',
    'timeout: 86400s',
    'substitutions:',
    `  ${imageSubstitution}: ${coordinates.image}`,
    ...inputs.flatMap(([name, input]) => declaredSubstitution(step, name, input)),
  ].join('\n')}\n`;
}

/** A substitution of a build with all that is known of the input that it gives; empty: not given. */
export function declaredSubstitution(step: Step, name: string, input: Input): string[] {
  return [
    ...describeInput(step, name, input).flatMap((fact) => comment(fact, 2)),
    `  ${substitutionOf(name)}: ''`,
  ];
}

function secretNotes(step: Step): string[] {
  const secrets = Object.values(step.inputs).filter(({ kind }) => kind === 'secret');
  return secrets.flatMap(({ environment }) => [
    '#',
    ...comment(
      `${environment.join(' or ')} comes from Secret Manager: name it in secretEnv of the step ` +
        'and in availableSecrets of the build.',
    ),
  ]);
}

export function comment(text: string, indent = 0): string[] {
  const prefix = `${' '.repeat(indent)}# `;
  return wrapText(text, 100 - prefix.length).map((line) => prefix + line);
}
