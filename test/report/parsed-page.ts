export interface Element {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  /** All text below it, entities undone. */
  text: string;
  children: Element[];
}

const empty = ['meta', 'br', 'input'];
const raw = ['style', 'script'];
const svgShapes = ['line', 'rect', 'circle', 'polyline'];

const token =
  /<!doctype html>|<(?<close>\/)?(?<tag>[a-z][a-z0-9]*)(?<attributes>(?: [a-z-]+[\w:-]*(?:="[^"<>]*")?)*)(?<self>\/)?>|(?<text>[^<]+)/giy;

/**
 * Reads a page by a grammar far narrower than HTML's: lower-case tags that nest, quoted attributes without
 * angle brackets, character references of five kinds. Whatever it accepts, browsers read the same way.
 * @throws Error at the first character that is of none of these.
 */
export function parsePage(html: string): Element {
  const root: Element = { tag: '#page', attributes: new Map(), text: '', children: [] };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < html.length) {
    const at = token.lastIndex;
    const found = token.exec(html)?.groups;
    if (found === undefined) throw new Error(`not understood: ${html.slice(at, at + 80)}`);
    const { tag, close, text, self, attributes = '' } = found;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) addText(open, decode(text));
    else if (tag === undefined) continue;
    else if (close !== undefined) {
      if (parent.tag !== tag) throw new Error(`</${tag}> ends <${parent.tag}>`);
      open.pop();
    } else {
      const element = { tag, attributes: readAttributes(attributes), text: '', children: [] };
      parent.children.push(element);
      const isEmpty = empty.includes(tag) || (self !== undefined && svgShapes.includes(tag));
      if (self !== undefined && !isEmpty) throw new Error(`<${tag}/> is not closed in HTML`);
      if (!isEmpty) open.push(element);
      if (raw.includes(tag)) {
        const end = html.indexOf(`</${tag}`, token.lastIndex);
        addText(open, html.slice(token.lastIndex, end));
        token.lastIndex = end;
      }
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.tag}> is left open`);
  return root;
}

function addText(open: readonly Element[], text: string): void {
  for (const element of open) element.text += text;
}

function readAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/ ([\w:-]+)(?:="([^"]*)")?/g)) {
    if (found.has(name)) throw new Error(`two attributes ${name}`);
    found.set(name, decode(value));
  }
  return found;
}

const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

function decode(text: string): string {
  return text.replaceAll(/&(?:\w+;|#\d+;|)/g, (found) => {
    const character = characters[found];
    if (character === undefined) throw new Error(`${found} is no reference of ours`);
    return character;
  });
}

export function* elementsIn(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* elementsIn(child);
}

export function findAll(page: Element, tag: string, name?: string): Element[] {
  return [...elementsIn(page)].filter(
    (element) =>
      element.tag === tag &&
      (name === undefined || (element.attributes.get('class') ?? '').split(' ').includes(name)),
  );
}
