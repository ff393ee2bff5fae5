import { join, relative } from 'node:path';
import { z } from 'zod';
import type { ConfigFile } from '../contract/config.ts';
import { sectionOf } from '../contract/naming.ts';
import { describeProblem } from '../errors/problem.ts';
import { describeCheck, fairnessSchema } from '../evaluation/fairness-check.ts';
import { describeRule, type Gate, gateRules, gateSchema } from '../evaluation/gate.ts';
import { type Severity, severitySchema } from '../evaluation/severity.ts';
import type { AnnotationPlace } from '../hosts/github/toolkit.ts';
import type { StepName } from '../release/step-name.ts';
import type { Json, JsonObject } from '../release/json.ts';
import { type Verdict, verdicts } from '../release/verdict.ts';
import type { Ending } from './action-ending.ts';
import { brokenLimits, failedCaseAnnotations, placeInWorkspace } from './suite-annotations.ts';

export interface Annotation {
  message: string;
  place: AnnotationPlace;
}

/** The configuration file as annotations name it, and as it was read. */
export interface AnnotatedFile {
  config: ConfigFile;
  /** Path from the root of the repository. */
  path: string;
}

export function annotatedFile(
  config: ConfigFile | undefined,
  workspace: string,
): AnnotatedFile | undefined {
  if (config === undefined) return undefined;
  const [base = config.name] = config.name.split('/').slice(-1);
  return { config, path: relative(workspace, join(config.folder, base)) };
}

/** What to mark red, each with a title that names the gate or the code of the error. */
export function annotationsOf(
  ending: Ending,
  file: AnnotatedFile | undefined,
  { workspace, suite }: { workspace: string; suite: unknown },
): Annotation[] {
  const { step, error, lines, record, verdict } = ending;
  if (error === undefined) {
    const gates = failedGates(ending).map(({ gate, rule, reason, verdict: judged }) => ({
      message: `${describeRule(gate, rule)}: ${judged}, ${reason}`,
      place: { title: `${step}: gate ${describeRule(gate, rule)}`, ...lineOfGate(gate, file) },
    }));
    const others = [
      ...failedFairness(ending).map((judged) => ({ ...judged, input: 'fairness' as const })),
      ...failedRules(ending).map((judged) => ({ ...judged, input: 'rules' as const })),
    ].map(({ what, message, input, index }) => ({
      message: `${what}: ${message}`,
      place: { title: `${step}: ${what}`, ...lineOfItem(input, index, file) },
    }));
    const title = `${step}: ${record?.outcome ?? verdict}`;
    const cases = failedCaseAnnotations(ending, suite, workspace);
    const limits = brokenLimits(ending).map(({ name, said, input }) => ({
      message: said,
      place: { title: `${step}: ${name}`, ...lineOfInput(input, step, file) },
    }));
    const found = [...gates, ...others, ...limits, ...cases];
    return found.length > 0 ? found : [{ message: lines.join(' '), place: { title } }];
  }
  const title = `${step}: ${error.code}`;
  const placed = error.problems.flatMap((problem) => {
    const place =
      lineOf(problem.where, file) ??
      lineOfInput(problem.where, step, file) ??
      placeInWorkspace(problem.where, workspace, workspace);
    return place === undefined
      ? []
      : [{ message: describeProblem(problem), place: { title, ...place } }];
  });
  if (placed.length > 0 && placed.length === error.problems.length) return placed;
  const problems = error.problems.map((problem) => describeProblem(problem));
  const message = [error.message, ...problems, `${error.mend} [${error.code}]`].join('. ');
  return [{ message, place: { title } }, ...placed];
}

const judgedGate = z.object({
  gate: gateSchema,
  rule: z.enum(gateRules),
  verdict: z.enum(verdicts),
  reason: z.string(),
});

/** Those that are open and not only a warning. */
function failedGates({ step, record }: Ending): z.infer<typeof judgedGate>[] {
  return listIn(record?.steps[step]?.evidence, 'gates').flatMap((value) => {
    const parsed = judgedGate.safeParse(value);
    const isOpen = parsed.success && parsed.data.verdict !== 'pass';
    return isOpen && parsed.data.gate.on_fail !== 'warn' ? [parsed.data] : [];
  });
}

interface FailedItem {
  what: string;
  message: string;
  /** Its place in the list of the input. */
  index: number;
}

const judgedItem = {
  severity: severitySchema,
  verdict: z.enum(verdicts),
  reason: z.string(),
};
const judgedFairness = z.object({ check: fairnessSchema, ...judgedItem });
const judgedRule = z.object({ rule: z.string(), ...judgedItem });

function failedFairness({ step, record }: Ending): FailedItem[] {
  return listIn(record?.steps[step]?.evidence, 'fairness').flatMap((value, index) => {
    const { data } = judgedFairness.safeParse(value);
    return data === undefined ? [] : failedItem(describeCheck(data.check), data, index);
  });
}

function failedRules({ step, record }: Ending): FailedItem[] {
  return listIn(record?.steps[step]?.evidence, 'rules').flatMap((value, index) => {
    const { data } = judgedRule.safeParse(value);
    return data === undefined ? [] : failedItem(data.rule, data, index);
  });
}

function failedItem(
  what: string,
  { verdict, severity, reason }: { verdict: Verdict; severity: Severity; reason: string },
  index: number,
): FailedItem[] {
  if (verdict === 'pass' || severity === 'warn') return [];
  return [{ what, message: `${verdict}, ${reason}`, index }];
}

function listIn(evidence: JsonObject | undefined, key: string): readonly Json[] {
  const value = evidence?.[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Where the configuration file writes the gate; nothing when it is given elsewhere. */
function lineOfGate(gate: Gate, file: AnnotatedFile | undefined): AnnotationPlace {
  const found = file?.config.values.get('register.gates');
  if (found?.ok !== true || !Array.isArray(found.value)) return {};
  const index = (found.value as Gate[]).findIndex(
    (written) =>
      written.metric === gate.metric &&
      JSON.stringify(written.slice) === JSON.stringify(gate.slice) &&
      gateRules.every((rule) => written[rule] === gate[rule]),
  );
  return index < 0 ? {} : lineOfItem('gates', index, file);
}

/** Where the file writes an item of a list; nothing when the list is given elsewhere. */
function lineOfItem(
  input: 'gates' | 'fairness' | 'rules',
  index: number,
  file: AnnotatedFile | undefined,
): AnnotationPlace {
  if (file === undefined || file.config.values.get(`register.${input}`)?.ok !== true) return {};
  return lineOf(file.config.locate(['register', input, index]), file) ?? {};
}

/** The line that `train.timeout (vertex-release.yaml:12)` or `vertex-release.yaml:12:3` names. */
function lineOf(where: string, file: AnnotatedFile | undefined): AnnotationPlace | undefined {
  if (file === undefined) return undefined;
  const name = `${file.config.name}:`;
  const at = where.lastIndexOf(name);
  const line = at < 0 ? NaN : Number.parseInt(where.slice(at + name.length), 10);
  return Number.isInteger(line) ? { file: file.path, startLine: line } : undefined;
}

/** Where the file writes an input that is called by its name or its key: `train.job_spec`. */
function lineOfInput(
  where: string,
  step: StepName,
  file: AnnotatedFile | undefined,
): AnnotationPlace | undefined {
  if (file === undefined || !/^[a-z_]+(\.[a-z_]+)*$/.test(where)) return undefined;
  const section = sectionOf(step);
  const key = [where, `${section}.${where}`].find((path) => file.config.values.has(path));
  return key === undefined ? undefined : lineOf(file.config.locate(key.split('.')), file);
}
