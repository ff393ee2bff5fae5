import type { Phrase } from '../phrase.ts';
import { type Markup, markup } from './markup.ts';
import { phraseMarkup } from './phrase-markup.ts';

/** A series as it is drawn: as a line, or as a band of colour. */
export function legendItem(series: Markup, label: Phrase, shape: 'line' | 'band'): Markup {
  const drawn = shape === 'band' ? markup`swatch band ${series}` : markup`swatch ${series}`;
  return markup`<li data-series="${series}"><svg class="${drawn}" viewBox="0 0 24 10" aria-hidden="true"><line class="line" x1="0" x2="24" y1="5" y2="5"/></svg><span>${phraseMarkup(label)}</span></li>`;
}
