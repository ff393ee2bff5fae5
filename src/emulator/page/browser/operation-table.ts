import type { OperationView } from '../overview.ts';
import type { Dom } from './dom.ts';
import { duration, shortName } from './format.ts';
import { badge, note, number, text, time } from './parts.ts';
import { type Row, DataTable } from './data-table.ts';

const columns = {
  method: 'Operation',
  state: 'State',
  resource: 'On',
  began: 'Began',
  took: 'Took',
};
type Column = keyof typeof columns;

export function operationTable(dom: Dom): DataTable<OperationView, Column> {
  return new DataTable(dom, {
    caption: 'Long-running operations, newest first',
    columns,
    keyOf: ({ name }) => name,
    createRow: () => createRow(dom),
  });
}

function createRow(dom: Dom): Row<OperationView, Column> {
  const method = text(dom);
  const state = badge(dom);
  const resource = text(dom, { class: 'code' });
  const began = time(dom);
  const took = number(dom);
  const error = note(dom, { class: 'message' });
  return {
    cells: {
      method: method.root,
      state: state.root,
      resource: resource.root,
      began: began.root,
      took: took.root,
    },
    below: [error.root],
    show: (operation) => {
      method.show(operation.method);
      state.show(operation.state);
      resource.show(shortName(operation.resource));
      began.show(operation.createTime);
      took.show(duration(operation.tookMs));
      error.show(operation.error);
    },
  };
}
