import { z } from 'zod';
import { details, heading, table } from './block.ts';
import { code } from './escape-code.ts';
import { link } from './escape-link.ts';
import { moment } from './figures.ts';
import { htm, type Markdown, mark } from './markdown.ts';
import { anyText, read } from './reading.ts';
import { findStep, outputOf, type RecordView } from './record-view.ts';
import type { ReportContext, Section } from './section.ts';

const mostDigests = 20;

const training = z.object({ image: anyText });

/** Where everything came from and where it is. */
export function provenanceSection(view: RecordView, context: ReportContext): Section {
  const facts = factsOf(view, context).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    name: mark`provenance`,
    content: [
      heading(3, mark`Provenance`),
      details(htm`Commit, job, image, model, record`, [
        table([{ title: mark`what` }, { title: mark`where` }], facts),
      ]),
    ],
  };
}

type Fact = readonly [name: Markdown, value: Markdown | undefined];

function factsOf(view: RecordView, { commitUrl, runUrl, recordUrl }: ReportContext): Fact[] {
  const train = findStep(view, 'train');
  const canary = findStep(view, 'canary-promote');
  const ledger = canary?.progress.get('ledger');
  return [
    [mark`release`, named(view.releaseId)],
    [mark`commit`, linked(view.commit, commitUrl)],
    [mark`training job`, named(outputOf(train, 'job'))],
    [mark`training image`, named(read(training, train?.evidence)?.image)],
    [mark`training output`, named(outputOf(train, 'output_dir'))],
    [mark`model version`, named(outputOf(findStep(view, 'register'), 'model_version'))],
    [mark`staging endpoint`, named(outputOf(findStep(view, 'deploy-staging'), 'endpoint'))],
    [mark`production endpoint`, named(outputOf(canary, 'endpoint'))],
    [mark`ledger`, typeof ledger === 'string' ? named(ledger) : undefined],
    [mark`record`, linked(recordUrl, recordUrl)],
    [mark`run`, linked(runUrl ?? view.host.runUrl, runUrl)],
    [mark`host`, named(view.host.name)],
    [mark`opened`, view.openedAt === undefined ? undefined : moment(view.openedAt)],
    [mark`last change`, view.updatedAt === undefined ? undefined : moment(view.updatedAt)],
    [mark`finished`, view.finishedAt === undefined ? undefined : moment(view.finishedAt)],
    ...view.identity
      .slice(0, mostDigests)
      .map(([what, digest]): Fact => [mark`identity: ${code(what, 60)}`, named(digest)]),
  ];
}

function named(value: string | undefined): Markdown | undefined {
  return value === undefined || value === '' ? undefined : code(value, 260);
}

function linked(value: string | undefined, address: string | undefined): Markdown | undefined {
  const name = named(value);
  return name === undefined ? undefined : link(name, address);
}
