import { join, relative } from 'node:path';
import { z } from 'zod';
import type { ConfigFile } from '../contract/config.ts';
import { sectionOf } from '../contract/naming.ts';
import { describeProblem } from '../errors/problem.ts';
import { describeRule, type Gate, gateRules, gateSchema } from '../evaluation/gate.ts';
import type { AnnotationPlace } from '../hosts/github/toolkit.ts';
import type { StepName } from '../release/step-name.ts';
import { verdicts } from '../release/verdict.ts';
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
    const title = `${step}: ${record?.outcome ?? verdict}`;
    const cases = failedCaseAnnotations(ending, suite, workspace);
    const limits = brokenLimits(ending).map(({ name, said, input }) => ({
      message: said,
      place: { title: `${step}: ${name}`, ...lineOfInput(input, step, file) },
    }));
    const found = [...gates, ...limits, ...cases];
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

function failedGates({ step, record }: Ending): z.infer<typeof judgedGate>[] {
  const gates = record?.steps[step]?.evidence?.['gates'];
  if (!Array.isArray(gates)) return [];
  return gates.flatMap((value) => {
    const parsed = judgedGate.safeParse(value);
    return parsed.success && parsed.data.verdict !== 'pass' ? [parsed.data] : [];
  });
}

/** Where the configuration file writes the gate; nothing when it is given elsewhere. */
function lineOfGate(gate: Gate, file: AnnotatedFile | undefined): AnnotationPlace {
  const found = file?.config.values.get('register.gates');
  if (file === undefined || found?.ok !== true || !Array.isArray(found.value)) return {};
  const index = (found.value as Gate[]).findIndex(
    (written) =>
      written.metric === gate.metric &&
      written.slice === gate.slice &&
      gateRules.every((rule) => written[rule] === gate[rule]),
  );
  if (index < 0) return {};
  return lineOf(file.config.locate(['register', 'gates', index]), file) ?? {};
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
