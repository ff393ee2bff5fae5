import { type Block, paragraph, table } from '../block.ts';
import type { Column } from '../column.ts';
import type { Phrase } from '../phrase.ts';
import { canaryMermaid } from './canary-mermaid.ts';
import { logBlock } from './escape-code.ts';
import type { Lines } from './markdown.ts';
import { phraseHtml, phraseMarkdown } from './phrase-markdown.ts';

/** Blocks with blank lines between them; charts that Markdown cannot draw are left out. */
export function stack(blocks: readonly Block[]): Lines {
  return blocks.flatMap(linesOf).join('\n\n') as Lines;
}

function linesOf(block: Block): Lines[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${phraseMarkdown(block.title)}` as Lines];
    case 'paragraph':
      return [`${phraseMarkdown(block.sentence)}` as Lines];
    case 'bullets':
      return [block.items.map((item) => `- ${phraseMarkdown(item)}`).join('\n') as Lines];
    case 'quote':
      return [`> ${phraseMarkdown(block.sentence)}` as Lines];
    case 'table':
      return [tableLines(block.columns, block.rows)];
    case 'details':
      return [folded(block.summary, stack(block.content))];
    case 'log':
      return [logBlock(block.lines)];
    case 'canary_chart':
      return canaryMermaid(block.chart);
    case 'figures':
      return block.figures
        .filter(({ elsewhere }) => elsewhere === 'folded')
        .map(({ summary, table: { columns, rows }, note }) => {
          const below = note === undefined ? [] : [paragraph(note)];
          return folded(summary, stack([table(columns, rows), ...below]));
        });
    case 'interval_chart':
    case 'page_only':
      return [];
  }
}

/** The blank lines let Markdown begin again inside of the HTML. */
function folded(summary: Phrase, content: Lines): Lines {
  const opening = `<details><summary>${phraseHtml(summary)}</summary>`;
  return `${opening}\n\n${content}\n\n</details>` as Lines;
}

function tableLines(columns: readonly Column[], rows: readonly (readonly Phrase[])[]): Lines {
  const line = (cells: readonly string[]) =>
    `| ${columns.map((_, index) => cells[index] ?? '').join(' | ')} |`;
  const titles = line(columns.map(({ title }) => phraseMarkdown(title)));
  const rule = line(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
  const body = rows.map((cells) => line(cells.map(phraseMarkdown)));
  return [titles, rule, ...body].join('\n') as Lines;
}
