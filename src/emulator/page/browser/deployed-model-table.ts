import type { DeployedModelView, ReplicasView } from '../overview.ts';
import type { Dom } from './dom.ts';
import { count, figure, milliseconds, percentOf } from './format.ts';
import { foldedLog, type Logs } from './logs.ts';
import { note, number, titled } from './parts.ts';
import { type Row, DataTable } from './data-table.ts';

/** A deployed model with the class of its colour and dashes. */
export type Styled = DeployedModelView & { style: string };

const columns = {
  model: 'Deployed model',
  share: 'Traffic',
  replicas: 'Replicas ready',
  requests: 'Requests, last minute',
  errors: 'Errors',
  p50: 'Median latency',
  p95: '95th percentile',
  log: 'Log',
};
type Column = keyof typeof columns;

/** The deployed models of one endpoint. */
export function deployedModelTable(dom: Dom, logs: Logs): DataTable<Styled, Column> {
  return new DataTable(dom, {
    caption: 'Deployed models',
    columns,
    keyOf: ({ id }) => id,
    createRow: () => createRow(dom, logs),
  });
}

function createRow(dom: Dom, logs: Logs): Row<Styled, Column> {
  const sample = dom.svg('path', { d: 'M1 4H23' });
  const swatch = dom.svg(
    'svg',
    { class: 'swatch', viewBox: '0 0 24 8', 'aria-hidden': 'true' },
    sample,
  );
  const name = titled(dom);
  const share = number(dom);
  const replicas = titled(dom);
  const [requests, errors, p50, p95] = [number(dom), number(dom), number(dom), number(dom)];
  const log = foldedLog(dom, logs);
  const message = note(dom, { class: 'message' });
  return {
    cells: {
      model: dom.element('div', { class: 'named' }, swatch, name.root),
      share: share.root,
      replicas: replicas.root,
      requests: requests.root,
      errors: errors.root,
      p50: p50.root,
      p95: p95.root,
      log: log.button.root,
    },
    below: [message.root, log.lines.root],
    show: (deployed) => {
      const { lastMinute } = deployed;
      const logged = { log: deployed.log, title: deployed.displayName || deployed.id };
      sample.setAttribute('class', `line ${deployed.style}`);
      name.show({ title: logged.title, detail: `${deployed.id} · ${deployed.model}` });
      share.show(`${figure(deployed.share)} %`);
      replicas.show(describeReplicas(deployed.replicas));
      requests.show(count(lastMinute.requests));
      errors.show(percentOf(lastMinute.errors, lastMinute.requests));
      p50.show(milliseconds(lastMinute.p50));
      p95.show(milliseconds(lastMinute.p95));
      log.button.show(logged);
      message.show(deployed.replicas?.message);
      log.lines.show(logged);
    },
  };
}

function describeReplicas(replicas: ReplicasView | undefined): { title: string; detail: string } {
  if (replicas === undefined) return { title: 'not served', detail: '' };
  const { ready, target, processIds } = replicas;
  const processes = processIds.length === 1 ? 'process' : 'processes';
  return {
    title: `${ready} of ${target}`,
    detail: processIds.length === 0 ? '' : `${processes} ${processIds.join(', ')}`,
  };
}
