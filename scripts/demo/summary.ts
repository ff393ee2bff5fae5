import type { TrafficReport } from './traffic.ts';

/** The parts of a release record that the summary shows. */
export interface RecordView {
  releaseId: string;
  outcome?: string;
  steps: Record<
    string,
    {
      verdict?: string;
      startedAt: string;
      finishedAt?: string;
      outputs: Record<string, string | number | boolean>;
      evidence?: Record<string, unknown>;
    }
  >;
}

export interface FinishedRelease {
  name: string;
  record: RecordView;
  /** Traffic splits of the production endpoint as they were seen, in order. */
  traffic: readonly { at: string; split: Record<string, number> }[];
}

/** `summary.json`, in the shape that `schema/demo-summary.schema.json` describes. */
export function summarise(
  releases: readonly FinishedRelease[],
  background: TrafficReport,
  durationMs: number,
) {
  return {
    emulated: true,
    duration_s: Math.round(durationMs / 100) / 10,
    releases: releases.map(({ name, record, traffic }) => ({
      name,
      release_id: record.releaseId,
      outcome: record.outcome ?? null,
      model_version: textOutput(record, 'register', 'model_version'),
      steps: Object.fromEntries(
        Object.entries(record.steps).map(([step, { verdict, startedAt, finishedAt }]) => [
          step,
          {
            verdict: verdict ?? null,
            duration_ms: Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt),
          },
        ]),
      ),
      traffic,
      requests: requestsOf(record, background),
      canary: {
        decision: textOutput(record, 'canary-promote', 'decision'),
        exposed_requests: record.steps['canary-promote']?.outputs['exposed_requests'] ?? null,
      },
    })),
    background: {
      requests: background.requests,
      failed: background.failed,
      failed_by_train: background.failedByTrain,
    },
  };
}

/** The background traffic that the release's own deployed model answered. */
function requestsOf(record: RecordView, background: TrafficReport) {
  const id = textOutput(record, 'canary-promote', 'deployed_model_id');
  const counts = id === null ? undefined : background.byDeployedModel.get(id);
  return id === null ? {} : { [id]: counts ?? { served: 0, failed: 0 } };
}

function textOutput(record: RecordView, step: string, name: string): string | null {
  const value = record.steps[step]?.outputs[name];
  return typeof value === 'string' ? value : null;
}
