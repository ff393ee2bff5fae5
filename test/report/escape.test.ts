import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { code, logBlock } from '../../src/report/markdown/escape-code.ts';
import { htmlText } from '../../src/report/markdown/escape-html.ts';
import { link } from '../../src/report/markdown/escape-link.ts';
import { mermaidLabel } from '../../src/report/markdown/escape-mermaid.ts';
import { cell, text } from '../../src/report/markdown/escape-text.ts';
import { mark } from '../../src/report/markdown/markdown.ts';
import { phrase } from '../../src/report/phrase.ts';
import { readableLine } from '../../src/report/readable.ts';
import { parseReport, references } from './parsed-report.ts';

const part = '\u200b';
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

/** What a parser reads where this stands alone. */
function readBack(markdown: string): string {
  return parseReport(`x ${markdown}`).lines.join('\n').slice(2).replaceAll(part, '');
}

describe('text', () => {
  it('reads as what it was, with references parted', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(readBack(text(value))).toBe(readableLine(value, 300));
        expect(references(parseReport(text(value)).lines.join())).toEqual([]);
      }),
    );
  });

  it('is one paragraph wherever it begins', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'-+=#>1.) *_~`|:[]!\n\t<&\\')), (characters) => {
        const kinds = parseReport(text(characters.join(''))).kinds;
        const allowed = ['inline', 'paragraph', 'text', 'text_special'];
        expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([]);
      }),
    );
  });

  it('leaves plain words, numbers and times alone', () => {
    const plain = '0.6156 reaches 0.55 at 06:19:42 on 2026-11-21, -0.02 (95 %)';
    expect(text(plain)).toBe(plain);
  });

  it('is a dash in a cell that would be empty', () => {
    expect([cell(undefined), cell(''), cell(' \n '), cell('–')]).toEqual(['–', '–', '–', '–']);
  });
});

describe('readableLine', () => {
  it.each([
    ['a\n\tb\u2028c', 'a b c'],
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u0000\u001b\u007f', '␀␛␡'],
    ['\u202egnp.exe', '⟨U+202E⟩gnp.exe'],
    ['a\ud800b', 'a\ufffdb'],
    ['👩‍👩‍👧 ✔️', '👩‍👩‍👧 ✔️'],
    [`e${'\u0301'.repeat(9)}`, `e${'\u0301'.repeat(4)}`],
  ])('of %j is %j', (value, shown) => {
    expect(readableLine(value, 100)).toBe(shown);
  });

  it('is cut between two characters, never in one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (value, most) => {
          const line = readableLine(value, most);
          expect(Array.from(line).length).toBeLessThanOrEqual(most);
          expect(line.isWellFormed()).toBe(true);
        },
      ),
    );
    expect(readableLine('😀😀😀', 2)).toBe('😀…');
  });
});

describe('code', () => {
  it('is one code span of what it was, except where a bar would end a cell', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const line = readableLine(value, 200);
        const { codes, kinds } = parseReport(code(value));
        expect(kinds.has('table')).toBe(false);
        expect(codes).toEqual(line === '' || line.includes('|') ? [] : [line]);
      }),
    );
    expect(code('a|b')).toBe('a&#124;b');
    expect(code('a`` `b')).toBe('```a`` `b```');
  });
});

describe('logBlock', () => {
  it('is one fence of its lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText, fc.constantFrom('```', '````', '~~~', '</pre>'))),
        (lines) => {
          const { fences, kinds } = parseReport(logBlock(lines));
          expect([...kinds]).toEqual(['fence']);
          expect(fences).toHaveLength(1);
          expect(fences[0]?.lines).toHaveLength(lines.length);
        },
      ),
    );
  });
});

describe('htmlText', () => {
  it('is text in an element', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { html, lines } = parseReport(`<p>${htmlText(value)}</p>`);
        expect(html[0]).toMatch(/^<p>[^<>"']*<\/p>$/);
        expect(references(lines.join())).toEqual([]);
      }),
    );
  });
});

describe('link', () => {
  it.each([
    ['https://github.com/acme/birds', '[x](https://github.com/acme/birds)'],
    ['http://localhost:8080/a?b=1&c=2#d', '[x](http://localhost:8080/a?b=1&amp;c=2#d)'],
    ['https://a.example/(x)|"y"', '[x](https://a.example/%28x%29%7C%22y%22)'],
    ['https://a.example/a b\nc', '[x](https://a.example/a%20bc)'],
    ['https://a.example/\u202e', '[x](https://a.example/%E2%80%AE)'],
  ])('to %j is %j', (address, markdown) => {
    expect(link(mark`x`, address)).toBe(markdown);
  });

  it.each([
    undefined,
    '',
    'gs://bucket/object',
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/relative',
    'https://',
    'https://user:password@a.example/',
    `https://a.example/${'x'.repeat(3_000)}`,
  ])('to %j is the label alone', (address) => {
    expect(link(mark`x`, address)).toBe('x');
  });

  it('is one link to a host of the address, or none', () => {
    const address = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      anyText,
    );
    fc.assert(
      fc.property(address, (value) => {
        const { links, kinds, lines } = parseReport(link(mark`x`, value));
        expect(lines).toEqual(['x']);
        expect(kinds.has('html_inline')).toBe(false);
        for (const one of links) expect(new URL(one).host).toBe(new URL(value).host);
      }),
    );
  });
});

describe('mermaidLabel', () => {
  it('is one string in quotes of letters, digits and what joins them', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(mermaidLabel(value)).toMatch(/^"[\p{L}\p{N}._ -]+"$/u);
        expect(mermaidLabel(value)).not.toMatch(/--|%%/);
      }),
    );
  });
});

describe('templates', () => {
  it('take no plain string', () => {
    // @ts-expect-error a text must be escaped first
    expect(mark`${'<b>'}`).toBe('<b>');
    // @ts-expect-error Markdown is not the content of an element
    expect(link(htmlText('x'), undefined)).toBe('x');
    // @ts-expect-error a phrase must be told whether its words are foreign
    expect(phrase`${'<b>'}`).toHaveLength(3);
  });

  it('are the only source of Markdown beside escapes and blocks', () => {
    const folder = fileURLToPath(new URL('../../src/report/', import.meta.url));
    const casting = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        name.endsWith('.ts') &&
        / as (Markdown|Lines|Html|Chart|Markup)\b/.test(readFileSync(folder + name, 'utf8')),
    );
    expect(casting.toSorted()).toEqual([
      'html/markup.ts',
      'markdown/canary-mermaid.ts',
      'markdown/escape-code.ts',
      'markdown/escape-html.ts',
      'markdown/escape-link.ts',
      'markdown/escape-mermaid.ts',
      'markdown/escape-text.ts',
      'markdown/lines.ts',
      'markdown/markdown.ts',
      'markdown/phrase-markdown.ts',
    ]);
  });
});
