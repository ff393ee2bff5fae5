import { runCommand } from './command.ts';
import { pythonTool } from './python.ts';

/** A schema that the tool brings along from SchemaStore, or a file. */
export type SchemaChoice =
  | { builtin: 'vendor.github-actions' | 'vendor.github-workflows' | 'vendor.cloudbuild' }
  | { file: string };

interface Report {
  errors?: readonly { filename: string; path: string; message: string }[];
  parse_errors?: readonly { filename: string; message: string }[];
}

/** What Python's implementation of JSON Schema says of files. */
export function jsonSchemaRemarks(
  schema: SchemaChoice,
  files: readonly string[],
  cwd: string,
): readonly string[] {
  const choice =
    'builtin' in schema ? `--builtin-schema=${schema.builtin}` : `--schemafile=${schema.file}`;
  const args = [choice, '--output-format=json', '--no-cache', ...files];
  return remarksOf(runCommand(pythonTool('check-jsonschema'), args, { cwd }));
}

/** What it says of a schema itself. */
export function metaSchemaRemarks(file: string, cwd: string): readonly string[] {
  const args = ['--check-metaschema', '--output-format=json', file];
  return remarksOf(runCommand(pythonTool('check-jsonschema'), args, { cwd }));
}

function remarksOf(answer: { code: number | undefined; stdout: string; stderr: string }) {
  if (answer.code === 0) return [];
  if (!answer.stdout.startsWith('{')) return [`check-jsonschema: ${answer.stderr}${answer.stdout}`];
  const { errors = [], parse_errors: unread = [] } = JSON.parse(answer.stdout) as Report;
  return [
    ...errors.map(({ filename, path, message }) => `${filename}: ${path}: ${message}`),
    ...unread.map(({ filename, message }) => `${filename}: ${message}`),
  ];
}
