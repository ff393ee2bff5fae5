import type { JobView } from '../overview.ts';
import type { Dom } from './dom.ts';
import { duration, shortImage, shortName, stateName } from './format.ts';
import { foldedLog, type Logs } from './logs.ts';
import { badge, note, number, time, titled } from './parts.ts';
import { type Row, DataTable } from './data-table.ts';

const columns = {
  job: 'Job',
  state: 'State',
  kind: 'Kind',
  created: 'Created',
  started: 'Started',
  took: 'Ran for',
  log: 'Log',
};
type Column = keyof typeof columns;

export function jobTable(dom: Dom, logs: Logs): DataTable<JobView, Column> {
  return new DataTable(dom, {
    caption: 'Custom jobs and batch prediction jobs, newest first',
    columns,
    keyOf: ({ name }) => name,
    createRow: () => createRow(dom, logs),
  });
}

function createRow(dom: Dom, logs: Logs): Row<JobView, Column> {
  const name = titled(dom);
  const state = badge(dom);
  const kind = titled(dom);
  const [created, started] = [time(dom), time(dom)];
  const took = number(dom);
  const log = foldedLog(dom, logs);
  const error = note(dom, { class: 'message' });
  return {
    cells: {
      job: name.root,
      state: state.root,
      kind: kind.root,
      created: created.root,
      started: started.root,
      took: took.root,
      log: log.button.root,
    },
    below: [error.root, log.lines.root],
    show: (job) => {
      const logged = { log: job.log, title: job.displayName };
      name.show({ title: job.displayName, detail: `${shortName(job.name)} · ${job.place}` });
      state.show(stateName(job.state));
      kind.show({
        title: [job.kind, job.progress].filter(Boolean).join(', '),
        detail: shortImage(job.program),
      });
      created.show(job.createTime);
      started.root.hidden = job.startTime === undefined;
      if (job.startTime !== undefined) started.show(job.startTime);
      took.show(job.ranMs === undefined ? '–' : duration(job.ranMs));
      log.button.show(logged);
      error.show(job.error);
      log.lines.show(logged);
    },
  };
}
