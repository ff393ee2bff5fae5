import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { explicitFromActionVariables } from '../../src/contract/action-inputs.ts';
import { actionReadme } from '../../src/contract/action-readme.ts';
import { actionYml } from '../../src/contract/action-yml.ts';
import { cloudBuildStep } from '../../src/contract/cloudbuild-step.ts';
import { parseFlags } from '../../src/contract/flags.ts';
import { publicInputs } from '../../src/contract/input.ts';
import { readValue } from '../../src/contract/issues.ts';
import { markdownTable } from '../../src/contract/markdown-table.ts';
import { flagOf, inputVariableOf, substitutionOf } from '../../src/contract/naming.ts';
import { readYaml } from '../../src/contract/yaml-document.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { train } from '../../src/steps/train/contract.ts';

const actionForm = z.strictObject({
  name: z.string(),
  description: z.string().max(125),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(
    z.string(),
    z.strictObject({
      description: z.string().min(20),
      required: z.literal(false),
      default: z.string().optional(),
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(10) })),
  runs: z.strictObject({ using: z.literal('node24'), main: z.string() }),
});

const buildForm = z.strictObject({
  steps: z.tuple([
    z.strictObject({
      id: z.string(),
      name: z.string(),
      args: z.array(z.string()).max(100),
      env: z.array(z.string()),
      automapSubstitutions: z.literal(true),
      timeout: z.string(),
    }),
  ]),
  timeout: z.string(),
  substitutions: z.record(z.string().regex(/^_[A-Z0-9_]+$/), z.string()),
});

describe.each(allSteps.map((step) => [step.name, step] as const))('derived from %s', (_, step) => {
  const names = Object.keys(step.inputs);
  const publicNames = publicInputs(step.inputs).map(([name]) => name);
  const action = actionForm.parse(parse(actionYml(step)));
  const build = buildForm.parse(parse(cloudBuildStep(step)));

  it('action.yml has all inputs and outputs and points to the bundle', () => {
    expect(Object.keys(action.inputs)).toEqual(names);
    expect(Object.keys(action.outputs)).toEqual(Object.keys(step.outputs));
    expect(action.runs.main).toBe(`../../dist/actions/${step.name}/index.js`);
  });

  it('action.yml has no default that would win over the configuration file', () => {
    const withDefault = Object.entries(action.inputs).filter(
      ([, one]) => one.default !== undefined,
    );
    expect(withDefault.map(([name, one]) => [name, one.default])).toEqual([
      ['github_token', '${{ github.token }}'],
    ]);
  });

  it('the Cloud Build step declares the substitutions that it uses, and no others', () => {
    const [{ args, name }] = build.steps;
    const used = [name, ...args].flatMap((text) => text.match(/(?<=\$\{)\w+(?=\})/g) ?? []);
    expect(used.toSorted()).toEqual(Object.keys(build.substitutions).toSorted());
    const given = Object.entries(build.substitutions).filter(([, value]) => value !== '');
    expect(given).toEqual([['_VERTEX_RELEASE_IMAGE', 'vertex-release']]);
  });

  it('the Cloud Build step with empty substitutions gives no input', () => {
    const [{ args }] = build.steps;
    const [command, ...flags] = args.map((text) => text.replace(/\$\{\w+\}/, ''));
    expect(command).toBe(step.name);
    const { explicit, problems } = parseFlags(flags, step.inputs);
    expect(problems).toEqual([]);
    expect(explicit).toEqual(Object.fromEntries(publicNames.map((name) => [name, ''])));
  });

  it('spells every name the same way everywhere', () => {
    const args = build.steps[0].args.slice(1);
    expect(args).toEqual(publicNames.map((name) => `${flagOf(name)}=\${${substitutionOf(name)}}`));
  });

  it('keeps secrets out of flags and substitutions', () => {
    const secrets = names.filter((name) => step.inputs[name]?.kind === 'secret');
    const told = names.filter((name) => /token|secret|password|credential|webhook/.test(name));
    expect(secrets).toEqual(told);
    expect(secrets).toContain('github_token');
    for (const name of secrets) {
      expect(cloudBuildStep(step)).not.toContain(flagOf(name));
      expect(cloudBuildStep(step)).not.toContain(`${substitutionOf(name)}}`);
    }
  });

  it('README has a row for every input and output', () => {
    const readme = actionReadme(step, []);
    for (const name of [...names, ...Object.keys(step.outputs)]) {
      expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    }
  });

  it('defaults and examples are valid, and the same as the text of a flag', () => {
    for (const [name, input] of publicInputs(step.inputs)) {
      expect([name, input.example === undefined]).toEqual([name, false]);
      for (const value of [input.default, input.example]) {
        if (value === undefined) continue;
        const shown = input.showText(value);
        const read =
          input.kind === 'structured' ? readYaml(shown, name).value : input.readText(shown);
        const locate = () => name;
        const fromFile = readValue(input.schema, value, locate);
        expect(fromFile).toMatchObject({ ok: true });
        expect(readValue(input.schema, read, locate)).toEqual(fromFile);
      }
    }
  });

  it('every description is a sentence', () => {
    const texts = [
      step.summary,
      ...Object.values(step.inputs).map(({ about }) => about),
      ...Object.values(step.outputs).map(({ about }) => about),
      ...step.rules.map(({ says }) => says),
    ];
    expect(texts.filter((text) => !/^[A-Za-z0-9`].*\.$/s.test(text))).toEqual([]);
  });
});

describe('INPUT_ variables', () => {
  it('give the explicit inputs of an action', () => {
    const environment = {
      [inputVariableOf('job_spec')]: 'job.yaml',
      [inputVariableOf('github_token')]: 'x',
      [inputVariableOf('args')]: '',
      INPUT_STRANGE: 'y',
      JOB_SPEC: 'z',
    };
    expect(explicitFromActionVariables(train, environment)).toEqual({
      job_spec: 'job.yaml',
      github_token: 'x',
    });
  });
});

describe('a Markdown table', () => {
  it('keeps its columns whatever stands in the cells', () => {
    expect(markdownTable(['A', 'B'], [['a|b', 'c\nd'], ['x']])).toEqual([
      '| A    | B   |',
      '| ---- | --- |',
      '| a\\|b | c d |',
      '| x    |     |',
    ]);
  });
});
