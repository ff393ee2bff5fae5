import type { Styled } from './deployed-model-table.ts';
import type { Dom } from './dom.ts';
import { KeyedWidgets, type Widget } from './keyed-widgets.ts';

type Part = Styled & { from: number };

/** Shares of traffic side by side. The table of deployed models has the same in numbers. */
export function splitBar(dom: Dom): Widget<readonly Styled[]> {
  const root = dom.svg('svg', {
    class: 'split',
    viewBox: '0 0 100 4',
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  const parts = new KeyedWidgets<Part>(
    root,
    ({ id }) => id,
    () => {
      const rect = dom.svg('rect', { height: '4' });
      const show = ({ from, share, style }: Part): void => {
        rect.setAttribute('x', String(from));
        rect.setAttribute('width', String(share));
        rect.setAttribute('class', style);
      };
      return { root: rect, show };
    },
  );
  return { root, show: (models) => parts.show(laidOut(models)) };
}

/** Each begins where those before it end. */
function laidOut(models: readonly Styled[]): Part[] {
  let from = 0;
  return models.map((model) => {
    const part = { ...model, from };
    from += model.share;
    return part;
  });
}
