import type { EndpointView, ModelView, Overview } from '../overview.ts';
import { Dom, setText } from './dom.ts';
import { endpointWidget } from './endpoint-widget.ts';
import { faultTable } from './fault-table.ts';
import { timeOfDay } from './format.ts';
import { jobTable } from './job-table.ts';
import { widgetList } from './keyed-widgets.ts';
import { Logs } from './logs.ts';
import { modelWidget } from './model-widget.ts';
import { operationTable } from './operation-table.ts';
import type { PageWindow } from './page-window.ts';
import { Poller } from './poller.ts';
import { Section } from './section.ts';

/** Fills the page with what the embedded Vertex holds and does, and keeps it up to date. */
export function startPage(window: PageWindow): void {
  const dom = new Dom(window.document);
  const logs = new Logs(() => poller.askNow());
  const show = fillSections(dom, logs);
  const status = dom.existing('status');
  const updated = dom.existing('updated');
  const poller = new Poller({
    window,
    url: () => overviewUrl(logs.open),
    onAnswer: (overview) => {
      logs.receive(overview.logs);
      show(overview);
      setText(status, poller.isPaused ? 'Paused' : 'Live');
      setText(updated, timeOfDay(overview.now));
    },
    onFailure: (why) => setText(status, `No news: ${why}. Trying again`),
  });
  usePauseButton(dom, poller, (text) => setText(status, text));
  poller.askNow();
}

/** Answers what shows an overview in the sections that were delivered empty. */
function fillSections(dom: Dom, logs: Logs): (overview: Overview) => void {
  const endpointList = widgetList<EndpointView>(dom, () => endpointWidget(dom, logs));
  const modelList = widgetList<ModelView>(dom, () => modelWidget(dom));
  const endpoints = new Section(dom, 'endpoints', endpointList, 'No endpoints yet.');
  const models = new Section(dom, 'models', modelList, 'No models yet.');
  const jobs = new Section(dom, 'jobs', jobTable(dom, logs), 'No jobs yet.');
  const operations = new Section(dom, 'operations', operationTable(dom), 'No operations yet.');
  const faults = new Section(dom, 'faults', faultTable(dom), 'No faults were asked for.');
  return (overview) => {
    endpoints.show(overview.endpoints);
    models.show(overview.models);
    jobs.show(overview.jobs);
    operations.show(overview.operations);
    faults.show(overview.faults);
  };
}

function usePauseButton(dom: Dom, poller: Poller, say: (text: string) => void): void {
  const button = dom.existing('pause');
  button.hidden = false;
  button.addEventListener('click', () => {
    if (poller.isPaused) poller.goOn();
    else poller.pause();
    button.setAttribute('aria-pressed', String(poller.isPaused));
    say(poller.isPaused ? 'Paused' : 'Live');
  });
}

function overviewUrl(logs: readonly string[]): string {
  const query = logs.map((source) => `log=${encodeURIComponent(source)}`).join('&');
  return query === '' ? '/emulator/v1/overview' : `/emulator/v1/overview?${query}`;
}
