import { canarySection } from './canary-section.ts';
import { comparisonSection } from './comparison-section.ts';
import { dataSection } from './data-section.ts';
import { headlineSection } from './headline-section.ts';
import { provenanceSection } from './provenance-section.ts';
import type { RecordView } from './record-view.ts';
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
    slicesSection(view),
    canarySection(view),
    dataSection(view),
    stagingSection(view),
    provenanceSection(view, context),
  ].filter((section) => section !== undefined);
}
