const longestToken = 32;

/**
 * A cell or column name from untrusted data, fit to stand in a report: cut to 32 characters, and
 * everything but letters, digits, blanks and `._:/+-` written as `\u{HEX}`.
 */
export function showToken(text: string): string {
  const head = text.slice(0, 2 * longestToken);
  const characters = Array.from(head);
  const shown = characters
    .slice(0, longestToken)
    .join('')
    .replace(/[^\p{L}\p{N} ._:/+-]/gu, escape);
  return characters.length > longestToken || text.length > head.length ? `${shown}…` : shown;
}

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
