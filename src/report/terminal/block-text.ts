import type { Block } from '../block.ts';
import type { Column } from '../column.ts';
import type { Phrase } from '../phrase.ts';
import { phraseText } from '../phrase-text.ts';
import { columnsOf, pad, wrap } from './columns.ts';

const gap = '  ';
/** Cells are broken into lines no narrower than this. */
const narrowest = 36;

/** A block as lines of a terminal. What is folded elsewhere, logs and charts are for other forms. */
export function blockText(block: Block, columns: number): string[] {
  switch (block.kind) {
    case 'heading':
      return [phraseText(block.title)];
    case 'paragraph':
    case 'quote':
      return wrap(phraseText(block.sentence), columns);
    case 'bullets':
      return block.items.flatMap((item) =>
        wrap(phraseText(item), columns - 2).map(
          (line, index) => `${index === 0 ? '-' : ' '} ${line}`,
        ),
      );
    case 'table':
      return tableText(block.columns, block.rows, columns);
    case 'details':
    case 'log':
    case 'canary_chart':
    case 'interval_chart':
    case 'page_only':
    case 'figures':
      return [];
  }
}

/** In columns where they fit, the widest of them in several lines; else a row is a list of its cells. */
function tableText(
  titles: readonly Column[],
  rows: readonly (readonly Phrase[])[],
  columns: number,
): string[] {
  const names = titles.map(({ title }) => phraseText(title));
  const cells = rows.map((row) => titles.map((_, index) => phraseText(row[index] ?? [])));
  const natural = names.map((_, index) =>
    Math.max(...[names, ...cells].map((row) => columnsOf(row[index] ?? ''))),
  );
  const widths = narrowed(natural, columns - gap.length * (titles.length - 1));
  if (widths === undefined) return cells.flatMap((row) => rowAsList(names, row, columns));
  return [names, ...cells].flatMap((row) => rowInColumns(row, titles, widths));
}

/** Undefined when no column is left that could be narrower. */
function narrowed(widths: readonly number[], room: number): number[] | undefined {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= room) return [...widths];
  const widest = Math.max(...widths);
  const left = widest - (total - room);
  return left < narrowest ? undefined : widths.with(widths.indexOf(widest), left);
}

function rowInColumns(
  row: readonly string[],
  titles: readonly Column[],
  widths: readonly number[],
): string[] {
  const cells = row.map((cell, index) => wrap(cell, widths[index] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) =>
        pad(lines[line] ?? '', widths[index] ?? 0, titles[index]?.align ?? 'left'),
      )
      .join(gap)
      .trimEnd(),
  );
}

/** The first two cells head the others, which have their titles before them. */
function rowAsList(names: readonly string[], row: readonly string[], columns: number): string[] {
  const wide = Math.max(...names.map(columnsOf)) + gap.length;
  const rest = row.slice(2).flatMap((cell, index) => {
    if (cell === '–') return [];
    const name = pad(names[index + 2] ?? '', wide, 'left');
    return wrap(cell, Math.max(narrowest, columns - wide - gap.length)).map(
      (line, place) => `${gap}${place === 0 ? name : ' '.repeat(wide)}${line}`,
    );
  });
  const second = row[1] === '–' ? '' : `${gap}${names[1] ?? ''} ${row[1] ?? ''}`;
  return [`${row[0] ?? ''}${second}`, ...rest];
}
