import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositorySlug } from '../../../src/contract/coordinates.ts';
import { type Case, refusal } from '../harness/case.ts';
import { actionFiles, root, workflowFiles } from '../sources/repository.ts';
import { type Finding, zizmorFindings } from '../tools/zizmor.ts';

interface Allowance {
  audit: string;
  file: RegExp;
  feature: RegExp;
  because: string;
}

/** Findings that stay, and why. One that nothing is found for any more fails the run. */
const allowances: readonly Allowance[] = [
  {
    audit: 'unpinned-uses',
    file: /^examples\//,
    feature: new RegExp(`^${repositorySlug}(/[\\w/-]+)?@v1$`),
    because: 'an example names the major version of this repository, which it is released with',
  },
  {
    audit: 'dangerous-triggers',
    file: /^examples\/.*\/pull-request-comment\.yaml$/,
    feature: /workflow_run/,
    because: 'it comments for forks: it checks nothing out, and takes the record as hostile',
  },
];

const badWorkflow = `on: issue_comment
jobs:
  job:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.comment.body }}"
`;

/** Workflows and actions by zizmor, medium and above. */
export function auditCases(): readonly Case[] {
  return [
    refusal('zizmor: refuses a comment in a script', /template-injection/, () =>
      auditOf(badWorkflow).map(told),
    ),
    {
      name: 'zizmor: all actions and workflows',
      run: () =>
        audit()
          .filter((finding) => allowanceOf(finding) === undefined)
          .map(told),
    },
    {
      name: 'zizmor: every allowance is still needed',
      run: () => {
        const used = new Set(audit().map(allowanceOf));
        return allowances
          .filter((allowance) => !used.has(allowance))
          .map(({ audit: name, file, because }) => `${name} in ${file} (${because})`);
      },
    },
  ];
}

function audit(): readonly Finding[] {
  const paths = [...actionFiles(), ...workflowFiles()].map(({ path }) => path);
  return zizmorFindings(paths, root);
}

function allowanceOf(finding: Finding): Allowance | undefined {
  return allowances.find(
    ({ audit: name, file, feature }) =>
      name === finding.audit && file.test(finding.file) && feature.test(finding.feature.trim()),
  );
}

function told({ audit: name, severity, file, line, about, feature }: Finding): string {
  const [first = ''] = feature.trim().split('\n');
  return `${file}:${line}: ${name} (${severity}) ${about}: ${first}`;
}

function auditOf(workflow: string): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    writeFileSync(join(folder, 'sample.yml'), workflow);
    return zizmorFindings(['sample.yml'], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
