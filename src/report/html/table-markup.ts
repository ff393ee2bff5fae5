import type { Table } from '../column.ts';
import type { Phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { phraseAttribute, phraseMarkup } from './phrase-markup.ts';

/** The first cell of a row names it. Wide tables scroll by themselves, by keyboard too. */
export function tableMarkup({ columns, rows }: Table, about: Phrase): Markup {
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
  return scrolling(
    markup`<table>
<caption>${phraseMarkup(about)}</caption>
<thead><tr>${titles}</tr></thead>
<tbody>${body}</tbody></table>`,
    about,
  );
}

export function scrolling(content: Markup, about: Phrase): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${phraseAttribute(about)}">${content}</div>`;
}
