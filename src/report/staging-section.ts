import { z } from 'zod';
import { type Block, heading, paragraph } from './block.ts';
import { loadBlocks } from './load-blocks.ts';
import { code, nothing, phrase, text } from './phrase.ts';
import { anyText, read } from './reading.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { shadowBlocks } from './shadow-blocks.ts';
import { suiteBlocks } from './suite-blocks.ts';
import { readTest } from './test-evidence.ts';

const stagingEvidence = z.object({ refusal: anyText });

/** What the staging endpoint serves and how it answered. */
export function stagingSection(view: RecordView): Section | undefined {
  const content = [...staging(view), ...test(view)];
  if (content.length === 0) return undefined;
  return {
    name: phrase`staging and integration test`,
    content: [heading(3, phrase`Staging and integration test`), ...content],
  };
}

function staging(view: RecordView): Block[] {
  const step = findStep(view, 'deploy-staging');
  const endpoint = outputOf(step, 'endpoint');
  if (step === undefined || endpoint === undefined) return [];
  const { refusal } = read(stagingEvidence, step.evidence) ?? {};
  if (refusal !== undefined) {
    return [paragraph(phrase`❌ The candidate refused the smoke request: ${text(refusal, 400)}`)];
  }
  const id = outputOf(step, 'deployed_model_id');
  const as = id === undefined ? nothing : phrase` as ${code(id, 40)}`;
  return [paragraph(phrase`${code(lastPart(endpoint), 80)} serves the candidate${as}.`)];
}

function test(view: RecordView): Block[] {
  const step = findStep(view, 'integration-test');
  const evidence = readTest(step);
  if (step === undefined || evidence === undefined) return [];
  return [
    ...suiteBlocks(evidence, step.outputs.get('passed')),
    ...loadBlocks(evidence),
    ...shadowBlocks(evidence.shadow),
  ];
}

/** The id at the end of a resource name. */
export function lastPart(name: string): string {
  return name.split('/').at(-1) ?? name;
}
