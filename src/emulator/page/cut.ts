/** A text of at most `length` characters, with a sign that it goes on where it does. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
