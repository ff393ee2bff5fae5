/** What the page uses of the browser, which knows it by other names; so it can be tried without one. */
export interface PageNode {
  textContent: string | null;
  hidden: boolean;
  readonly nextSibling: unknown;
  setAttribute(name: string, value: string): void;
  append(...children: PageNode[]): void;
  insertBefore(child: PageNode, before: PageNode | null): unknown;
  remove(): void;
  addEventListener(event: string, listener: () => void): void;
}

export interface PageDocument {
  readonly hidden: boolean;
  createElement(tag: string): PageNode;
  createElementNS(namespace: string, tag: string): PageNode;
  getElementById(id: string): PageNode | null;
  addEventListener(event: string, listener: () => void): void;
}

/** Elements that the page is made of: none of them loads, runs or leads anywhere. */
type Tag =
  | ('article' | 'button' | 'caption' | 'div' | 'figcaption' | 'figure' | 'h3' | 'li' | 'ol' | 'p')
  | ('span' | 'table' | 'tbody' | 'td' | 'th' | 'thead' | 'time' | 'tr' | 'ul');
type SvgTag = 'svg' | 'path' | 'rect' | 'line';
type Attribute =
  | ('aria-controls' | 'aria-expanded' | 'aria-hidden' | 'aria-label' | 'class')
  | ('colspan' | 'd' | 'data-label' | 'datetime' | 'height' | 'id' | 'type')
  | ('preserveAspectRatio' | 'role' | 'scope' | 'tabindex' | 'viewBox' | 'width' | 'x' | 'x1')
  | ('x2' | 'y1' | 'y2');
export type Attributes = Readonly<Partial<Record<Attribute, string>>>;

/** Controls, and what makes text be seen in another order than it is written. */
const misleading = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
const svgNamespace = 'http://www.w3.org/2000/svg';

/** Makes elements. What others wrote gets into them as text and as values of attributes, never as markup. */
export class Dom {
  readonly #document: PageDocument;

  constructor(document: PageDocument) {
    this.#document = document;
  }

  element(tag: Tag, attributes: Attributes = {}, ...children: (PageNode | string)[]): PageNode {
    return this.#fill(this.#document.createElement(tag), attributes, children);
  }

  svg(tag: SvgTag, attributes: Attributes, ...children: PageNode[]): PageNode {
    return this.#fill(this.#document.createElementNS(svgNamespace, tag), attributes, children);
  }

  /** An element of the page as it was delivered. */
  existing(id: string): PageNode {
    const node = this.#document.getElementById(id);
    if (node === null) throw new Error(`the page has no element "${id}"`);
    return node;
  }

  #fill(node: PageNode, attributes: Attributes, children: (PageNode | string)[]): PageNode {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    for (const child of children) {
      if (typeof child === 'string') setText(node, child);
      else node.append(child);
    }
    return node;
  }
}

/** Touches the page only where something changed: what is selected or read aloud stays. */
export function setText(node: PageNode, text: string): void {
  const shown = text.replaceAll(misleading, '\uFFFD');
  if (node.textContent !== shown) node.textContent = shown;
}
