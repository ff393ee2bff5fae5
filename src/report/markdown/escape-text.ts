import { escapeWith } from './escape-reference.ts';
import { type Markdown, mark } from './markdown.ts';
import { readableLine } from '../readable.ts';

const mostCharacters = 300;
const special = /[\\`*_~[\]<>&|$]/;

/** In table cells a backslash does not keep a bar from ending the cell everywhere; an entity does. */
const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '|': '&#124;',
  $: '&#36;',
};

/** Foreign text as plain words in a line, a heading or a list item. */
export function text(value: string, most: number = mostCharacters): Markdown {
  const escaped = escapeWith(readableLine(value, most), special, escapeOne);
  return guardStart(escaped) as Markdown;
}

/** Foreign text in a cell of a table; a dash when there is none. */
export function cell(value: string | undefined, most: number = mostCharacters): Markdown {
  const escaped = value === undefined ? mark`` : text(value, most);
  return escaped === '' ? dash : escaped;
}

export const dash = mark`–`;

function escapeOne(found: string): string {
  return entities[found] ?? (/^[\\`*_~[\]#]$/.test(found) ? `\\${found}` : found);
}

/** A line may begin a list, a heading or a rule; none of ours does. */
function guardStart(line: string): string {
  return line.replace(/^[-+=](?![\d.])/, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
