import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { explicitFromActionVariables } from '../../../src/contract/action-inputs.ts';
import { commentAction } from '../../../src/contract/comment-action.ts';
import { opening, shared } from '../../../src/contract/shared.ts';
import { allSteps } from '../../../src/pipeline/contracts.ts';
import { readAction } from '../../support/actions-runner-action.ts';
import { readWorkflow } from '../../support/actions-runner-workflow.ts';
import { examples } from './hub.ts';

const root = resolve(import.meta.dirname, '../../..');
const own = /^vertex-release\/vertex-release(\/actions\/[a-z-]+)?@v1$/;
const stepNames = allSteps.map(({ name }) => name);

describe('the root action', () => {
  const { inputs, outputs, runs } = readAction(root);

  it('runs every step in order, at the commit of its own', () => {
    expect(runs.using).toBe('composite');
    expect(runs.steps?.map(({ uses }) => uses)).toEqual(
      stepNames.map((name) => `$/actions/${name}`),
    );
  });

  it('takes the shared inputs and gives each step those that it has', () => {
    expect(Object.keys(inputs)).toEqual(Object.keys({ ...shared, ...opening }));
    for (const [index, step] of (runs.steps ?? []).entries()) {
      const known = Object.keys(allSteps[index]?.inputs ?? {});
      const given = Object.keys(inputs).filter((name) => known.includes(name));
      expect(Object.keys(step.with ?? {})).toEqual(given);
    }
  });

  it('has the outputs of the last step', () => {
    expect(Object.keys(outputs)).toEqual(Object.keys(allSteps.at(-1)?.outputs ?? {}));
  });

  it('begins no step before the last one is done', () => {
    const conditions = (runs.steps ?? []).map((step) => step.if);
    expect(conditions[0]).toBeUndefined();
    for (const [index, condition] of conditions.entries()) {
      if (index === 0) continue;
      const before = stepNames[index - 1]?.replaceAll('-', '_');
      expect(condition).toContain(`steps.${before}.outputs.state == 'done'`);
    }
  });
});

describe('the stubs', () => {
  it.each([...stepNames, 'comment'])('%s parses on any Node and checks its version', (name) => {
    const file = join(root, `scripts/bundle/stubs/actions/${name}/index.js`);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/=>|\b(const|let|class|async|import)\b|`|\?\./);
    expect(text).toContain('RUNTIME_UNSUPPORTED');
    expect(text).toContain(name === 'comment' ? '.comment(process)' : `.action(process, '${name}')`);
    expect(readAction(join(root, 'actions', name)).runs).toEqual({
      using: 'node24',
      main: `../../dist/actions/${name}/index.js`,
    });
  });

  it('read their inputs from the variables of the runner', () => {
    const variables = { INPUT_RECORD: 'a.json', INPUT_GITHUB_TOKEN: ' ', INPUT_OTHER: 'x' };
    expect(explicitFromActionVariables(commentAction, variables)).toEqual({ record: 'a.json' });
  });
});

describe.each(readdirSync(examples))('%s', (name) => {
  const text = readFileSync(join(examples, name), 'utf8');
  const workflow = readWorkflow(join(examples, name));
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it('gives every job the permissions that it needs and no others', () => {
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobs) expect(job.permissions).toEqual(permissionsFor(job.steps));
  });

  it('says for what each permission is', () => {
    const granted = text.match(/^ {6}[a-z-]+: (read|write).*$/gm) ?? [];
    expect(granted.filter((line) => !line.includes(' # '))).toEqual([]);
  });

  it('pins the actions of others by commit, with the version beside it', () => {
    const used = text.match(/uses: .*/g) ?? [];
    const pinned = /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    const loose = used.filter((line) => !pinned.test(line));
    expect(loose.filter((line) => !own.test(line.replace('uses: ', '')))).toEqual([]);
  });

  it('puts no expression into a script', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('leaves no credentials in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout'));
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });

  it('gives our actions only inputs that they have', () => {
    for (const { uses = '', with: given = {} } of steps.filter((step) => own.test(step.uses ?? ''))) {
      const [, folder = ''] = own.exec(uses) ?? [];
      const action = readAction(join(root, folder));
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  });

  it('ends in time and not beside itself', () => {
    const timeouts = parse(text).jobs as Record<string, { 'timeout-minutes'?: number }>;
    for (const job of Object.values(timeouts)) expect(job['timeout-minutes']).toBeLessThan(360);
    const mayOverlap = name === 'pull-request-comment.yaml';
    expect(workflow.concurrency === undefined).toBe(mayOverlap);
  });
});

/** What the actions of a job need; `docs/github-actions.md` gives the reasons. */
function permissionsFor(steps: readonly { uses?: string }[]): Record<string, string> {
  const uses = steps.map((step) => step.uses?.replace(/@.*/, '') ?? '');
  const isRehearsal = uses.includes('vertex-release/vertex-release');
  const comments = isRehearsal || uses.some((one) => one.endsWith('/comment'));
  return {
    ...(uses.includes('actions/download-artifact') ? { actions: 'read' } : {}),
    ...(uses.includes('actions/checkout') ? { contents: 'read' } : {}),
    ...(uses.includes('google-github-actions/auth') ? { 'id-token': 'write' } : {}),
    ...(comments ? { 'pull-requests': 'write' } : {}),
  };
}
