import type { LogLine, LogView } from '../overview.ts';
import { type Dom, type PageNode, setText } from './dom.ts';
import { timeOfDay } from './format.ts';
import { KeyedWidgets, type Widget } from './keyed-widgets.ts';

/** Which logs are unfolded, and what is known of them. */
export class Logs {
  readonly #open = new Set<string>();
  readonly #onToggle: () => void;
  #lines: ReadonlyMap<string, readonly LogLine[]> = new Map();
  #created = 0;

  /** `onToggle`: something is to be asked for, or to be folded. */
  constructor(onToggle: () => void) {
    this.#onToggle = onToggle;
  }

  /** Sources to ask for. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  receive(logs: readonly LogView[]): void {
    this.#lines = new Map(logs.map(({ source, lines }) => [source, lines]));
  }

  isOpen(source: string): boolean {
    return this.#open.has(source);
  }

  toggle(source: string): void {
    if (!this.#open.delete(source)) this.#open.add(source);
    this.#onToggle();
  }

  /** Undefined before they were asked for. */
  linesOf(source: string): readonly LogLine[] | undefined {
    return this.#lines.get(source);
  }

  newId(): string {
    this.#created += 1;
    return `log-${this.#created}`;
  }
}

/** What has a log. */
export interface Logged {
  log: string;
  /** What the log is called. */
  title: string;
}

/** A button that unfolds a log, and the log. They may stand apart. */
export function foldedLog(dom: Dom, logs: Logs): { button: Widget<Logged>; lines: Widget<Logged> } {
  const id = logs.newId();
  const lines = logLines(dom, logs, id);
  const button = dom.element('button', { type: 'button', 'aria-controls': id }, 'Log');
  let shown: Logged | undefined;
  const show = (logged: Logged): void => {
    shown = logged;
    button.setAttribute('aria-expanded', String(logs.isOpen(logged.log)));
    button.setAttribute('aria-label', `Log of ${logged.title}`);
  };
  button.addEventListener('click', () => {
    if (shown === undefined) return;
    logs.toggle(shown.log);
    show(shown);
    lines.show(shown);
  });
  return { button: { root: button, show }, lines };
}

function logLines(dom: Dom, logs: Logs, id: string): Widget<Logged> {
  const list = dom.element('ol', { role: 'list' });
  const empty = dom.element('p', { class: 'quiet' });
  const root = dom.element('div', { id, class: 'log', role: 'region', tabindex: '0' }, list, empty);
  // Times of entries differ from one another.
  const widgets = new KeyedWidgets<LogLine>(
    list,
    ({ time }) => time,
    () => logLine(dom),
  );
  return {
    root,
    show: ({ log, title }) => {
      const lines = logs.linesOf(log);
      root.hidden = !logs.isOpen(log);
      root.setAttribute('aria-label', `Log of ${title}`);
      widgets.show(logs.isOpen(log) ? (lines ?? []) : []);
      setText(empty, lines === undefined ? 'Reading…' : 'It wrote nothing.');
      empty.hidden = lines !== undefined && lines.length > 0;
    },
  };
}

function logLine(dom: Dom): Widget<LogLine> {
  const time = dom.element('span', { class: 'when' });
  const severity = dom.element('span', { class: 'severity' });
  const text = dom.element('span', { class: 'text' });
  const root: PageNode = dom.element('li', {}, time, severity, text);
  return {
    root,
    show: (line) => {
      setText(time, timeOfDay(line.time));
      setText(severity, line.severity);
      setText(text, line.text);
      root.setAttribute('class', severityClass(line.severity));
    },
  };
}

function severityClass(severity: string): string {
  if (severity === 'ERROR' || severity === 'CRITICAL') return 'error';
  return severity === 'WARNING' ? 'warning' : 'usual';
}
