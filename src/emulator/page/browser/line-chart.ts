import { type Dom, type PageNode, setText } from './dom.ts';
import { figure } from './format.ts';
import { KeyedWidgets, type Widget } from './keyed-widgets.ts';

/** One line of a chart; null where there is no value. */
export interface Line {
  id: string;
  name: string;
  /** Class of its colour and dashes. */
  style: string;
  values: readonly (number | null)[];
}

export interface ChartData {
  /** How long ago the first value was. */
  since: string;
  lines: readonly Line[];
}

const width = 300;
const height = 100;

type DrawnLine = Line & { path: string };

/** Lines over time from 0 to a round number, drawn over one another to be compared. */
export class LineChart implements Widget<ChartData> {
  readonly root: PageNode;
  readonly #title: string;
  readonly #picture: PageNode;
  readonly #top: PageNode;
  readonly #since: PageNode;
  readonly #lines: KeyedWidgets<DrawnLine>;

  /** `title` names the unit. */
  constructor(dom: Dom, title: string) {
    this.#title = title;
    this.#top = dom.element('span', { class: 'top', 'aria-hidden': 'true' });
    this.#since = dom.element('span');
    this.#picture = dom.svg(
      'svg',
      { role: 'img', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none' },
      ...[0, height / 2, height].map((y) => gridLine(dom, y)),
    );
    this.root = dom.element(
      'figure',
      {},
      dom.element('figcaption', {}, title),
      dom.element('div', { class: 'plot' }, this.#top, this.#picture),
      dom.element(
        'div',
        { class: 'axis', 'aria-hidden': 'true' },
        this.#since,
        dom.element('span', {}, 'now'),
      ),
    );
    this.#lines = new KeyedWidgets(
      this.#picture,
      ({ id }) => id,
      () => drawnLine(dom),
    );
  }

  show({ since, lines }: ChartData): void {
    const values = lines.flatMap((line) => line.values).filter((value) => value !== null);
    const top = roundedUp(Math.max(0, ...values));
    setText(this.#top, figure(top));
    setText(this.#since, `${since} ago`);
    this.#picture.setAttribute('aria-label', this.#describe(since, lines));
    this.#lines.show(lines.map((line) => ({ ...line, path: pathOf(line.values, top) })));
  }

  #describe(since: string, lines: readonly Line[]): string {
    const texts = lines.map(({ name, values }) => {
      const known = values.filter((value) => value !== null);
      const last = known.at(-1);
      if (last === undefined) return `${name}: none`;
      return `${name}: ${figure(last)} at last, at most ${figure(Math.max(...known))}`;
    });
    return `${this.#title}, last ${since}. ${texts.join('; ')}`;
  }
}

/** The least of 1, 2, 5, 10, 20, … and their tenths that is no less than `value`; 1 for nothing. */
export function roundedUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5].find((each) => each * power >= value) ?? 10;
  return Number((factor * power).toPrecision(1));
}

/** Values from left to right, `top` at the upper edge. What stands alone is a dot. */
export function pathOf(values: readonly (number | null)[], top: number): string {
  const step = width / Math.max(values.length - 1, 1);
  return values
    .map((value, index) => {
      if (value === null) return '';
      const point = `${rounded(index * step)} ${rounded(height * (1 - value / top))}`;
      return (values[index - 1] ?? null) === null ? `M${point}h0` : `L${point}`;
    })
    .join('');
}

function drawnLine(dom: Dom): Widget<DrawnLine> {
  const root = dom.svg('path', {});
  return {
    root,
    show: ({ style, path }) => {
      root.setAttribute('class', `line ${style}`);
      root.setAttribute('d', path);
    },
  };
}

function gridLine(dom: Dom, y: number): PageNode {
  const at = String(y);
  return dom.svg('line', { class: 'grid', x1: '0', x2: String(width), y1: at, y2: at });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
