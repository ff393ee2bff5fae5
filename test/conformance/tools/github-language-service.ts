import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositorySlug } from '../../../src/contract/coordinates.ts';
import { root, type Source } from '../sources/repository.ts';
import { importPackage } from './packages.ts';

interface ActionReference {
  owner: string;
  name: string;
  path?: string;
}

interface LanguageService {
  validate(document: unknown, config: object): Promise<readonly Diagnostic[]>;
  registerLogger(logger: Record<'error' | 'warn' | 'info' | 'log', (line: string) => void>): void;
}

interface Diagnostic {
  message: string;
  range: { start: { line: number } };
}

interface TextDocuments {
  TextDocument: { create(uri: string, language: string, version: number, text: string): unknown };
}

export type Kind = 'action' | 'workflow';

let documentNumber = 0;
const ignore = () => {};

/** What GitHub's own language service, with its parser of workflows and actions, says of a file. */
export async function githubRemarks(source: Source, kind: Kind): Promise<readonly string[]> {
  const service = await loadService();
  const { TextDocument } = await importPackage<TextDocuments>('vscode-languageserver-textdocument');
  const swallowed: string[] = [];
  service.registerLogger({
    error: (line) => swallowed.push(line),
    warn: ignore,
    info: ignore,
    log: ignore,
  });
  // By its address the service knows what kind of file it is, and remembers it.
  documentNumber += 1;
  const folder = `file:///${documentNumber}`;
  const uri = kind === 'action' ? `${folder}/action.yml` : `${folder}/.github/workflows/one.yml`;
  const document = TextDocument.create(uri, 'yaml', 1, source.text);
  const diagnostics = await service.validate(document, {
    actionsMetadataProvider: { fetchActionMetadata },
    fileProvider: { getFileContent },
  });
  const remarks = diagnostics.map(
    ({ message, range }) => `${source.path}:${source.line + range.start.line}: ${message}`,
  );
  return [...remarks, ...swallowed.map((line) => `${source.path}: ${line}`)];
}

async function loadService(): Promise<LanguageService> {
  // It imports JSON files without saying that they are JSON, which Node refuses.
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      if (!resolved.url.endsWith('.json')) return resolved;
      return { ...resolved, importAttributes: { type: 'json' } };
    },
  });
  try {
    return await importPackage<LanguageService>('@actions/languageservice');
  } finally {
    hooks.deregister();
  }
}

/** Of our own actions what stands in the tree; of others no inputs, so that none are judged. */
async function fetchActionMetadata({ owner, name, path = '' }: ActionReference): Promise<unknown> {
  if (`${owner}/${name}` !== repositorySlug) return { name, description: '' };
  const file = join(root, path, 'action.yml');
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : undefined;
}

async function getFileContent({ path }: { path: string }) {
  return { name: path, content: readFileSync(join(root, path), 'utf8') };
}
