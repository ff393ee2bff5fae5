import { readableLine } from '../readable.ts';

declare const safe: unique symbol;

/**
 * HTML that does only what it says, in an element and between the quotes of an attribute. Text becomes
 * it through `plain` and nowhere else.
 */
export type Markup = string & { readonly [safe]: true };

/** Takes numbers and what is safe: a plain string does not compile. Lists are written one after the other. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (Markup | number | readonly Markup[])[]
): Markup {
  return parts.reduce((whole, part, index) => {
    const value = values[index - 1] ?? '';
    const written = typeof value === 'object' ? value.join('') : String(value);
    return `${whole}${written}${part}`;
  }) as Markup;
}

/** Foreign text, of which `most` characters are shown, as text. */
export function plain(text: string, most: number): Markup {
  return escapeHtml(readableLine(text, most));
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text whose white space and characters are in order already. */
export function escapeHtml(text: string): Markup {
  return text.replaceAll(/[<>&"']/g, (found) => entities[found] ?? found) as Markup;
}

/** A style or script of ours, in whose elements browsers undo no escapes. */
export function verbatim(ours: string): Markup {
  return ours as Markup;
}
