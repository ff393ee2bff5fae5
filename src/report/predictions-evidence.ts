import { z } from 'zod';
import { anyNumber, listOf, read } from './reading.ts';
import { findStep, type RecordView } from './record-view.ts';

const mostPoints = 200;
const mostClasses = 30;

const inUnit = z.number().min(0).max(1);
const points = listOf(z.tuple([inUnit, inUnit])).transform((all) => all.slice(0, mostPoints));

const bin = z.object({ score: inUnit, share: inUnit, examples: z.number().min(0) });
const bins = listOf(bin).transform((all) => all.slice(0, mostPoints));

const curves = z.object({ roc: points, precisionRecall: points, calibration: bins });
const anyCurves = curves.optional().catch(undefined);

const confusion = z
  .object({
    classes: z.array(z.string()).min(2).max(mostClasses),
    counts: z.array(z.array(z.number().min(0))),
    threshold: anyNumber,
  })
  .refine(
    ({ classes, counts }) =>
      counts.length === classes.length && counts.every((row) => row.length === classes.length),
  )
  .optional()
  .catch(undefined);

const evidence = z.object({
  curves: z.object({ challenger: anyCurves, champion: anyCurves }).catch({}),
  confusion,
});

export type CurvesView = z.infer<typeof curves>;
export type BinView = z.infer<typeof bin>;
export type ConfusionView = NonNullable<z.infer<typeof confusion>>;
export type PredictionsEvidence = z.infer<typeof evidence>;

/** What the predictions on the holdout look like, beyond single metrics. */
export function readPredictions(view: RecordView): PredictionsEvidence | undefined {
  return read(evidence, findStep(view, 'register')?.evidence);
}
