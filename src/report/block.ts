import type { Block, Html, Markdown } from './markdown.ts';

export function heading(level: 2 | 3, title: Markdown): Block {
  return `${'#'.repeat(level)} ${title}` as Block;
}

export function paragraph(sentence: Markdown): Block {
  return `${sentence}` as Block;
}

export function bullets(items: readonly Markdown[]): Block {
  return items.map((item) => `- ${item}`).join('\n') as Block;
}

export function quote(sentence: Markdown): Block {
  return `> ${sentence}` as Block;
}

/** Every row has as many cells as there are columns. Columns of numbers are aligned at the right. */
export function table(
  columns: readonly { title: Markdown; align?: 'right' }[],
  rows: readonly (readonly Markdown[])[],
): Block {
  const line = (cells: readonly string[]) =>
    `| ${columns.map((_, index) => cells[index] ?? '').join(' | ')} |`;
  const titles = line(columns.map(({ title }) => title));
  const rule = line(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
  return [titles, rule, ...rows.map(line)].join('\n') as Block;
}

/** Folded until somebody opens it. The blank lines let Markdown begin again inside of the HTML. */
export function details(summary: Html, content: readonly Block[]): Block {
  const opening = `<details><summary>${summary}</summary>` as Block;
  return stack([opening, ...content, '</details>' as Block]);
}

export function stack(blocks: readonly Block[]): Block {
  return blocks.join('\n\n') as Block;
}
