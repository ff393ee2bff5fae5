import type { Listing } from '../overview.ts';
import { type Dom, type PageNode, setText } from './dom.ts';
import { count } from './format.ts';
import type { Widget } from './keyed-widgets.ts';

/** One section of the page: a list that may be empty, or longer than what is shown of it. */
export class Section<Item> {
  readonly #list: Widget<readonly Item[]>;
  readonly #count: PageNode;
  readonly #empty: PageNode;
  readonly #more: PageNode;

  /** `id`: of a section that was delivered with nothing but a heading. `empty`: said of no items. */
  constructor(dom: Dom, id: string, list: Widget<readonly Item[]>, empty: string) {
    this.#list = list;
    this.#count = dom.existing(`${id}-count`);
    this.#empty = dom.element('p', { class: 'quiet' }, empty);
    this.#more = dom.element('p', { class: 'quiet' });
    dom.existing(id).append(dom.element('div', {}, list.root, this.#empty, this.#more));
  }

  show({ items, total }: Listing<Item>): void {
    this.#list.show(items);
    this.#list.root.hidden = total === 0;
    this.#empty.hidden = total > 0;
    this.#more.hidden = total <= items.length;
    setText(this.#count, count(total));
    setText(this.#more, `${count(total - items.length)} more are not shown.`);
  }
}
