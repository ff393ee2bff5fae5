import type { Phrase, Piece } from './phrase.ts';
import { readableLine } from './readable.ts';

/** A phrase where nothing is markup: no character in it moves a cursor or turns around a line. */
export function phraseText(phrase: Phrase): string {
  return phrase.map(textOf).join('');
}

function textOf(piece: Piece): string {
  switch (piece.kind) {
    case 'own':
      return piece.words.replaceAll('\u00a0', ' ');
    case 'text':
    case 'code':
      return readableLine(piece.text, piece.most);
    case 'strong':
      return phraseText(piece.content);
    case 'link':
      return phraseText(piece.label);
  }
}
