import type { StepName } from '../release/step-name.ts';
import { canarySection } from './canary-section.ts';
import { comparisonSection } from './comparison-section.ts';
import { dataSection } from './data-section.ts';
import { fairnessSection } from './fairness-section.ts';
import { headlineSection } from './headline-section.ts';
import { provenanceSection } from './provenance-section.ts';
import type { RecordView } from './record-view.ts';
import { rulesSection } from './rules-section.ts';
import type { ReportContext, Section } from './section.ts';
import { slicesSection } from './slices-section.ts';
import { stagingSection } from './staging-section.ts';
import { stepsSection } from './steps-section.ts';

/** All that a record tells, the most important first. */
export function sectionsOf(view: RecordView, context: ReportContext): Section[] {
  return [
    headlineSection(view, context),
    stepsSection(view),
    comparisonSection(view),
    rulesSection(view),
    slicesSection(view),
    fairnessSection(view),
    canarySection(view),
    dataSection(view),
    stagingSection(view),
    provenanceSection(view, context),
  ].filter((section) => section !== undefined);
}

type Telling = (view: RecordView) => Section | undefined;

/** What each step adds to the report besides its row. */
const tellings: Readonly<Record<StepName, readonly Telling[]>> = {
  validate: [dataSection],
  train: [],
  register: [comparisonSection, rulesSection, slicesSection, fairnessSection],
  'deploy-staging': [],
  'integration-test': [stagingSection],
  'canary-promote': [canarySection],
};

export function sectionsOfStep(view: RecordView, step: StepName): Section[] {
  return tellings[step].map((tell) => tell(view)).filter((section) => section !== undefined);
}
