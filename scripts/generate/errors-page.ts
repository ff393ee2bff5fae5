import { generatedNotice } from '../../src/contract/describe-input.ts';
import { markdownTable } from '../../src/contract/markdown-table.ts';
import { errorCodes } from '../../src/errors/codes.ts';

const exitCodes: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'The verdict is pass, or a dry run printed its plan.'],
  [1, 'The verdict is fail: a gate, a test, a canary that was rolled back.'],
  [2, 'Inputs or configuration are wrong, or evidence is unusable.'],
  [3, 'The cloud, the network or a permission failed, or evidence could not be read.'],
  [4, 'In progress: call again.'],
  [5, 'Conflict: another release holds the endpoint.'],
  [6, 'Held: a person must decide.'],
  [130, 'Cancelled.'],
];

/** `docs/errors.md`: every error code, what it means and how to mend it. */
export function errorsPage(): string {
  return `${[
    `<!-- ${generatedNotice('src/errors/codes.ts')} -->`,
    '',
    '# Errors',
    '',
    'An error is told as what happened, every problem that was found, how to mend it, and its code in',
    'brackets. The codes below are all there are.',
    '',
    '## Exit codes',
    '',
    ...markdownTable(
      ['Exit code', 'Meaning'],
      exitCodes.map(([code, meaning]) => [String(code), meaning]),
    ),
    ...Object.entries(errorCodes).flatMap(([code, { exit, about, mend }]) => [
      '',
      `## ${code}`,
      '',
      `${about} Exit code ${exit}.`,
      '',
      mend,
    ]),
  ].join('\n')}\n`;
}
