/**
 * A line that the runner prints and takes no command from, whatever the text is: training logs,
 * server answers and error messages are hostile.
 *
 * The runner reads `::command::` where a line begins, white space and characters without a width
 * left aside, and `##[command]` anywhere in a line. So no control character, format character or
 * line separator is left, a line that does not begin with a plain character gets a bar in front,
 * and `##[` is taken apart.
 */
export function inertLine(text: string): string {
  const shown = printable(text).replace(/#(?=[^ -~]*#[^ -~]*\[)/g, '# ');
  return isPlain(shown) ? shown : `| ${shown}`;
}

/** The text in one line of visible characters; others are shown as their code. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\t'
      ? ' '
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** Begins, after spaces, with a visible character of ASCII other than a colon; or is empty. */
function isPlain(line: string): boolean {
  return /^ *([!-9;-~]|$)/.test(line);
}
