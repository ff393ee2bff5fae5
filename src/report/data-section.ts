import { z } from 'zod';
import { type Block, bullets, details, heading, log, paragraph, table } from './block.ts';
import { bytes, count, figure, share, signed } from './figures.ts';
import { cell, code, dash, join, nothing, phrase, type Phrase, text } from './phrase.ts';
import { shorten } from './readable.ts';
import { anyNumber, anyText, anyVerdict, entriesOf, listOf, read } from './reading.ts';
import { findStep, type RecordView } from './record-view.ts';
import type { Section } from './section.ts';
import { wordsOf } from './verdict-words.ts';

const mostSets = 20;
const mostBroken = 30;
const mostLines = 40;
/** Of all sets together, on a page. */
const mostRules = 300;

const measured = z.union([z.number(), z.string()]).optional().catch(undefined);

const finding = z.object({
  column: anyText,
  rule: z.string(),
  verdict: anyVerdict,
  value: measured,
  limit: measured,
  margin: anyNumber,
  unit: anyText,
  count: anyNumber,
  rows: listOf(z.number()),
  tokens: listOf(z.string()),
  remedy: anyText,
});

const dataSet = z.object({
  rows: anyNumber,
  bytes: anyNumber,
  sha256: anyText,
  findings: listOf(finding),
});

const tests = z.object({ verdict: anyVerdict, exitCode: anyNumber, tail: listOf(z.string()) });

const evidence = z.object({
  data: entriesOf(dataSet),
  tests: tests.optional().catch(undefined),
});

type FindingView = z.infer<typeof finding>;
type DataSetView = z.infer<typeof dataSet>;
type NamedSet = readonly [name: string, set: DataSetView];

/** The data sets against their schemas, and the tests of the training program. */
export function dataSection(view: RecordView): Section | undefined {
  const found = read(evidence, findStep(view, 'validate')?.evidence);
  if (found === undefined) return undefined;
  const sets = found.data.slice(0, mostSets);
  if (sets.length === 0 && found.tests === undefined) return undefined;
  return {
    name: phrase`data checks`,
    content: [
      heading(3, phrase`Data checks`),
      ...(sets.length === 0 ? [] : rulesOf(sets)),
      ...everyRule(sets),
      ...(found.tests === undefined ? [] : testsOf(found.tests)),
    ],
  };
}

function rulesOf(sets: readonly NamedSet[]): Block[] {
  const broken = sets.flatMap(([name, set]) =>
    set.findings.filter(({ verdict }) => verdict !== 'pass').map((one) => ({ name, one })),
  );
  const rules = sets.reduce((sum, [, set]) => sum + set.findings.length, 0);
  if (broken.length === 0) {
    return [details(phrase`✅ ${rules} of ${rules} rules kept`, [overview(sets)])];
  }
  const told = broken.slice(0, mostBroken);
  const more = broken.length - told.length;
  const remedies = told.filter(({ one }) => one.remedy !== undefined);
  return [
    paragraph(phrase`❌ ${broken.length} of ${rules} rules are broken.`),
    table(
      [
        { title: phrase`data` },
        { title: phrase`column` },
        { title: phrase`rule` },
        { title: phrase`found`, align: 'right' },
        { title: phrase`limit`, align: 'right' },
        { title: phrase`rows`, align: 'right' },
        { title: phrase`first` },
        { title: phrase`verdict` },
      ],
      told.map(({ name, one }) => brokenRow(name, one)),
    ),
    ...(more > 0 ? [paragraph(phrase`And ${more} more, in the release record.`)] : []),
    ...(remedies.length === 0
      ? []
      : [details(phrase`What to do`, [bullets(remedies.map(({ one }) => remedyOf(one)))])]),
    details(phrase`The data sets`, [overview(sets)]),
  ];
}

/** Also those that hold, with how far inside their limits they are. */
function everyRule(sets: readonly NamedSet[]): Block[] {
  const all = sets.flatMap(([name, { findings }]) => findings.map((one) => ({ name, one })));
  if (all.length === 0) return [];
  const more = all.length - mostRules;
  const content = [
    table(
      [
        { title: phrase`data` },
        { title: phrase`column` },
        { title: phrase`rule` },
        { title: phrase`found`, align: 'right' },
        { title: phrase`limit`, align: 'right' },
        { title: phrase`margin`, align: 'right' },
        { title: phrase`verdict` },
      ],
      all
        .slice(0, mostRules)
        .map(({ name, one }) => [
          code(name, 60),
          one.column === undefined ? dash : code(one.column, 60),
          cell(one.rule, 40),
          measure(one.value, one),
          measure(one.limit, one),
          marginOf(one),
          wordsOf(one.verdict),
        ]),
    ),
    ...(more > 0 ? [paragraph(phrase`And ${more} more, in the release record.`)] : []),
  ];
  return [{ kind: 'page_only', content: [details(phrase`Every rule with its margin`, content)] }];
}

function marginOf({ margin, rule, unit }: FindingView): Phrase {
  if (margin === undefined) return dash;
  const sign = margin > 0 ? phrase`+` : nothing;
  if (rule === 'maxNullFraction') return phrase`${sign}${share(margin)}`;
  return unit === undefined ? signed(margin) : phrase`${signed(margin)}\u00a0${cell(unit, 20)}`;
}

function overview(sets: readonly NamedSet[]): Block {
  return table(
    [
      { title: phrase`data` },
      { title: phrase`rows`, align: 'right' },
      { title: phrase`size`, align: 'right' },
      { title: phrase`rules kept`, align: 'right' },
      { title: phrase`SHA-256` },
    ],
    sets.map(([name, { rows, bytes: size, findings, sha256 }]) => {
      const kept = findings.filter(({ verdict }) => verdict === 'pass').length;
      const digest = sha256 === undefined ? dash : code(shorten(sha256, 12));
      return [
        code(name, 60),
        count(rows),
        bytes(size),
        phrase`${kept} of ${findings.length}`,
        digest,
      ];
    }),
  );
}

function brokenRow(name: string, one: FindingView): Phrase[] {
  return [
    code(name, 60),
    one.column === undefined ? dash : code(one.column, 60),
    cell(one.rule, 40),
    measure(one.value, one),
    measure(one.limit, one),
    count(one.count),
    firstOf(one),
    wordsOf(one.verdict),
  ];
}

function measure(value: string | number | undefined, { rule, unit }: FindingView): Phrase {
  if (typeof value !== 'number') return cell(value, 60);
  if (rule === 'maxNullFraction') return share(value);
  return unit === 'rows' ? phrase`${count(value)}\u00a0rows` : figure(value);
}

/** The first rows that break the rule, counted from 1, and what stands there where that may be told. */
function firstOf({ rows, tokens }: FindingView): Phrase {
  const places = rows.slice(0, 5).map((row) => phrase`${row}`);
  const where = places.length === 0 ? [] : [phrase`row ${join(places, phrase`, `)}`];
  const what = tokens.slice(0, 5).map((token) => code(token, 40));
  const told = [...where, ...(what.length === 0 ? [] : [join(what, phrase` `)])];
  return told.length === 0 ? dash : join(told, phrase`: `);
}

function remedyOf({ column, rule, remedy }: FindingView): Phrase {
  const where = column === undefined ? nothing : phrase` of ${code(column, 60)}`;
  return phrase`${cell(rule, 40)}${where}: ${text(remedy ?? '')}`;
}

function testsOf({ verdict, exitCode, tail }: z.infer<typeof tests>): Block[] {
  const ended =
    exitCode === undefined || exitCode === 0 ? nothing : phrase`, exit code ${exitCode}`;
  const words = paragraph(phrase`Tests of the training program: ${wordsOf(verdict)}${ended}.`);
  if (verdict === 'pass' || tail.length === 0) return [words];
  return [words, details(phrase`The last lines they printed`, [log(tail.slice(-mostLines))])];
}
