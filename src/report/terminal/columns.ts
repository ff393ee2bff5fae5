/** Pictographs and the letters of East Asia take two columns of a terminal; marks take none. */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

const none = /^\p{M}+$/u;

/** Columns that a text takes on a terminal, as far as terminals agree. */
export function columnsOf(text: string): number {
  const segments = new Intl.Segmenter('en').segment(text);
  return [...segments].reduce((sum, { segment }) => sum + widthOf(segment), 0);
}

function widthOf(segment: string): number {
  if (wide.test(segment)) return 2;
  return none.test(segment) ? 0 : 1;
}

export function pad(text: string, columns: number, align: 'left' | 'right'): string {
  const spaces = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return align === 'right' ? `${spaces}${text}` : `${text}${spaces}`;
}

/** Lines of at most so many columns, broken between words; a longer word has a line of its own. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || columnsOf(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
