import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { renderComment } from '../../src/report/comment.ts';
import { hostileTexts } from './hostile.ts';
import { parseReport, references } from './parsed-report.ts';
import { placesIn, replaceAt, severalAtOnce, withEveryText } from './places.ts';
import { hostileBase } from '../support/evaluated-record.ts';

const context = {
  commitUrl: 'https://github.com/acme/birds/commit/1a2b3c4d',
  runUrl: 'https://github.com/acme/birds/actions/runs/7',
  recordUrl: 'https://storage.example/record.json',
};
const addresses = Object.values(context);

const titles = [
  'Steps',
  'Candidate against champion',
  'Business rules',
  'Slices',
  'Fairness',
  'Canary',
  'Data checks',
  'Staging and integration test',
  'Provenance',
];

/** All that a report is made of, as the parser calls it. */
const kinds = [
  'heading',
  'inline',
  'text',
  'text_special',
  'paragraph',
  'blockquote',
  'strong',
  'link',
  'code_inline',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'html_block',
  'bullet_list',
  'list_item',
  'fence',
];

const folding = /^(?:<\/details>|<details><summary>[^<>]*<\/summary>)$/;

/** Characters that are not seen, or turn around what is; joiners and selectors of emoji are none. */
function unseenIn(text: string): string[] {
  const useful = ['\n', '\u200c', '\u200d', '\ufe0e', '\ufe0f'];
  const found = text.match(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu) ?? [];
  return found.filter((character) => !useful.includes(character));
}

/** Everything that a reader could be deceived or bothered by. */
function harm(markdown: string): string[] {
  const report = parseReport(markdown);
  const [first, ...headings] = report.headings;
  return [
    ...(markdown.length > 65_536 ? ['too long'] : []),
    ...(markdown.isWellFormed() ? [] : ['a broken surrogate']),
    ...(unseenIn(markdown).length === 0 ? [] : ['an unseen character']),
    ...[...report.kinds].filter((kind) => !kinds.includes(kind)).map((kind) => `a ${kind}`),
    ...report.links.filter((link) => !addresses.includes(link)).map((link) => `link ${link}`),
    ...report.html.filter((html) => !folding.test(html)).map((html) => `html ${html}`),
    ...(first?.level === 2 ? [] : ['no headline']),
    ...headings.filter(({ text }) => !titles.includes(text)).map(({ text }) => `heading ${text}`),
    ...report.lines.flatMap(references),
    ...report.fences.flatMap(fenceHarm),
    ...tableHarm(markdown),
    ...foldingHarm(report.html),
  ];
}

function fenceHarm({ language, lines }: { language: string; lines: string[] }): string[] {
  if (language === 'text') return [];
  const isChart =
    language === 'mermaid' &&
    /^ {2}title "[\p{L}\p{N}._ -]+"$/u.test(lines[1] ?? '') &&
    lines.length === 7 &&
    lines.slice(2).every((line) => /^ {2}(x-axis|y-axis|bar|line) [\w" ,[\]>-]+$/.test(line));
  return isChart ? [] : [`fence ${language}: ${lines.join('/')}`];
}

/** Every line of a table has as many bars as its titles have: no cell was opened or closed. */
function tableHarm(markdown: string): string[] {
  const found: string[] = [];
  let bars: number | undefined;
  for (const line of outsideFences(markdown)) {
    if (!line.startsWith('|')) bars = undefined;
    else {
      const here = line.split('|').length;
      bars ??= here;
      if (here !== bars) found.push(`a row of ${here}, not ${bars}: ${line}`);
    }
  }
  return found;
}

function outsideFences(markdown: string): string[] {
  let fence: string | undefined;
  return markdown.split('\n').filter((line) => {
    if (fence === undefined) fence = /^`{3,}(?=text$|mermaid$)/.exec(line)?.[0];
    else if (line === fence) fence = undefined;
    return fence === undefined;
  });
}

function foldingHarm(html: readonly string[]): string[] {
  let open = 0;
  for (const one of html) {
    open += one === '</details>' ? -1 : 1;
    if (open < 0 || open > 1) return ['details are not closed one by one'];
  }
  return open === 0 ? [] : ['details are left open'];
}

/** Hostile texts that each place is tried with; most keys are none that a report shows. */
const textsForEach = { text: 4, key: 1 } as const;

const record = hostileBase();
const places = [...placesIn(record)];

describe('a report on a hostile record', () => {
  it('does nothing of its own when the record is friendly', () => {
    expect(harm(renderComment(record, context))).toEqual([]);
    expect(parseReport(renderComment(record, context)).links.length).toBeGreaterThan(3);
  });

  it('has a corpus worth its name', () => {
    expect(new Set(hostileTexts).size).toBeGreaterThanOrEqual(100);
    expect(places.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(150);
  });

  it.each(hostileTexts.map((text) => [JSON.stringify(text.slice(0, 60)), text]))(
    'does what it should with %s in every text at once',
    (_, text) => {
      const all = withEveryText(record, text);
      expect(harm(renderComment(all, context))).toEqual([]);
    },
  );

  it('does what it should with hostile texts in every place', () => {
    // A long one may leave no room for what else is tried.
    const texts = hostileTexts.filter((text) => text.length < 1_000);
    let tried = 0;
    for (const { changes, evil } of severalAtOnce(
      record,
      texts,
      ({ kind }) => textsForEach[kind],
    )) {
      tried += changes.length;
      expect({ changes, found: harm(renderComment(evil, context)) }).toEqual({
        changes,
        found: [],
      });
    }
    expect(tried).toBeGreaterThan(10 * texts.length);
  });

  it('does what it should with any text anywhere', () => {
    const part = fc.oneof(
      fc.constantFrom(...hostileTexts.filter((text) => text.length < 200)),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '`',
        '|',
        '\\',
        '@',
        '#',
        ':',
        '<',
        '>',
        '[',
        ']',
        '*',
        '_',
        '~',
        '\n',
        '-',
        '1',
      ),
    );
    const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), text), { maxLength: 6 }),
        (changes) => {
          const changed = changes.reduce<unknown>(
            (value, [place, evilText]) => replaceAt(value, place, evilText),
            record,
          );
          expect(harm(renderComment(changed as ReleaseRecord, context))).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });
});
