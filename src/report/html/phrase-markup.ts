import type { Phrase, Piece } from '../phrase.ts';
import { phraseText } from '../phrase-text.ts';
import { escapeHtml, type Markup, markup, plain } from './markup.ts';

export function phraseMarkup(phrase: Phrase): Markup {
  return markup`${phrase.map(pieceMarkup)}`;
}

function pieceMarkup(piece: Piece): Markup {
  switch (piece.kind) {
    case 'own':
      return escapeHtml(piece.words);
    case 'text':
      return plain(piece.text, piece.most);
    case 'code':
      return markup`<code>${plain(piece.text, piece.most)}</code>`;
    case 'strong':
      return markup`<strong>${phraseMarkup(piece.content)}</strong>`;
    case 'link':
      return markup`<a href="${escapeHtml(piece.address)}" rel="noreferrer noopener">${phraseMarkup(piece.label)}</a>`;
  }
}

/** For an attribute, or where an element takes no others. */
export function phraseAttribute(phrase: Phrase): Markup {
  return escapeHtml(phraseText(phrase));
}
