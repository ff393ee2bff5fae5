import type { FaultView } from '../overview.ts';
import type { Dom } from './dom.ts';
import { count, timeOfDay } from './format.ts';
import { number, titled } from './parts.ts';
import { type Row, DataTable } from './data-table.ts';

const columns = { fault: 'Fault', hits: 'Hits', lastHit: 'Last hit' };
type Column = keyof typeof columns;

export function faultTable(dom: Dom): DataTable<FaultView, Column> {
  return new DataTable(dom, {
    caption: 'Faults that were asked for',
    columns,
    keyOf: ({ id }) => id,
    createRow: () => createRow(dom),
  });
}

function createRow(dom: Dom): Row<FaultView, Column> {
  const fault = titled(dom);
  const hits = number(dom);
  const lastHit = titled(dom);
  return {
    cells: { fault: fault.root, hits: hits.root, lastHit: lastHit.root },
    show: (shown) => {
      const { lastHit: hit } = shown;
      const settings = shown.settings === '' ? '' : ` · ${shown.settings}`;
      fault.show({ title: shown.kind, detail: `${shown.id}${settings}` });
      hits.show(`${count(shown.hits)} of ${count(shown.seen)} seen`);
      lastHit.show({
        title: hit === undefined ? '–' : timeOfDay(hit.time),
        detail: hit === undefined ? '' : [hit.method, hit.resource].filter(Boolean).join(' · '),
      });
    },
  };
}
