import { escapeWith } from './escape-reference.ts';
import type { Html } from './markdown.ts';
import { readableLine } from '../readable.ts';

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text as the content of an element: Markdown is not read there, HTML is. */
export function htmlText(value: string, most = 100): Html {
  return escapeWith(
    readableLine(value, most),
    /[<>&"']/,
    (found) => entities[found] ?? found,
  ) as Html;
}
