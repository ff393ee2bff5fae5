import { readableLine } from './readable.ts';
import { webAddress } from './web-address.ts';

/**
 * Words of one line as data, said the same in every form of the report. Foreign text is told apart from
 * ours, so that each form can escape it by its own rules.
 */
export type Phrase = readonly Piece[];

export type Piece =
  /** Ours: no character of it means anything to Markdown. */
  | { kind: 'own'; words: string }
  /** Foreign text, of which `most` characters are shown. */
  | { kind: 'text'; text: string; most: number }
  /** A name or a command: foreign text that is shown as it stands. */
  | { kind: 'code'; text: string; most: number }
  | { kind: 'strong'; content: Phrase }
  | { kind: 'link'; label: Phrase; address: string };

/** Takes numbers and phrases: a plain string does not compile, it must be told to be `text` or `code`. */
export function phrase(
  parts: TemplateStringsArray,
  ...values: readonly (Phrase | number)[]
): Phrase {
  return parts.flatMap((part, index) => {
    const value = values[index - 1];
    return [...(value === undefined ? [] : piecesOf(value)), ...own(part)];
  });
}

function piecesOf(value: Phrase | number): Phrase {
  return typeof value === 'number' ? own(String(value)) : value;
}

/** Words of this program: never those of a record, a file or an answer. */
export function own(words: string): Phrase {
  return words === '' ? nothing : [{ kind: 'own', words }];
}

export const nothing: Phrase = [];
export const dash = own('–');

const mostOfText = 300;
const mostOfCode = 200;

export function text(value: string, most: number = mostOfText): Phrase {
  return [{ kind: 'text', text: value, most }];
}

/** Foreign text in a cell of a table; a dash when there is none. */
export function cell(value: string | undefined, most: number = mostOfText): Phrase {
  const isEmpty = value === undefined || readableLine(value, most) === '';
  return isEmpty ? dash : text(value, most);
}

export function code(value: string, most: number = mostOfCode): Phrase {
  return readableLine(value, most) === '' ? dash : [{ kind: 'code', text: value, most }];
}

export function strong(content: Phrase): Phrase {
  return [{ kind: 'strong', content }];
}

/** The address comes from who renders the report, never from a record; only one of the web becomes a link. */
export function link(label: Phrase, address: string | undefined): Phrase {
  const url = address === undefined ? undefined : webAddress(address);
  return url === undefined ? label : [{ kind: 'link', label, address: url }];
}

export function join(parts: readonly Phrase[], separator: Phrase): Phrase {
  return parts.flatMap((part, index) => (index === 0 ? part : [...separator, ...part]));
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly Phrase[]): Phrase {
  const [last = nothing, ...others] = parts.toReversed();
  if (others.length === 0) return last;
  return phrase`${join(others.toReversed(), phrase`, `)} and ${last}`;
}
