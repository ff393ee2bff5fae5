import { webAddress } from '../web-address.ts';
import type { Markdown } from './markdown.ts';

const mostCharacters = 2_000;

/** What a URL may hold and Markdown, its tables or HTML would read as their own. */
const special = /[()<>[\]\\`|"'$]/g;

/**
 * The label as a link; the label alone when the address is no plain http or https one. The address
 * comes from who renders the report, never from a record.
 */
export function link(label: Markdown, address: string | undefined): Markdown {
  const url = address === undefined ? undefined : webAddress(address);
  const written = url?.replaceAll(special, percentEncoded).replaceAll('&', '&amp;');
  return written === undefined || written.length > mostCharacters
    ? label
    : (`[${label}](${written})` as Markdown);
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
