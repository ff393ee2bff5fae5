import type { InputsOf } from '../../../src/contract/step.ts';
import type { PredictionAnswer } from '../../../src/ports/predictions.ts';
import type { Row, Warehouse, WarehouseQuery } from '../../../src/ports/warehouse.ts';
import type { Json } from '../../../src/release/json.ts';
import { integrationTest } from '../../../src/steps/integration-test/contract.ts';
import { runIntegrationTest } from '../../../src/steps/integration-test/run.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { fakeMetrics } from '../../support/fake-metrics.ts';
import { answered, type FakeAnswering, fakePredictions } from '../../support/fake-predictions.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

export const endpoint = 'projects/acme-staging/locations/us-central1/endpoints/birds-staging';
const suite = ['a', 'b', 'c', 'd']
  .map((name, index) => ({ name, instance: index, expect: { $: { equals: index } } }))
  .map((golden) => JSON.stringify(golden))
  .join('\n');

export interface Setting {
  /** What the model answers, and how long it takes. */
  answer?: (instance: Json, count: number) => PredictionAnswer;
  latencyMs?: (instance: Json, count: number) => number;
  text?: string | undefined;
  deployed?: boolean;
  /** Host name of the endpoint that was deployed to. */
  dns?: string;
  signal?: AbortSignal;
  /** Files besides the suite, by absolute path. */
  more?: Readonly<Record<string, string>>;
  answering?: FakeAnswering;
  /** Rows that BigQuery answers with. */
  logged?: readonly Row[];
  deployedAt?: string;
}

/** A suite of four cases that answer with what they are asked, unless a setting says otherwise. */
export function world({
  answer = answered,
  latencyMs = () => 10,
  text = suite,
  deployed = true,
  dns,
  signal,
  more = {},
  answering = {},
  logged = [],
  deployedAt,
}: Setting = {}) {
  const host = fakeHost();
  const predictions = fakePredictions(answer, { latencyMs, ...answering });
  const files = fakeFiles(text === '' ? more : { '/project/golden.jsonl': text, ...more });
  const outputs = { endpoint, ...(dns === undefined ? {} : { dedicated_dns: dns }) };
  const steps = deployed
    ? {
        'deploy-staging': {
          ...passedStep(outputs),
          ...(deployedAt === undefined ? {} : { finishedAt: deployedAt }),
        },
      }
    : {};
  const clock = fakeClock();
  const metrics = fakeMetrics({ splits: [], requestsPerMs: 0, errorRate: () => 0 });
  const queries: WarehouseQuery[] = [];
  const warehouse: Warehouse = {
    pages: () => {
      throw new Error('logged requests are not read by pages');
    },
    async query(query) {
      queries.push(query);
      return logged;
    },
  };
  const context = stepContext(
    {
      host,
      predictions,
      files,
      clock,
      metrics,
      warehouse,
    },
    {
      journal: fakeJournal(fakeRecord({ steps })),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return {
    host,
    files,
    predictions,
    clock,
    metrics,
    queries,
    run: (change: Partial<InputsOf<typeof integrationTest>> = {}) =>
      runIntegrationTest(
        inputsOf(integrationTest, { suite: 'golden.jsonl' }, { warmupRequests: 0, ...change }),
        context,
      ),
  };
}

export const wrong = answered(-1);
