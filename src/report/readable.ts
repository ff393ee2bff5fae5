/** Escape sequences that colour terminals and set their titles. */
const escape = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);
const terminalSequence = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?)`,
  'g',
);

/** What is not seen but changes what is: control characters, directions, fillers, tags. */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Joiners of letters and of emoji, and the selectors of their shape, have their use and stay. */
const useful: readonly string[] = ['\u200c', '\u200d', '\ufe0e', '\ufe0f'];

/** Marks stacked on one letter would cover the lines above and below. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;

/**
 * Foreign text as one line that shows all it holds: white space is one space, terminal colours are gone,
 * control and direction characters are named, broken surrogates are replacement characters. Texts
 * longer than `most` characters are cut between two of them and end in `…`.
 */
export function readableLine(text: string, most: number): string {
  const start = startOf(text, most);
  const spaced = start.replaceAll(terminalSequence, '').replaceAll(/[\s\u0085]+/g, ' ');
  return cut(show(spaced).trim(), most);
}

/** Lines of a log: white space stays, everything else as in `readableLine`. */
export function readableLogLine(text: string, most: number): string {
  const start = startOf(text, most).replaceAll(terminalSequence, '');
  const spaced = start.replaceAll(/[\r\n\u0085\u2028\u2029]+/g, ' ').replaceAll('\t', '    ');
  return cut(show(spaced).trimEnd(), most);
}

/** The first characters of an identifier that a few of them tell. */
export function shorten(text: string, most: number): string {
  return Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join('');
}

/** Enough of the text to fill the line; the rest of a hundred kilobytes is not worth reading. */
function startOf(text: string, most: number): string {
  return text.slice(0, 8 * most + 1_000).toWellFormed();
}

function show(text: string): string {
  return text.replaceAll(invisible, nameOf).replaceAll(stackedMarks, '$1');
}

function nameOf(character: string): string {
  if (useful.includes(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
