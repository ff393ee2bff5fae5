import { z } from 'zod';
import { details, heading, table } from './block.ts';
import { moment } from './figures.ts';
import { code, link, type Phrase, phrase } from './phrase.ts';
import { anyText, read } from './reading.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { ReportContext, Section } from './section.ts';

const mostDigests = 20;

const training = z.object({ image: anyText });
const evaluated = z.object({ holdout: z.object({ digest: anyText }).catch({}) });

/** Where everything came from and where it is. */
export function provenanceSection(view: RecordView, context: ReportContext): Section {
  const facts = factsOf(view, context).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    name: phrase`provenance`,
    content: [
      heading(3, phrase`Provenance`),
      details(phrase`Commit, job, image, model, record`, [
        table([{ title: phrase`what` }, { title: phrase`where` }], facts),
      ]),
    ],
  };
}

type Fact = readonly [name: Phrase, value: Phrase | undefined];

function factsOf(view: RecordView, { commitUrl, runUrl, recordUrl }: ReportContext): Fact[] {
  const train = findStep(view, 'train');
  const register = findStep(view, 'register');
  const canary = findStep(view, 'canary-promote');
  const ledger = canary?.progress.get('ledger');
  return [
    [phrase`release`, named(view.releaseId)],
    [phrase`commit`, linked(view.commit, commitUrl)],
    [phrase`training job`, named(outputOf(train, 'job'))],
    [phrase`training image`, named(read(training, train?.evidence)?.image)],
    [phrase`training output`, named(outputOf(train, 'output_dir'))],
    [phrase`holdout`, named(read(evaluated, register?.evidence)?.holdout.digest)],
    [phrase`model card`, named(outputOf(register, 'model_card'))],
    [phrase`attestation`, named(outputOf(register, 'attestation'))],
    [phrase`model version`, named(outputOf(register, 'model_version'))],
    [phrase`staging endpoint`, named(outputOf(findStep(view, 'deploy-staging'), 'endpoint'))],
    [phrase`production endpoint`, named(outputOf(canary, 'endpoint'))],
    [phrase`ledger`, typeof ledger === 'string' ? named(ledger) : undefined],
    [phrase`record`, linked(recordUrl, recordUrl)],
    [phrase`run`, linked(runUrl ?? view.host.runUrl, runUrl)],
    [phrase`host`, named(view.host.name)],
    [phrase`opened`, view.openedAt === undefined ? undefined : moment(view.openedAt)],
    [phrase`last change`, view.updatedAt === undefined ? undefined : moment(view.updatedAt)],
    [phrase`finished`, view.finishedAt === undefined ? undefined : moment(view.finishedAt)],
    ...view.identity
      .slice(0, mostDigests)
      .map(([what, digest]): Fact => [phrase`identity: ${code(what, 60)}`, named(digest)]),
  ];
}

function named(value: string | undefined): Phrase | undefined {
  return value === undefined || value === '' ? undefined : code(value, 260);
}

function linked(value: string | undefined, address: string | undefined): Phrase | undefined {
  const name = named(value);
  return name === undefined ? undefined : link(name, address);
}
