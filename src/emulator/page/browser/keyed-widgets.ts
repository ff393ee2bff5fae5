import type { Dom, PageNode } from './dom.ts';

/** An element that shows items, one after the other. */
export interface Widget<Item> {
  readonly root: PageNode;
  show(item: Item): void;
}

/** One widget for each item of a list. A widget stays where it is, with focus and all, while its item does. */
export class KeyedWidgets<Item> {
  readonly #parent: PageNode;
  readonly #keyOf: (item: Item) => string;
  readonly #create: () => Widget<Item>;
  readonly #widgets = new Map<string, Widget<Item>>();

  constructor(parent: PageNode, keyOf: (item: Item) => string, create: () => Widget<Item>) {
    this.#parent = parent;
    this.#keyOf = keyOf;
    this.#create = create;
  }

  show(items: readonly Item[]): void {
    this.#removeAllBut(new Set(items.map(this.#keyOf)));
    let next: PageNode | null = null;
    for (const item of items.toReversed()) {
      const key = this.#keyOf(item);
      const known = this.#widgets.get(key);
      const widget = known ?? this.#create();
      this.#widgets.set(key, widget);
      widget.show(item);
      const isInPlace = known !== undefined && widget.root.nextSibling === next;
      if (!isInPlace) this.#parent.insertBefore(widget.root, next);
      next = widget.root;
    }
  }

  #removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { root }] of this.#widgets) {
      if (keys.has(key)) continue;
      root.remove();
      this.#widgets.delete(key);
    }
  }
}

/** Resources one below the other. */
export function widgetList<Item extends { name: string }>(
  dom: Dom,
  create: () => Widget<Item>,
): Widget<readonly Item[]> {
  const root = dom.element('div');
  const widgets = new KeyedWidgets<Item>(root, ({ name }) => name, create);
  return { root, show: (items) => widgets.show(items) };
}
