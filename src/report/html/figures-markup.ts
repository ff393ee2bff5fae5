import type { Figure } from '../figure.ts';
import type { Phrase } from '../phrase.ts';
import { barsPicture } from './bars-picture.ts';
import { curvesPicture } from './curves-picture.ts';
import { dotsPicture } from './dots-picture.ts';
import { type Markup, markup } from './markup.ts';
import { matrixPicture } from './matrix-picture.ts';
import { phraseAttribute, phraseMarkup } from './phrase-markup.ts';
import { tableMarkup } from './table-markup.ts';
import { timelinePictures } from './timeline-picture.ts';

/** Side by side where there is room. What the script adds works on `data-` attributes. */
export function figuresMarkup(figures: readonly Figure[]): Markup {
  return markup`<div class="figures">${figures.map(figureMarkup)}</div>`;
}

/** A matrix is a table already; other pictures have theirs folded below. */
function figureMarkup(one: Figure): Markup {
  const { title, about, picture, summary, table, elsewhere } = one;
  const caption = markup`<figcaption>${phraseMarkup(title)}</figcaption>`;
  const name = phraseAttribute(title);
  if (picture.kind === 'matrix') {
    return markup`<figure aria-label="${name}">${caption}${matrixPicture(picture, title)}<p class="about">${phraseMarkup(about)}</p></figure>`;
  }
  // Hundreds of rows that a picture shows are nothing to print.
  const bulk = elsewhere === 'left_out' ? markup` class="bulk"` : markup``;
  const content = markup`<details${bulk}><summary>${phraseMarkup(summary)}</summary>${tableMarkup(table, summary)}${noteMarkup(one)}</details>`;
  switch (picture.kind) {
    case 'curves':
      return markup`<figure class="curves" data-live aria-label="${name}">${caption}${curvesPicture(picture, about)}${readout(markup`Point`)}${content}</figure>\n`;
    case 'bars':
      return markup`<figure class="full" data-live aria-label="${name}">${caption}${barsPicture(picture, about)}${readout(markup`Bar`)}${content}</figure>\n`;
    case 'timeline':
      return markup`<figure class="full" data-live aria-label="${name}">${caption}${timelinePictures(picture, about)}${readout(markup`Part`)}${content}</figure>\n`;
    case 'dots':
      return picture.rows.length === 0
        ? markup`<div class="full">${content}</div>`
        : markup`<figure class="full intervals" aria-label="${name}">${caption}<p class="about">${phraseMarkup(about)}</p>${dotsPicture(picture)}${content}</figure>\n`;
  }
}

function noteMarkup({ note }: { note?: Phrase | undefined }): Markup {
  return note === undefined ? markup`` : markup`<p>${phraseMarkup(note)}</p>`;
}

/** Filled in by the script; without it there is nothing to read out. */
function readout(name: Markup): Markup {
  return markup`<div class="readout" data-readout="${name}"></div>`;
}
