import type { Block } from '../block.ts';
import type { Phrase } from '../phrase.ts';
import { readableLogLine } from '../readable.ts';
import { canaryFigure } from './canary-figure.ts';
import { figuresMarkup } from './figures-markup.ts';
import { intervalFigure } from './interval-figure.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { phraseAttribute, phraseMarkup } from './phrase-markup.ts';
import { tableMarkup } from './table-markup.ts';

const mostOfLogLine = 300;

/** `about`: what the blocks are of, for readers who come to a table alone. */
export function blockMarkup(block: Block, about: Phrase): Markup {
  switch (block.kind) {
    case 'heading':
      return markup`<h${block.level}>${phraseMarkup(block.title)}</h${block.level}>`;
    case 'paragraph':
      return markup`<p>${phraseMarkup(block.sentence)}</p>`;
    case 'bullets':
      return markup`<ul>${block.items.map((item) => markup`<li>${phraseMarkup(item)}</li>`)}</ul>`;
    case 'quote':
      return markup`<blockquote><p>${phraseMarkup(block.sentence)}</p></blockquote>`;
    case 'table':
      return tableMarkup(block, about);
    case 'details': {
      const content = block.content.map((one) => blockMarkup(one, block.summary));
      return markup`<details><summary>${phraseMarkup(block.summary)}</summary>${content}</details>`;
    }
    case 'log': {
      const lines = block.lines.map((line) => readableLogLine(line, mostOfLogLine)).join('\n');
      return markup`<pre tabindex="0" role="region" aria-label="${phraseAttribute(about)}">${escapeHtml(lines)}</pre>`;
    }
    case 'canary_chart':
      return canaryFigure(block.chart);
    case 'interval_chart':
      return intervalFigure(block.rows);
    case 'figures':
      return figuresMarkup(block.figures);
    case 'page_only':
      return markup`${block.content.map((one) => blockMarkup(one, about))}`;
  }
}
