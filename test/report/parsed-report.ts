import MarkdownIt, { type Token } from 'markdown-it';
import type { ReleaseRecord } from '../../src/release/record.ts';
import { renderComment } from '../../src/report/comment.ts';

/** A report as an independent parser of Markdown reads it. */
export interface ParsedReport {
  headings: { level: number; text: string }[];
  tables: { columns: string[]; rows: string[][] }[];
  links: string[];
  images: number;
  /** Blocks and tags of HTML, as they stand. */
  html: string[];
  fences: { language: string; lines: string[] }[];
  /** Contents of code spans. */
  codes: string[];
  /** What is read outside of code, a text for each line, with escapes and entities undone. */
  lines: string[];
  /** Types of every token, without their openings and closings. */
  kinds: Set<string>;
}

export const context = {
  commitUrl: 'https://github.com/acme/birds/commit/1a2b3c4d',
  runUrl: 'https://github.com/acme/birds/actions/runs/7?check_suite_focus=true&pr=3',
  recordUrl: 'gs://birdstrikes-releases/record.json',
};

export function reportOn(record: ReleaseRecord): ParsedReport {
  return parseReport(renderComment(record, context));
}

/** Links in plain text as GitHub makes them: with a scheme, or of e-mail. */
export function parseReport(markdown: string): ParsedReport {
  const parser = new MarkdownIt({ html: true, linkify: true });
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
  const report: ParsedReport = {
    headings: [],
    tables: [],
    links: [],
    images: 0,
    html: [],
    fences: [],
    codes: [],
    lines: [],
    kinds: new Set(),
  };
  let heading: number | undefined;
  let inTable = false;
  let inTitles = false;
  for (const token of parser.parse(markdown, {})) {
    report.kinds.add(token.type.replace(/_(open|close)$/, ''));
    const table = report.tables.at(-1);
    switch (token.type) {
      case 'heading_open':
        heading = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        heading = undefined;
        break;
      case 'table_open':
        report.tables.push({ columns: [], rows: [] });
        inTable = true;
        break;
      case 'table_close':
        inTable = false;
        break;
      case 'thead_open':
        inTitles = true;
        break;
      case 'thead_close':
        inTitles = false;
        break;
      case 'tr_open':
        if (!inTitles) table?.rows.push([]);
        break;
      case 'html_block':
        report.html.push(token.content.trim());
        report.lines.push(textOfHtml(token.content));
        break;
      case 'fence':
        report.fences.push({ language: token.info, lines: token.content.split('\n').slice(0, -1) });
        break;
      case 'inline': {
        const text = readInline(token, report);
        if (heading !== undefined) report.headings.push({ level: heading, text });
        break;
      }
      case 'td_open':
        table?.rows.at(-1)?.push('');
        break;
      case 'th_open':
        table?.columns.push('');
        break;
    }
    if (token.type === 'inline' && inTable && table !== undefined) fillCell(table, token);
  }
  return report;
}

/** Cells of a table are inline tokens between the tokens of the cell. */
function fillCell(table: ParsedReport['tables'][number], token: Token): void {
  const cells = table.rows.at(-1) ?? table.columns;
  if (cells.length > 0) cells[cells.length - 1] = textOf(token);
}

function readInline(token: Token, report: ParsedReport): string {
  let line = '';
  for (const child of token.children ?? []) {
    report.kinds.add(child.type.replace(/_(open|close)$/, ''));
    if (child.type === 'link_open') report.links.push(String(child.attrGet('href')));
    if (child.type === 'image') report.images += 1;
    if (child.type === 'html_inline') report.html.push(child.content);
    if (child.type === 'code_inline') report.codes.push(child.content);
    // A space where code was: what is read around it does not touch.
    if (child.type.startsWith('text')) line += child.content;
    else if (!child.type.startsWith('link') && !child.type.startsWith('strong')) line += ' ';
  }
  report.lines.push(line);
  return textOf(token);
}

function textOf(token: Token): string {
  const text = (token.children ?? []).map(({ content }) => content).join('');
  return text.replaceAll('\u00a0', ' ');
}

function textOfHtml(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** What GitHub would turn into a link, a notice or a picture after it has rendered the Markdown. */
export function references(line: string): string[] {
  const parts = [
    /@[\w/]/gu,
    /#\d/gu,
    /\bgh-\d/giu,
    /\b(?:cve|ghsa)-\w/giu,
    /[a-z]+:\/\//giu,
    /www\./giu,
    /\b(?:mailto|xmpp|javascript|data):[\w/]/giu,
    /:(?!\d\d:)[\w+-]+:/gu,
    /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/giu,
  ];
  return parts.flatMap((pattern) => line.match(pattern) ?? []);
}
