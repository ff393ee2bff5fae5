import { examplesOf, totalOf } from '../confusion-figure.ts';
import type { MatrixPicture } from '../figure.ts';
import { share } from '../figures.ts';
import { code, type Phrase, phrase } from '../phrase.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { shadePercents } from './shading.ts';
import { scrolling } from './table-markup.ts';

/** A table whose cells are the darker the more of their row they hold. */
export function matrixPicture({ classes, counts }: MatrixPicture, about: Phrase): Markup {
  const titles = classes.map(
    (name) =>
      markup`<th scope="col" class="number">${phraseMarkup(phrase`decided ${code(name, 40)}`)}</th>`,
  );
  const rows = counts.map((row, label) => {
    const total = totalOf(row);
    const cells = row.map((times, decision) => {
      const part = total === 0 ? 0 : times / total;
      return markup`<td class="number ${shadeOf(part, label === decision)}">${phraseMarkup(examplesOf(times))}<br><small>${phraseMarkup(share(part))}</small></td>`;
    });
    return markup`<tr><th scope="row">${phraseMarkup(code(classes[label] ?? '', 40))}</th>${cells}</tr>\n`;
  });
  return scrolling(
    markup`<table class="matrix">
<caption>${phraseMarkup(about)}</caption>
<thead><tr><th scope="col">label</th>${titles}</tr></thead>
<tbody>${rows}</tbody></table>`,
    about,
  );
}

function shadeOf(part: number, isRight: boolean): Markup {
  const darkest = shadePercents.length - 1;
  const shade = Math.min(darkest, Math.ceil(part * darkest));
  return escapeHtml(`${isRight ? 'right' : 'wrong'}-${shade}`);
}
