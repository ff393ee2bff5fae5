import type { Verdict } from '../../release/verdict.ts';
import type { CaseResult } from './case-result.ts';
import type { LimitResult } from './limit.ts';

const longest = 2_000;

/**
 * JUnit XML as the usual readers take it: `failure` for what was wrong, `error` for what could not be
 * judged, `skipped` for what counts elsewhere or is inconclusive.
 * @param nameFile how a file of the suite is called there.
 */
export function junitXml(
  results: readonly CaseResult[],
  limits: readonly LimitResult[],
  nameFile: (file: string) => string,
): string {
  const cases = [
    ...results.map((result) => caseElement(result, nameFile)),
    ...limits.map(limitElement),
  ];
  const having = (tag: string) => cases.filter((one) => one.includes(`<${tag} `)).length;
  const counts = `tests="${cases.length}" failures="${having('failure')}" errors="${having('error')}" skipped="${having('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="integration-test" ${counts}>`,
    `  <testsuite name="integration-test" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseElement(
  { one, round, counts, finding }: CaseResult,
  nameFile: (file: string) => string,
): string {
  const name = round === 1 ? one.name : `${one.name} (round ${round})`;
  const { file, line } = one.place;
  const place = ` file="${xml(nameFile(file))}" line="${line}"`;
  const verdict =
    counts === 'slice' && finding.verdict === 'fail' ? 'inconclusive' : finding.verdict;
  return element(one.kind, name, place, verdict, finding.misses);
}

function limitElement({ name, verdict, said }: LimitResult): string {
  return element('limit', name, '', verdict, [said]);
}

const tags = { fail: 'failure', error: 'error', inconclusive: 'skipped' } as const;

function element(
  kind: string,
  name: string,
  place: string,
  verdict: Verdict,
  said: readonly string[],
): string {
  const start = `    <testcase classname="${xml(kind)}" name="${xml(name)}"${place}`;
  if (verdict === 'pass') return `${start}/>`;
  const tag = tags[verdict];
  const message = `message="${xml(said[0] ?? verdict)}"`;
  if (tag === 'skipped') return `${start}><${tag} ${message}/></testcase>`;
  return `${start}><${tag} ${message}>${said.map(xml).join('\n')}</${tag}></testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 has no form for, not even escaped: its production 2, Char. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function xml(text: string): string {
  return text
    .slice(0, longest)
    .toWellFormed()
    .replaceAll(forbidden, '\u{FFFD}')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[<>&"']/g, (found) => entities[found] ?? found);
}
