import { allSteps } from '../../../src/pipeline/contracts.ts';
import { type Case, refusal } from '../harness/case.ts';
import { actionFiles, root, type Source } from '../sources/repository.ts';
import { jsonSchemaRemarks } from '../tools/check-jsonschema.ts';
import { githubRemarks } from '../tools/github-language-service.ts';

const badAction = `name: bad
description: Misses what it runs
runs:
  using: node24
`;

/** Metadata of the actions, by GitHub's own parser and by SchemaStore's schema. */
export function actionCases(): readonly Case[] {
  const files = actionFiles();
  return [
    {
      name: 'actions: there is one at the root and one for each step',
      run: () => {
        const expected = [
          'action.yml',
          ...allSteps.map(({ name }) => `actions/${name}/action.yml`),
        ];
        return expected.filter((path) => !pathsOf(files).includes(path));
      },
    },
    refusal('GitHub language service: refuses an action without main', /main/, () =>
      githubRemarks({ path: 'sample', line: 1, text: badAction }, 'action'),
    ),
    refusal(
      'GitHub language service: refuses an unknown input of an action of ours',
      /nonsense/,
      () => githubRemarks({ path: 'sample', line: 1, text: compositeWith('nonsense') }, 'action'),
    ),
    ...files.map((file) => ({
      name: `GitHub language service: ${file.path}`,
      run: () => githubRemarks(file, 'action'),
    })),
    {
      name: 'SchemaStore github-action: action.yml of all actions',
      run: () => jsonSchemaRemarks({ builtin: 'vendor.github-actions' }, pathsOf(files), root),
    },
  ];
}

function compositeWith(input: string): string {
  return `name: bad
description: Gives an input that there is not
runs:
  using: composite
  steps:
    - uses: $/actions/train
      with:
        ${input}: 1
`;
}

function pathsOf(files: readonly Source[]): readonly string[] {
  return files.map(({ path }) => path);
}
