import type { Phrase, Piece } from '../phrase.ts';
import { code } from './escape-code.ts';
import { htmlText } from './escape-html.ts';
import { link } from './escape-link.ts';
import { text } from './escape-text.ts';
import { type Html, join, type Markdown, mark, ownWords } from './markdown.ts';

/** A phrase as a line of Markdown. */
export function phraseMarkdown(phrase: Phrase): Markdown {
  return join(phrase.map(pieceMarkdown), mark``);
}

function pieceMarkdown(piece: Piece): Markdown {
  switch (piece.kind) {
    case 'own':
      return ownWords(piece.words);
    case 'text':
      return text(piece.text, piece.most);
    case 'code':
      return code(piece.text, piece.most);
    case 'strong':
      return mark`**${phraseMarkdown(piece.content)}**`;
    case 'link':
      return link(phraseMarkdown(piece.label), piece.address);
  }
}

/** A phrase inside an element of HTML, where GitHub reads no Markdown: names and links are plain there. */
export function phraseHtml(phrase: Phrase): Html {
  return phrase.map(pieceHtml).join('') as Html;
}

function pieceHtml(piece: Piece): Html {
  switch (piece.kind) {
    case 'own':
      return ownWords(piece.words);
    case 'text':
    case 'code':
      return htmlText(piece.text, piece.most);
    case 'strong':
      return phraseHtml(piece.content);
    case 'link':
      return phraseHtml(piece.label);
  }
}
