import type { Dom, PageNode } from './dom.ts';
import { KeyedWidgets, type Widget } from './keyed-widgets.ts';

/** The row of one item. */
export interface Row<Item, Column extends string> {
  /** What is in the cells. */
  cells: Readonly<Record<Column, PageNode>>;
  /** What is below them, over the whole width. */
  below?: readonly PageNode[];
  show: (item: Item) => void;
}

export interface TableSpec<Item, Column extends string> {
  caption: string;
  /** Headings by column; the first column names the row. */
  columns: Readonly<Record<Column, string>>;
  keyOf: (item: Item) => string;
  createRow: () => Row<Item, Column>;
}

/**
 * A table with one row for each item. It says its roles by itself: where the window is narrow its rows become
 * blocks, and browsers forget what a table is that is not laid out as one.
 */
export class DataTable<Item, Column extends string> implements Widget<readonly Item[]> {
  readonly root: PageNode;
  /** Tells this table from others of its kind. */
  readonly caption: PageNode;
  readonly #dom: Dom;
  readonly #columns: readonly (readonly [column: Column, heading: string])[];
  readonly #rows: KeyedWidgets<Item>;

  constructor(dom: Dom, { caption, columns, keyOf, createRow }: TableSpec<Item, Column>) {
    this.#dom = dom;
    this.#columns = Object.entries(columns) as [Column, string][];
    this.caption = dom.element('caption', {}, caption);
    this.root = dom.element(
      'table',
      { role: 'table' },
      this.caption,
      dom.element('thead', { role: 'rowgroup' }, this.#headings()),
    );
    this.#rows = new KeyedWidgets(this.root, keyOf, () => this.#rowGroup(createRow()));
  }

  show(items: readonly Item[]): void {
    this.#rows.show(items);
  }

  #headings(): PageNode {
    const headings = this.#columns.map(([, heading]) =>
      this.#dom.element('th', { role: 'columnheader', scope: 'col' }, heading),
    );
    return this.#dom.element('tr', { role: 'row' }, ...headings);
  }

  #rowGroup({ cells, below = [], show }: Row<Item, Column>): Widget<Item> {
    const root = this.#dom.element('tbody', { role: 'rowgroup' }, this.#row(cells));
    if (below.length > 0) root.append(this.#rowBelow(below));
    return { root, show };
  }

  #row(contents: Readonly<Record<Column, PageNode>>): PageNode {
    const cells = this.#columns.map(([column, heading], index) => {
      const label = { 'data-label': heading };
      return index === 0
        ? this.#dom.element('th', { role: 'rowheader', scope: 'row', ...label }, contents[column])
        : this.#dom.element('td', { role: 'cell', ...label }, contents[column]);
    });
    return this.#dom.element('tr', { role: 'row' }, ...cells);
  }

  #rowBelow(contents: readonly PageNode[]): PageNode {
    const colspan = String(this.#columns.length);
    const cell = this.#dom.element('td', { role: 'cell', colspan }, ...contents);
    return this.#dom.element('tr', { role: 'row', class: 'below' }, cell);
  }
}
