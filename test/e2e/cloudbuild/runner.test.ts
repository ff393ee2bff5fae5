import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runBuild } from '../../support/cloudbuild-runner.ts';
import type { BuildProject, BuildRun } from '../../support/cloudbuild-runner-machine.ts';
import { readBuildConfig } from '../../support/cloudbuild-runner-form.ts';
import { noOp, shell } from '../../support/cloudbuild-runner-image.ts';
import { Substituter } from '../../support/cloudbuild-runner-substitution.ts';
import { endsOf } from './builds.ts';

let source: string;
beforeAll(() => {
  source = mkdtempSync(join(tmpdir(), 'empty-'));
});
afterAll(() => rmSync(source, { recursive: true }));

const build = (config: string, change: Partial<BuildProject> = {}): Promise<BuildRun> =>
  runBuild(config, { by: 'submit' }, { images: { bash: shell, gcloud: noOp }, source, ...change });

describe('the form of a configuration', () => {
  it.each([
    ['an unknown field', 'steps: [{ name: bash, nme: x }]', /nme/],
    ['a field that is output only', 'steps: [{ name: bash, exitCode: 1 }]', /exitCode/],
    ['no steps', 'steps: []', /steps/],
    ['a duration without unit', 'steps: [{ name: bash, timeout: "5" }]', /timeout/],
    [
      'a substitution without underscore',
      'steps: [{ name: bash }]\nsubstitutions: { A: b }',
      /substitutions/,
    ],
    [
      'a script beside args',
      'steps: [{ name: bash, script: x, args: [y] }]',
      /script and also args/,
    ],
    [
      'waiting for a later step',
      'steps: [{ name: bash, waitFor: [b] }, { name: bash, id: b }]',
      /waits for b/,
    ],
    ['an id twice', 'steps: [{ name: bash, id: a }, { name: bash, id: a }]', /twice/],
    [
      'a volume in one step',
      'steps: [{ name: bash, volumes: [{ name: v, path: /v }] }]',
      /one step only/,
    ],
    ['a secret that is not there', 'steps: [{ name: bash, secretEnv: [T] }]', /T is not available/],
    [
      'a secret that nobody uses',
      'steps: [{ name: bash }]\navailableSecrets: { secretManager: [{ versionName: projects/p/secrets/s/versions/1, env: T }] }',
      /T is used by no step/,
    ],
    [
      'a service account without a place for logs',
      'steps: [{ name: bash }]\nserviceAccount: projects/p/serviceAccounts/s',
      /service account without/,
    ],
  ])('refuses %s', (_, config, message) => {
    expect(() => readBuildConfig(config)).toThrow(message);
  });
});

describe('substitutions', () => {
  const values = { _WORD: 'release/Train', _OTHER: 'a-$_WORD', PROJECT_ID: 'p' };
  const strict = { loose: false, dynamic: false };

  it.each([
    ['$_WORD', 'release/Train'],
    ['${_WORD}s of $PROJECT_ID', 'release/Trains of p'],
    ['$$_WORD $${_WORD} $$$$', '$_WORD ${_WORD} $$'],
    ['$COMMIT_SHA.', '.'],
    ['costs 5$, $(date)', 'costs 5$, $(date)'],
  ])('strictly, %s becomes %s', (text, expected) => {
    expect(new Substituter(values, strict).apply(text)).toBe(expected);
  });

  it.each([
    ['${_WORD:0:7}', 'release'],
    ['${_WORD:8}', 'Train'],
    ['${_WORD^^}', 'RELEASE/TRAIN'],
    ['${_WORD,,}', 'release/train'],
    ['${_WORD/\\//-}', 'release-Train'],
    ['${_WORD//e/3}', 'r3l3as3/Train'],
    ['${_WORD#*/}', 'Train'],
    ['${_WORD%/*}', 'release'],
    ['${_NONE:-else}', 'else'],
    ['$_OTHER', 'a-release/Train'],
  ])('dynamically, %s becomes %s', (text, expected) => {
    expect(new Substituter(values, { loose: true, dynamic: true }).apply(text)).toBe(expected);
  });

  it('refuse strictly what has no value, what is unused, and Bash; loosely none of it', () => {
    const substituter = new Substituter(values, strict);
    expect(() => substituter.apply('$_NONE')).toThrow('"_NONE"');
    expect(() => substituter.apply('${_WORD^^}')).toThrow('dynamicSubstitutions');
    expect(() => substituter.refuseUnused()).toThrow('_OTHER');
    const loose = new Substituter(values, { loose: true, dynamic: false });
    expect(loose.apply('[$_NONE]')).toBe('[]');
    expect(() => loose.refuseUnused()).not.toThrow();
  });

  it('refuse a variable of a shell whose dollar was not doubled', () => {
    expect(() => new Substituter(values, strict).apply('echo $HOME')).toThrow('$$');
  });

  it('leave scripts alone and reach them as variables', async () => {
    using run = await build(`steps: [{ name: bash, script: 'echo "$PROJECT_ID $_A \${_B:-none}"' }]
options: { automapSubstitutions: true, substitutionOption: ALLOW_LOOSE }
substitutions: { _A: hello }
`);
    expect(run.step('0').log).toBe('e2e-project hello none\n');
  });
});

describe('the graph', () => {
  it('runs steps after those that they wait for, and shares the workspace', async () => {
    using run = await build(`steps:
  - { name: bash, id: a, script: 'echo a > order' }
  - { name: bash, id: b, script: 'echo b >> other', waitFor: ['-'] }
  - { name: gcloud, id: nothing, args: [x], waitFor: [b] }
  - { name: bash, id: c, args: [sh, -c, 'cat order; cat other'], waitFor: [a, nothing] }
`);
    expect(run.status).toBe('SUCCESS');
    expect(run.step('c').log).toBe('a\nb\n');
  });

  it('begins nothing after a step that failed, and ends what runs', async () => {
    using run = await build(`steps:
  - { name: bash, id: endless, script: 'exec tail -f /dev/null' }
  - { name: bash, id: bad, script: 'exit 9', waitFor: ['-'] }
  - { name: bash, id: later }
`);
    expect(run.status).toBe('FAILURE');
    expect(endsOf(run)).toMatchObject({ bad: 'FAILURE 9', later: 'QUEUED -' });
    expect(run.step('endless').status).toBe('CANCELLED');
  });

  it.each([
    ['nothing', '', 'FAILURE'],
    ['allowExitCodes: [4]', ', allowExitCodes: [4]', 'SUCCESS'],
    ['allowExitCodes: [3]', ', allowExitCodes: [3]', 'FAILURE'],
    ['allowFailure', ', allowFailure: true', 'SUCCESS'],
    [
      'allowExitCodes: [3] beside allowFailure',
      ', allowFailure: true, allowExitCodes: [3]',
      'FAILURE',
    ],
  ])('with %s, exit code 4 leads on as documented', async (_, fields, status) => {
    using run = await build(`steps:
  - { name: bash, id: waits, script: 'exit 4'${fields} }
  - { name: gcloud, id: later }
`);
    expect(run.status).toBe(status);
    expect(endsOf(run)).toEqual({
      waits: 'FAILURE 4',
      later: status === 'SUCCESS' ? 'SUCCESS 0' : 'QUEUED -',
    });
  });

  it.each(['step', 'build'])('ends a %s that takes too long', async (what) => {
    const fires: Record<number, () => void> = {};
    using run = await build(
      `steps: [{ name: bash, id: endless, timeout: 5s, script: 'echo on; exec tail -f /dev/null' }]
timeout: 7s
`,
      {
        timer(ms, fire) {
          fires[ms] = fire;
          return () => {};
        },
        onLine: () => fires[what === 'step' ? 5_000 : 7_000]?.(),
      },
    );
    expect(run.status).toBe('TIMEOUT');
    expect(run.step('endless').status).toBe('TIMEOUT');
  });

  it('knows no image but those it was given', async () => {
    await expect(build('steps: [{ name: mystery }]')).rejects.toThrow('no image mystery');
  });
});

describe('what a step is given', () => {
  it('is its environment over that of the build, and secrets', async () => {
    using run = await build(
      `steps:
  - { name: bash, id: a, env: [A=step], secretEnv: [T], script: 'echo $A $B $T' }
  - { name: bash, id: b, script: 'echo $A $B $T' }
options: { env: [A=build, B=build] }
availableSecrets: { secretManager: [{ versionName: projects/$PROJECT_ID/secrets/s/versions/1, env: T }] }
`,
      { secrets: { 'projects/e2e-project/secrets/s/versions/1': 'hush' } },
    );
    expect(run.step('a').log).toBe('step build hush\n');
    expect(run.step('b').log).toBe('build build\n');
  });

  it('is its folder, shared volumes, and a place for an output', async () => {
    using run = await build(`steps:
  - { name: bash, id: a, args: [sh, -c, 'mkdir -p below && echo kept > /v/file'], volumes: [{ name: v, path: /v }] }
  - { name: bash, id: b, dir: below, args: [sh, -c, 'cat /v/file; basename $$PWD; echo told > $$BUILDER_OUTPUT/output'], volumes: [{ name: v, path: /v }] }
`);
    expect(run.step('b').log).toBe('kept\nbelow\n');
    expect(run.step('b').output).toBe('told\n');
  });
});
