declare const inline: unique symbol;
declare const block: unique symbol;
declare const html: unique symbol;
declare const chart: unique symbol;

/**
 * Text that stays within one line of Markdown and one cell of a table, and does only what it says.
 * Plain text becomes it through the `escape-*` modules and nowhere else.
 */
export type Markdown = string & { readonly [inline]: true };
/** Whole lines of Markdown, safe between blank lines. */
export type Lines = string & { readonly [block]: true };
/** Text that is safe inside an element of HTML. */
export type Html = string & { readonly [html]: true };
/** A line of a Mermaid chart. */
export type Chart = string & { readonly [chart]: true };

/** A template takes numbers and what is safe in its own language: a plain string does not compile. */
type Template<T extends string> = (
  parts: TemplateStringsArray,
  ...values: readonly (T | number)[]
) => T;

/** Not called `md`: formatters take the text of that for a document of its own. */
export const mark: Template<Markdown> = (parts, ...values) => fill(parts, values) as Markdown;
export const diagram: Template<Chart> = (parts, ...values) => fill(parts, values) as Chart;

/** What this program says itself; spaces that hold two words together are told by name, to be seen. */
export function ownWords(words: string): Markdown & Html {
  return words.replaceAll('\u00a0', '&nbsp;') as Markdown & Html;
}

export function join<T extends Markdown | Html | Chart>(parts: readonly T[], separator: T): T {
  return parts.join(separator) as T;
}

function fill(parts: TemplateStringsArray, values: readonly (string | number)[]): string {
  return parts.reduce((text, part, index) => `${text}${values[index - 1] ?? ''}${part}`);
}
