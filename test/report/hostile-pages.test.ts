import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { renderPage } from '../../src/report/html/page.ts';
import { statusText } from '../../src/report/terminal/status-text.ts';
import { hostileTexts } from './hostile.ts';
import { elementsIn, parsePage } from './parsed-page.ts';
import { severalAtOnce, withEveryText } from './places.ts';
import { hostileBase } from '../support/evaluated-record.ts';

const record = hostileBase();
const addresses = ['https://github.com/acme/birds/commit/1'];
const context = { commitUrl: addresses[0] };

/** Elements and attributes of a page on a friendly record; no other has more kinds of them. */
const usual = new Set(kindsIn(renderPage(record, context)));
const frame = [...elementsIn(parsePage(renderPage(record, context)))].filter(({ tag }) =>
  ['style', 'script', 'meta'].includes(tag),
);

function kindsIn(html: string): string[] {
  return [...elementsIn(parsePage(html))].flatMap(({ tag, attributes }) =>
    ['', ...attributes.keys()].map((name) => `${tag} ${name}`),
  );
}

function harm(html: string): string[] {
  const elements = [...elementsIn(parsePage(html))];
  const links = elements.flatMap(({ attributes }) => attributes.get('href') ?? []);
  const kept = elements.filter(({ tag }) => ['style', 'script', 'meta'].includes(tag));
  return [
    ...kindsIn(html).filter((kind) => !usual.has(kind)),
    ...links.filter((link) => !/^#(main|section-\d+)$/.test(link) && !addresses.includes(link)),
    ...(JSON.stringify(kept.map(told)) === JSON.stringify(frame.map(told)) ? [] : ['the frame']),
    ...unseenIn(html),
    ...(html.isWellFormed() ? [] : ['a broken surrogate']),
    ...(html.length > 1_000_000 ? ['too long'] : []),
  ];
}

function told({ tag, attributes, text }: ReturnType<typeof parsePage>) {
  return [tag, [...attributes], text];
}

/** Characters that are not seen, or turn around what is; joiners and selectors of emoji are none. */
function unseenIn(text: string): string[] {
  const useful = ['\n', '\u200c', '\u200d', '\ufe0e', '\ufe0f'];
  const found = text.match(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu) ?? [];
  return found.filter((character) => !useful.includes(character));
}

describe('a page on a hostile record', () => {
  it('does nothing of its own when the record is friendly', () => {
    expect(harm(renderPage(record, context))).toEqual([]);
  });

  it.each(hostileTexts.map((text) => [JSON.stringify(text.slice(0, 60)), text]))(
    'does what it should with %s in every text at once, and so does a terminal',
    (_, text) => {
      const evil = withEveryText(record, text);
      expect(harm(renderPage(evil, context))).toEqual([]);
      expect(unseenIn(statusText(evil))).toEqual([]);
    },
  );

  it('does what it should with hostile texts in every kind of place', () => {
    const texts = ['"><script>alert(1)</script>', `' onload='x`, '</style></script><b>', '&amp;<'];
    for (const { changes, evil } of severalAtOnce(record, texts, () => 1)) {
      expect({ changes, harm: harm(renderPage(evil, context)) }).toEqual({ changes, harm: [] });
    }
  });

  it('is a page whatever the record is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (anything, evidence) => {
        const canary = { ...record.steps['canary-promote'], evidence };
        const steps = { ...record.steps, 'canary-promote': canary };
        for (const value of [anything, { ...record, steps }]) {
          expect(harm(renderPage(value as never, context))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
