import { runCommand } from './command.ts';
import { pythonTool } from './python.ts';

interface Remark {
  line: number;
  level: string;
  code: number;
  message: string;
}

/** A `$` in single quotes is how a script for another program is written. */
const excluded = 'SC2016';

/** What shellcheck says of a script; `shell` is what runs it when it has no line that says so. */
export function shellcheckRemarks(
  script: string,
  where: string,
  shell?: 'bash' | 'sh',
): readonly string[] {
  const dialect = shell === undefined ? [] : [`--shell=${shell}`];
  const args = ['--norc', '--format=json', `--exclude=${excluded}`, ...dialect, '-'];
  const { stdout, stderr } = runCommand(pythonTool('shellcheck'), args, { input: script });
  if (stdout === '') return [`${where}: shellcheck ended with ${stderr}`];
  const remarks = JSON.parse(stdout) as readonly Remark[];
  return remarks.map(
    ({ line, level, code, message }) => `${where}, line ${line}: ${level} SC${code} ${message}`,
  );
}
