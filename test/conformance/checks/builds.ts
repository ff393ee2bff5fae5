import { parse } from 'yaml';
import { allSteps } from '../../../src/pipeline/contracts.ts';
import { type Case, refusal } from '../harness/case.ts';
import { fencedYaml } from '../sources/fenced-yaml.ts';
import { buildFiles, documents, root, type Source } from '../sources/repository.ts';
import { buildRemarks } from '../tools/build-message.ts';
import { jsonSchemaRemarks } from '../tools/check-jsonschema.ts';

const wrongBuilds: readonly { what: string; build: unknown; expected: RegExp }[] = [
  {
    what: 'an unknown field of a step',
    build: { steps: [{ nme: 'alpine' }] },
    expected: /steps\[0\]\.nme: BuildStep has no such field/,
  },
  { what: 'a duration in minutes', build: { timeout: '5m' }, expected: /Duration/ },
  {
    what: 'a truth value for text',
    build: { substitutions: { _DRY_RUN: true } },
    expected: /substitutions\._DRY_RUN: expected a string/,
  },
  { what: 'an unknown name', build: { options: { logging: 'SOME' } }, expected: /one of/ },
  { what: 'a field of the answer', build: { status: 'SUCCESS' }, expected: /output only/ },
];

/** Cloud Build configurations, by the messages of its API and by SchemaStore's schema. */
export function buildCases(): readonly Case[] {
  const files = buildFiles();
  const shown = documents()
    .flatMap(fencedYaml)
    .filter(({ text }) => isBuild(parse(text)));
  return [
    {
      name: 'Cloud Build: there is one for each step',
      run: () => {
        const paths = files.map(({ path }) => path);
        const expected = allSteps.map(({ name }) => `cloudbuild/steps/${name}.yaml`);
        return expected.filter((path) => !paths.includes(path));
      },
    },
    ...wrongBuilds.map(({ what, build, expected }) =>
      refusal(`Cloud Build API: refuses ${what}`, expected, () => buildRemarks(build)),
    ),
    ...[...files, ...shown].map((source) => ({
      name: `Cloud Build API: ${nameOf(source)}`,
      run: () => buildRemarks(parse(source.text)).map((remark) => `${source.path}: ${remark}`),
    })),
    {
      name: 'SchemaStore cloudbuild: all configurations',
      run: () => {
        const paths = files.map(({ path }) => path);
        return jsonSchemaRemarks({ builtin: 'vendor.cloudbuild' }, paths, root);
      },
    },
  ];
}

function nameOf({ path, line }: Source): string {
  return line === 1 ? path : `${path}, block at ${line}`;
}

/** Steps of Cloud Build have a `name`, steps of a workflow's job have not always one, but `uses`. */
function isBuild(value: unknown): boolean {
  const steps = (value as { steps?: unknown } | null)?.steps;
  return (
    Array.isArray(steps) &&
    steps.every(
      (step: Record<string, unknown>) => 'name' in step && !('uses' in step) && !('run' in step),
    )
  );
}
