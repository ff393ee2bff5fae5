import type { Cell } from './cell.ts';
import type { FaultCell, Ratios } from './faults.ts';
import { lowerBounds } from './oracles.ts';
import { ours } from './ours.ts';
import type { LatencyCell } from './latency.ts';
import type { PromotionCell } from './promotion.ts';
import type { Share } from './wilson.ts';

export interface Results {
  seed: number;
  replicates: Record<'faults' | 'healthy' | 'correlated' | 'promotion' | 'others', number>;
  faults: readonly FaultCell[];
  ratios: Ratios;
  /** Of traffic so low that the challenger has hardly a request a window. */
  sparse: Ratios;
  comparison: readonly Cell[];
  independent: readonly Cell[];
  history: readonly Cell[];
  correlated: readonly Cell[];
  tempered: readonly Cell[];
  promotion: readonly PromotionCell[];
  latency: readonly LatencyCell[];
}

/** The page as Markdown. */
export function pageOf(results: Results): string {
  const { ratios, replicates, seed } = results;
  return [
    '# The canary: benchmark',
    `This page is written by \`npm run bench -- judge\` (seed ${seed}; replicates a cell: ${replicates.faults} with a fault, ${replicates.healthy} healthy, ${replicates.correlated} correlated, ${replicates.promotion} of promotions, ${replicates.others} of everything else). All rules of a cell see the same windows. A release is 5, 10, 25 and 50 % of the traffic for ten windows of a minute each; requests come by a Poisson process. **Exposed** is the mean of the challenger's requests from the onset of the fault to the end of the window in which a rule rolls back, or to the end of the release if it never does. Metrics arrive at once: their delay costs every rule the same. Intervals are Wilson's, 95 %.`,
    'Simulation cannot replace real logs. Here requests are independent, or correlated in one way that was chosen; real traffic has bursts, retries and callers that hang together. Replay recorded windows before trusting a plan with them.',
    '## Side by side',
    'Error rates of a challenger and its champion at 1 200 and at 120 requests a minute. The first three situations are healthy: whoever rolls back there is wrong. A rule that is quick and wrong is not quick. Rules of others are the way of deciding that each documents, with a threshold of 5 %, not the products themselves. `history: 24h` has a day of the champion drawn anew for every twentieth release; days that show correlation, one in six by chance, are refused and temper the judge.',
    ...[1_200, 120].map((traffic) => comparisonTable(results.comparison, traffic)),
    comparisonChart(results.comparison),
    '## How near to the best possible',
    "Faults of 2 to 50 times the champion's rate, from the first step and from the third, beside sequential tests that are told what nobody knows. One knows the ratio of odds and the onset; one knows both rates and the onset; both have the guarantee of this judge, alpha whatever the champion's rate does. The last also knows that the champion stays as it is. The bounds are ln(1 / alpha) over the divergence of the rates: less is impossible on average, except in whole windows.",
    ratioTable(ratios, results.sparse),
    'Cells are those that the first oracle finds at least nine times in ten. At 12 requests a minute the challenger has 0.6 requests a window at 5 %; a fault then takes the oracle two to five requests, and not knowing what to look for costs as many nats as finding it.',
    faultTable(results.faults),
    '## Healthy releases',
    'Rolled back although nothing is wrong, percent of releases; alpha is 1 %. The judge spends all of it where there are errors enough, as boosting intends, so some of many cells lie above it by chance.',
    healthyTable(results.independent, 'independent requests'),
    'With `history: 24h`, beside the default:',
    healthyTable(results.history, 'the champion'),
    '## Requests that fail together',
    'Outcomes of one minute are correlated (beta-binomial), 1 % errors. The judge estimates the correlation from the past of the champion: a day, or the four hours that it needs at least.',
    healthyTable(results.correlated, 'healthy'),
    'What tempering costs, where a fault is real (exposed, found in percent), 1 200 requests a minute:',
    exposureTable(results.tempered),
    '## `gate: evidence`',
    'Promoted, percent of releases; beta is 5 %, odds twice the champion’s are bad, and where a rate is tolerated it is just the bad one. A step may take 30 windows; a release that is not cleared is held. The last column is the mean of the requests until the first step was cleared, in those releases that cleared it.',
    promotionTable(results.promotion),
    '## Latency',
    `Log-normal latencies in buckets that grow by 1.6; edges and their correlation from four hours of the champion; a tenth of alpha. Found in percent; the first row of each is healthy.`,
    latencyTable(results.latency),
  ]
    .join('\n\n')
    .concat('\n');
}

function comparisonTable(cells: readonly Cell[], traffic: number): string {
  const chosen = cells.filter(({ scenario }) => scenario.traffic === traffic);
  const rules = chosen[0]?.outcomes.map(({ rule }) => rule) ?? [];
  const rows = rules.map((rule) => [
    rule,
    ...chosen.map((cell) => {
      const outcome = cell.outcomes.find((candidate) => candidate.rule === rule);
      if (outcome === undefined) return '';
      const share = percent(outcome.stops.value);
      return isHealthy(cell) ? share : `${share} · ${count(outcome.exposed)}`;
    }),
  ]);
  const heads = chosen.map(({ scenario }) => scenario.name);
  const what = 'rolled back in percent and, of faults, requests exposed';
  return `${count(traffic)} requests a minute; ${what}.\n\n${table(['rule', ...heads], rows)}`;
}

function isHealthy({ scenario }: Cell): boolean {
  return scenario.challengerRate === undefined;
}

/** Wrong roll backs, the worst of the healthy situations, by rule. */
function comparisonChart(cells: readonly Cell[]): string {
  const healthy = cells.filter(isHealthy);
  const rules = cells[0]?.outcomes.map(({ rule }) => rule) ?? [];
  const values = rules.map((rule) =>
    Math.max(
      ...healthy.flatMap(({ outcomes }) =>
        outcomes.filter((outcome) => outcome.rule === rule).map(({ stops }) => 100 * stops.value),
      ),
    ),
  );
  const names = rules.map((_, i) => `"${i + 1}"`).join(', ');
  const legend = rules.map((rule, i) => `${i + 1} ${rule}`).join('; ');
  return [
    '```mermaid',
    'xychart-beta',
    '  title "Healthy releases rolled back, worst situation (percent)"',
    `  x-axis [${names}]`,
    '  y-axis "percent" 0 --> 100',
    `  bar [${values.map((value) => value.toFixed(1)).join(', ')}]`,
    '```',
    '',
    `Rules: ${legend}.`,
  ].join('\n');
}

function ratioTable(usual: Ratios, sparse: Ratios): string {
  const row = (what: string, of: Ratios) => [
    what,
    String(of.cells),
    `**${of.mean.toFixed(2)}** (${of.worst.toFixed(2)})`,
    `${of.meanToTwoSample.toFixed(2)} (${of.worstToTwoSample.toFixed(2)})`,
    of.meanToOneSample.toFixed(2),
  ];
  const heads = [
    'exposure, geometric mean (worst)',
    'cells',
    'to the one that knows the ratio',
    'to the one that knows both rates',
    'and that the champion stays',
  ];
  return table(heads, [row('120 to 12 000 requests/min', usual), row('12 requests/min', sparse)]);
}

function faultTable(cells: readonly FaultCell[]): string {
  const rows = cells
    .filter(({ isDecidable }) => isDecidable)
    .map((cell) => {
      const [own, known, two, one] = cell.outcomes;
      const challengerRate = Math.min(0.9, cell.rate * cell.ratio);
      const bounds = lowerBounds({ rate: cell.rate, challengerRate, onset: cell.onset });
      return [
        percent(cell.rate),
        count(cell.scenario.traffic),
        cell.scenario.name,
        `${count(bounds.one)} · ${count(bounds.two)}`,
        count(one?.exposed ?? 0),
        count(two?.exposed ?? 0),
        count(known?.exposed ?? 0),
        `${count(own?.exposed ?? 0)} ± ${count(own?.margin ?? 0)}`,
        percent(own?.stops.value ?? 0),
        cell.toRatioOracle.toFixed(2),
      ];
    });
  const heads = [
    'champion %',
    'requests/min',
    'fault',
    'bounds: one · two samples',
    'and that the champion stays',
    'knows both rates',
    'knows the ratio',
    ours.name,
    'found %',
    'ratio',
  ];
  return table(heads, rows);
}

function healthyTable(cells: readonly Cell[], what: string): string {
  const rules = cells[0]?.outcomes.map(({ rule }) => rule) ?? [];
  const rows = cells.map(({ scenario, outcomes }) => [
    scenario.name,
    percent(scenario.rate),
    count(scenario.traffic),
    ...outcomes.map(({ stops }) => withInterval(stops)),
  ]);
  return table([what, 'champion %', 'requests/min', ...rules], rows);
}

function exposureTable(cells: readonly Cell[]): string {
  const rules = cells[0]?.outcomes.map(({ rule }) => rule) ?? [];
  const rows = cells.map(({ scenario, outcomes }) => [
    scenario.name,
    ...outcomes.map(({ stops, exposed }) => `${count(exposed)} · ${percent(stops.value)}`),
  ]);
  return table(['fault', ...rules], rows);
}

function promotionTable(cells: readonly PromotionCell[]): string {
  const rows = cells.map((cell) => [
    cell.name,
    percent(cell.rate),
    count(cell.traffic),
    withInterval(cell.promoted),
    percent(cell.rolledBack.value),
    Number.isFinite(cell.requestsToClear) ? count(cell.requestsToClear) : '–',
  ]);
  const heads = ['challenger', 'champion %', 'requests/min', 'promoted', 'rolled back', 'requests'];
  return table(heads, rows);
}

function latencyTable(cells: readonly LatencyCell[]): string {
  const rows = cells.map(({ name, traffic, found, exposed }) => [
    name,
    count(traffic),
    withInterval(found),
    count(exposed),
  ]);
  return table(['challenger', 'requests/min', 'found', 'exposed'], rows);
}

function withInterval({ value, low, high }: Share): string {
  return `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

function percent(share: number): string {
  const value = 100 * share;
  return String(Number(value.toFixed(value >= 10 ? 0 : value >= 1 ? 1 : 2)));
}

/** `4 012`; below a hundred with a decimal. */
function count(value: number): string {
  if (value < 100) return String(Number(value.toFixed(1)));
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
