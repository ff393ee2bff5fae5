import { type Attributes, type Dom, setText } from './dom.ts';
import { timeOfDay } from './format.ts';
import { KeyedWidgets, type Widget } from './keyed-widgets.ts';

type Tone = 'good' | 'bad' | 'busy' | 'plain';

const tones: Readonly<Record<string, Tone>> = {
  succeeded: 'good',
  failed: 'bad',
  running: 'busy',
  pending: 'busy',
  queued: 'busy',
  cancelling: 'busy',
  changing: 'busy',
};

export function text(dom: Dom, attributes: Attributes = {}): Widget<string> {
  const root = dom.element('span', attributes);
  return { root, show: (shown) => setText(root, shown) };
}

/** A figure with its unit, in one line. */
export function number(dom: Dom): Widget<string> {
  return text(dom, { class: 'number' });
}

/** A paragraph that is there only while it says something. */
export function note(dom: Dom, attributes: Attributes): Widget<string | undefined> {
  const root = dom.element('p', attributes);
  return {
    root,
    show: (shown = '') => {
      setText(root, shown);
      root.hidden = shown === '';
    },
  };
}

/** A name, with what tells it from others of the same name. */
export function titled(dom: Dom): Widget<{ title: string; detail: string }> {
  const title = text(dom, { class: 'title' });
  const detail = text(dom, { class: 'detail' });
  return {
    root: dom.element('div', {}, title.root, detail.root),
    show: (shown) => {
      title.show(shown.title);
      detail.show(shown.detail);
    },
  };
}

/** A word for a state. The word says it; the colour only repeats it. */
export function badge(dom: Dom): Widget<string> {
  const root = dom.element('span');
  return {
    root,
    show: (state) => {
      setText(root, state);
      root.setAttribute('class', `badge ${tones[state] ?? 'plain'}`);
    },
  };
}

/** A time of day, with the whole time for machines. */
export function time(dom: Dom): Widget<string> {
  const root = dom.element('time');
  return {
    root,
    show: (timestamp) => {
      setText(root, timeOfDay(timestamp));
      root.setAttribute('datetime', timestamp);
    },
  };
}

/** Small texts side by side. */
export function chips(dom: Dom): Widget<readonly string[]> {
  const root = dom.element('ul', { role: 'list', class: 'chips' });
  const widgets = new KeyedWidgets<string>(
    root,
    (shown) => shown,
    () => {
      const chip = dom.element('li');
      return { root: chip, show: (shown) => setText(chip, shown) };
    },
  );
  return {
    root,
    show: (texts) => {
      widgets.show([...new Set(texts)]);
      root.hidden = texts.length === 0;
    },
  };
}
