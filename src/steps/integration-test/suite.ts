import { readValue, showPath, showValue, type ValuePath } from '../../contract/issues.ts';
import { didYouMean } from '../../contract/nearest.ts';
import { readYaml } from '../../contract/yaml-document.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Problem } from '../../errors/problem.ts';
import { deepestJson, depthOfJson } from '../../release/json-depth.ts';
import { isObject } from './json-value.ts';
import {
  type CaseKind,
  caseKinds,
  type CasePlace,
  caseSchemas,
  isKind,
  type SuiteCase,
} from './suite-case.ts';

/** Cases of one file, and the files that it takes in, relative to its folder. */
export interface SuiteFile {
  cases: readonly SuiteCase[];
  include: readonly string[];
  problems: readonly Problem[];
}

/** A suite of one JSON Lines text. @throws ReleaseError INPUT_INVALID with every line that is wrong. */
export function parseSuite(text: string, where: string): readonly SuiteCase[] {
  const { cases, problems } = parseLines(text, where);
  return wholeSuite(cases, problems, where);
}

/** One case a line. */
export function parseLines(text: string, file: string): SuiteFile {
  const cases: SuiteCase[] = [];
  const problems: Problem[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const place = { file, line: index + 1 };
    const value = parseLine(line);
    if (value === undefined) {
      problems.push({
        where: placeText(place),
        expected: 'a case as JSON',
        found: line.slice(0, 80),
      });
      return;
    }
    const read = readCase(value, place, (path) =>
      `${placeText(place)} ${showPath(path)}`.trimEnd(),
    );
    if ('problems' in read) problems.push(...read.problems);
    else cases.push(read);
  });
  return { cases, include: [], problems };
}

/** A mapping of `include`, a list of files, and `cases`, a list of cases. */
export function parseYamlSuite(text: string, file: string): SuiteFile {
  const document = readYaml(text, file);
  if (document.problems.length > 0) return { cases: [], include: [], problems: document.problems };
  const lineOf = (path: ValuePath) => document.lineOf(path) ?? 1;
  const at = (path: ValuePath) => placeText({ file, line: lineOf(path) });
  const problem = (path: ValuePath, expected: string, found: unknown): Problem => ({
    where: at(path),
    expected,
    found: showValue(found),
  });
  const { value } = document;
  if (!isObject(value)) {
    const expected = 'a mapping with the keys include and cases';
    return { cases: [], include: [], problems: [problem([], expected, value)] };
  }
  const { include = [], cases: listed = [], ...others } = value as Record<string, unknown>;
  const problems = Object.keys(others).map((key) => problem([key], 'include or cases', key));
  const cases: SuiteCase[] = [];
  if (!Array.isArray(listed)) problems.push(problem(['cases'], 'a list of cases', listed));
  else {
    for (const [index, one] of listed.entries()) {
      const path = ['cases', index];
      const read = readCase(one, { file, line: lineOf(path) }, (inner) => at([...path, ...inner]));
      if ('problems' in read) problems.push(...read.problems);
      else cases.push(read);
    }
  }
  const isPaths = Array.isArray(include) && include.every((one) => typeof one === 'string');
  if (!isPaths) problems.push(problem(['include'], 'a list of files', include));
  return { cases, include: isPaths ? (include as string[]) : [], problems };
}

/** The cases of all files, unless something is wrong. @throws ReleaseError INPUT_INVALID. */
export function wholeSuite(
  cases: readonly SuiteCase[],
  problems: readonly Problem[],
  where: string,
): readonly SuiteCase[] {
  const all = [...problems, ...problemsBetween(cases)];
  if (cases.length === 0 && all.length === 0) {
    all.push({ where, expected: 'at least one case', found: 'none' });
  }
  if (all.length > 0) {
    throw new ReleaseError('INPUT_INVALID', `${where} is no suite`, { problems: all });
  }
  return cases;
}

export function placeText({ file, line }: CasePlace): string {
  return `${file}:${line}`;
}

function readCase(
  value: unknown,
  place: CasePlace,
  locate: (path: ValuePath) => string,
): SuiteCase | { problems: readonly Problem[] } {
  const kind = isObject(value) && value['kind'] !== undefined ? value['kind'] : 'golden';
  if (!isCaseKind(kind)) {
    const mend = didYouMean(String(kind), caseKinds);
    const problem = {
      where: locate(['kind']),
      expected: `one of ${caseKinds.join(', ')}`,
      found: showValue(kind),
    };
    return { problems: [mend === undefined ? problem : { ...problem, mend }] };
  }
  const read = readValue<Record<string, unknown>>(caseSchemas[kind], value, locate);
  if (!read.ok) return read;
  return { ...read.value, place } as SuiteCase;
}

function isCaseKind(kind: unknown): kind is CaseKind {
  return typeof kind === 'string' && Object.hasOwn(caseSchemas, kind);
}

/** What is wrong with cases that are right one by one. */
function problemsBetween(cases: readonly SuiteCase[]): Problem[] {
  const golden = cases.filter(isKind('golden'));
  const problems: Problem[] = [];
  const seen = new Map<string, CasePlace>();
  const refuse = ({ place }: SuiteCase, expected: string, found: string) => {
    problems.push({ where: placeText(place), expected, found });
  };
  for (const one of cases) {
    const first = seen.get(one.name);
    if (first === undefined) seen.set(one.name, one.place);
    else refuse(one, 'a name of its own', `"${one.name}", as in ${placeText(first)}`);
    if (one.kind === 'slice' && !golden.some((each) => each.slice === one.slice)) {
      refuse(one, 'a slice that golden cases have', one.slice);
    }
    if (one.kind === 'schema' && golden.length === 0) {
      refuse(one, 'golden cases whose predictions have this form', 'none');
    }
    if (one.kind === 'batch' && one.instances === undefined && golden.length < 2) {
      refuse(one, 'instances, or two golden cases at least', `${golden.length} golden cases`);
    }
  }
  const ruled = new Set(cases.filter(isKind('slice')).map((one) => one.slice));
  for (const one of golden) {
    if (one.slice === undefined || ruled.has(one.slice)) continue;
    refuse(one, 'a slice that a case of kind slice judges', one.slice);
  }
  return problems;
}

function parseLine(line: string): unknown {
  // The schema recurses.
  if (depthOfJson(line) > deepestJson) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // The caller shows the line.
    return undefined;
  }
}
