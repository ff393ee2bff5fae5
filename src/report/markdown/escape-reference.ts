/** Shows nothing, and what it parts is no name, number or address any more. */
const part = '&#8203;';

/**
 * What GitHub makes links, notices and pictures of after it has rendered the Markdown, when escapes
 * are gone: mentions, issues and pull requests, commits, addresses, emoji. They are parted instead.
 * Every `:` before a letter may begin an emoji or end a scheme; times such as 06:19:42 stay whole.
 */
const reference = new RegExp(
  [
    '@',
    '#',
    '(?<!\\d):(?=[\\w+/-])|:(?=[\\w+/-])(?!\\d\\d(?!\\w))',
    '/(?=/)',
    '[Ww]{3}(?=\\.)',
    '\\b(?:[Gg][Hh](?:[Ss][Aa])?|[A-Z][A-Z0-9]+)-(?=\\w)',
    '\\b(?<hash>(?=[a-fA-F]*\\d)(?=\\d*[a-fA-F])[0-9a-fA-F]{7,40})\\b',
  ].join('|'),
  'g',
);

/**
 * The text with its references parted and its special characters replaced, in one pass over it.
 * @param replace what a special character, or what begins a reference, is written as.
 */
export function escapeWith(
  text: string,
  special: RegExp,
  replace: (found: string) => string,
): string {
  const risk = new RegExp(`(?<special>${special.source})|${reference.source}`, 'gu');
  return text.replaceAll(risk, (found, ...rest) => {
    const groups = rest.at(-1) as { special?: string; hash?: string };
    if (groups.special !== undefined) return replace(found);
    return groups.hash === undefined ? `${replace(found)}${part}` : piecesOf(found).join(part);
  });
}

/** Too short to name a commit. */
function piecesOf(hash: string): string[] {
  return hash.match(/.{1,6}/gu) ?? [];
}
