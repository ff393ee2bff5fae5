import type { Chart, Lines, Markdown } from './markdown.ts';
import { dash, text } from './escape-text.ts';
import { readableLine, readableLogLine } from '../readable.ts';

/**
 * A name or identifier in a code span, where nothing is markup and nothing becomes a link. A bar ends
 * the cell of a table even there, so a name with one is told as text.
 */
export function code(value: string, most = 200): Markdown {
  const name = readableLine(value, most);
  if (name === '') return dash;
  if (name.includes('|')) return text(name, most);
  const fence = '`'.repeat(longestRun(name) + 1);
  const space = name.startsWith('`') || name.endsWith('`') ? ' ' : '';
  return `${fence}${space}${name}${space}${fence}` as Markdown;
}

/** Lines of a log, between fences longer than any in them. */
export function logBlock(lines: readonly string[], mostCharacters = 300): Lines {
  return fenced(
    'text',
    lines.map((line) => readableLogLine(line, mostCharacters)),
  );
}

export function mermaidBlock(lines: readonly Chart[]): Lines {
  return fenced('mermaid', lines);
}

function fenced(language: 'text' | 'mermaid', lines: readonly string[]): Lines {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n') as Lines;
}

function longestRun(line: string): number {
  return Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
}
