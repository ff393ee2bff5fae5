import { createHash } from 'node:crypto';
import type { ReleaseRecord } from '../../release/record.ts';
import type { Block } from '../block.ts';
import { phraseText } from '../phrase-text.ts';
import { viewRecord } from '../record-view.ts';
import type { ReportContext, Section } from '../section.ts';
import { sectionsOf } from '../sections.ts';
import { statusOf } from '../status.ts';
import { blockMarkup } from './block-markup.ts';
import { escapeHtml, type Markup, markup, plain, verbatim } from './markup.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { script } from './script.ts';
import { styleText } from './style.ts';

/**
 * The report of a release as one page that loads nothing: the sections of the comment, with charts. Its
 * policy allows its own style and script alone, by their digests. Never throws; ends with a line break.
 */
export function renderPage(record: ReleaseRecord, context: ReportContext = {}): string {
  const view = viewRecord(record);
  const { tone, words } = statusOf(view);
  const [headline, ...sections] = sectionsOf(view, context);
  const style = styleText();
  const name = view.releaseId ?? 'a release';
  const title = plain(`${phraseText(words)}: ${name}`, 200);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="${escapeHtml(tone)}">
${(headline?.content ?? []).map(headlineMarkup)}
<nav aria-label="Sections"><ul>${sections.map(linkTo)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map(sectionMarkup)}
</main>
<footer><p>Made from the release record alone. Times are UTC.</p></footer>
<script>${verbatim(script)}</script>
</body>
</html>
`;
}

function policy(style: string): Markup {
  return escapeHtml(
    [
      `default-src 'none'`,
      `style-src ${digest(style)}`,
      `script-src ${digest(script)}`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `require-trusted-types-for 'script'`,
    ].join('; '),
  );
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The headline of a comment is of level 2, below the page's own; here it is the first. */
function headlineMarkup(block: Block): Markup {
  return block.kind === 'heading'
    ? markup`<h1>${phraseMarkup(block.title)}</h1>`
    : blockMarkup(block, []);
}

function sectionMarkup({ name, content }: Section, index: number): Markup {
  const id = idOf(index);
  const blocks = content.map((block) =>
    block.kind === 'heading'
      ? markup`<h2 id="${id}">${phraseMarkup(block.title)}</h2>`
      : blockMarkup(block, name),
  );
  return markup`<section aria-labelledby="${id}">${blocks}</section>\n`;
}

function linkTo({ content }: Section, index: number): Markup {
  const heading = content.find((block) => block.kind === 'heading');
  const title = heading === undefined ? [] : heading.title;
  return markup`<li><a href="#${idOf(index)}">${phraseMarkup(title)}</a></li>`;
}

function idOf(index: number): Markup {
  return escapeHtml(`section-${index + 1}`);
}
