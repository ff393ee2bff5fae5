import type { EndpointView, TrafficSummary } from '../overview.ts';
import { deployedModelTable, type Styled } from './deployed-model-table.ts';
import { type Dom, setText } from './dom.ts';
import { duration, shortName } from './format.ts';
import type { Widget } from './keyed-widgets.ts';
import { type ChartData, LineChart } from './line-chart.ts';
import { LineStyles } from './line-styles.ts';
import type { Logs } from './logs.ts';
import { badge } from './parts.ts';
import { splitBar } from './split-bar.ts';

interface Measure {
  title: string;
  /** Null where there is nothing to measure. */
  of: (step: TrafficSummary, stepSeconds: number) => number | null;
}

const measures: readonly Measure[] = [
  { title: 'Requests per second', of: ({ requests }, seconds) => requests / seconds },
  {
    title: 'Errors, % of requests',
    of: ({ requests, errors }) => (requests === 0 ? null : (100 * errors) / requests),
  },
  { title: 'Latency, 95th percentile, ms', of: ({ p95 }) => p95 },
];

/** One endpoint: how its traffic is split, and how its deployed models do. */
export function endpointWidget(dom: Dom, logs: Logs): Widget<EndpointView> {
  const title = dom.element('h3');
  const changing = badge(dom);
  const place = dom.element('p', { class: 'detail' });
  const empty = dom.element('p', { class: 'quiet' }, 'Nothing is deployed to it.');
  const deployed = deployedModels(dom, logs);
  const heading = dom.element('div', { class: 'heading' }, title, changing.root);
  const styles = new LineStyles();
  changing.show('changing');
  return {
    root: dom.element('article', {}, heading, place, empty, deployed.root),
    show: (endpoint) => {
      const { name, displayName, deployedModels: models } = endpoint;
      const classes = styles.of(models.map(({ id }) => id));
      setText(title, displayName);
      setText(place, `${shortName(name)} · ${endpoint.place}`);
      changing.root.hidden = !endpoint.isChanging;
      empty.hidden = models.length > 0;
      deployed.root.hidden = models.length === 0;
      deployed.show({
        endpoint: displayName,
        models: models.map((model, index) => ({ ...model, style: classes[index] ?? '' })),
      });
    },
  };
}

function deployedModels(
  dom: Dom,
  logs: Logs,
): Widget<{ endpoint: string; models: readonly Styled[] }> {
  const split = splitBar(dom);
  const table = deployedModelTable(dom, logs);
  const charts = measures.map((measure) => ({ measure, chart: new LineChart(dom, measure.title) }));
  const row = dom.element('div', { class: 'charts' }, ...charts.map(({ chart }) => chart.root));
  return {
    root: dom.element('div', {}, split.root, table.root, row),
    show: ({ endpoint, models }) => {
      setText(table.caption, `Deployed models of ${endpoint}`);
      split.show(models);
      table.show(models);
      for (const { measure, chart } of charts) chart.show(chartData(models, measure));
    },
  };
}

function chartData(models: readonly Styled[], { of }: Measure): ChartData {
  const { steps, stepSeconds } = models[0]?.traffic ?? { steps: [], stepSeconds: 0 };
  return {
    since: duration(steps.length * stepSeconds * 1000),
    lines: models.map(({ id, displayName, style, traffic }) => ({
      id,
      name: displayName || id,
      style,
      values: traffic.steps.map((step) => of(step, traffic.stepSeconds)),
    })),
  };
}
