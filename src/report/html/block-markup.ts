import type { Block, Column } from '../block.ts';
import type { Phrase } from '../phrase.ts';
import { readableLogLine } from '../readable.ts';
import { canaryFigure } from './canary-figure.ts';
import { intervalFigure } from './interval-figure.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { phraseAttribute, phraseMarkup } from './phrase-markup.ts';

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
      return tableMarkup(block.columns, block.rows, about);
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
  }
}

/** The first cell of a row names it. Wide tables scroll by themselves, by keyboard too. */
function tableMarkup(
  columns: readonly Column[],
  rows: readonly (readonly Phrase[])[],
  about: Phrase,
): Markup {
  const aligned = columns.map(({ align, width }) => {
    if (align === 'right') return markup` class="number"`;
    return width === 'wide' ? markup` class="wide"` : markup``;
  });
  const titles = columns.map(
    ({ title }, index) =>
      markup`<th scope="col"${aligned[index] ?? markup``}>${phraseMarkup(title)}</th>`,
  );
  const body = rows.map((cells) => {
    const written = columns.map((_, index) => {
      const content = phraseMarkup(cells[index] ?? []);
      const align = aligned[index] ?? markup``;
      return index === 0
        ? markup`<th scope="row"${align}>${content}</th>`
        : markup`<td${align}>${content}</td>`;
    });
    return markup`<tr>${written}</tr>\n`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${phraseAttribute(about)}"><table>
<caption>${phraseMarkup(about)}</caption>
<thead><tr>${titles}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}
