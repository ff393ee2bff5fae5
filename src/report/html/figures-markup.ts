import type { Figure } from '../figure.ts';
import type { Phrase } from '../phrase.ts';
import { barsPicture } from './bars-picture.ts';
import { curvesPicture } from './curves-picture.ts';
import { dotsPicture } from './dots-picture.ts';
import { type Markup, markup } from './markup.ts';
import { matrixPicture } from './matrix-picture.ts';
import { phraseMarkup } from './phrase-markup.ts';
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
  if (picture.kind === 'matrix') {
    return markup`<figure>${caption}${matrixPicture(picture, title)}<p class="about">${phraseMarkup(about)}</p></figure>`;
  }
  // Hundreds of rows that a picture shows are nothing to print.
  const bulk = elsewhere === 'left_out' ? markup` class="bulk"` : markup``;
  const content = markup`<details${bulk}><summary>${phraseMarkup(summary)}</summary>${tableMarkup(table, summary)}${noteMarkup(one)}</details>`;
  switch (picture.kind) {
    case 'curves':
      return markup`<figure class="curves" data-live>${caption}${curvesPicture(picture, about)}${readout('Point')}${content}</figure>\n`;
    case 'bars':
      return markup`<figure class="full" data-live>${caption}${barsPicture(picture, about)}${readout('Bar')}${content}</figure>\n`;
    case 'timeline':
      return markup`<figure class="full" data-live>${caption}${timelinePictures(picture, about)}${readout('Part')}${content}</figure>\n`;
    case 'dots':
      return picture.rows.length === 0
        ? markup`<div class="full">${content}</div>`
        : markup`<figure class="full intervals">${caption}<p class="about">${phraseMarkup(about)}</p>${dotsPicture(picture)}${content}</figure>\n`;
  }
}

function noteMarkup({ note }: { note?: Phrase | undefined }): Markup {
  return note === undefined ? markup`` : markup`<p>${phraseMarkup(note)}</p>`;
}

/** Filled in by the script; without it there is nothing to read out. */
function readout(name: 'Point' | 'Bar' | 'Part'): Markup {
  const label = { Point: markup`Point`, Bar: markup`Bar`, Part: markup`Part` }[name];
  return markup`<div class="readout" data-readout="${label}"></div>`;
}
