import { dirname } from 'node:path';
import type { InputsOf } from '../../contract/step.ts';
import { checkDataset, datasetFormat, type DatasetReport } from '../../data/dataset.ts';
import type { Finding } from '../../data/finding.ts';
import { parseTableSchema } from '../../data/table-schema.ts';
import { ReleaseError, refuseProblems } from '../../errors/error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { gravest, type Verdict } from '../../release/verdict.ts';
import { formatBytes } from '../../units/bytes.ts';
import { formatDuration } from '../../units/duration.ts';
import type { DataSource, validate } from './contract.ts';
import { fileProblems } from './named-files.ts';

type ValidateInputs = InputsOf<typeof validate>;

interface CommandVerdict {
  verdict: Verdict;
  exitCode: number;
  /** The last lines that it printed. */
  tail: readonly string[];
}

/** Looks at the files that the configuration names, the data, and the training program's tests. */
export async function runValidate(
  inputs: ValidateInputs,
  context: StepContext,
): Promise<StepResult> {
  const { host, files } = context.ports;
  host.phase('Validate');
  refuseProblems('the configuration', await fileProblems(context.namedFiles, files));
  host.say(`${context.namedFiles.length} files that the configuration names are there`);

  const reports = new Map<string, DatasetReport>();
  for (const source of inputs.data) reports.set(source.name, await check(source, context));
  const tests = await runTests(inputs, context);

  const verdict = gravest([
    ...[...reports.values()].map((report) => report.verdict),
    ...(tests === undefined ? [] : [tests.verdict]),
  ]);
  const rows = [...reports.values()].reduce((total, report) => total + report.rows, 0);
  return {
    verdict,
    state: inputs.dryRun ? 'planned' : 'done',
    summary: summarise(verdict, reports, tests),
    outputs: { rows },
    evidence: {
      data: Object.fromEntries([...reports].map(([name, report]) => [name, toJson(report)])),
      ...(tests === undefined
        ? {}
        : { tests: { verdict: tests.verdict, exitCode: tests.exitCode, tail: [...tests.tail] } }),
    },
    ...(verdict === 'fail' || verdict === 'error' ? { outcome: 'rejected' as const } : {}),
  };
}

async function check(source: DataSource, { ports }: StepContext): Promise<DatasetReport> {
  const { host, files, objects } = ports;
  const text = await files.read(source.schema);
  if (text === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `${source.schema} does not exist`);
  }
  const schema = parseTableSchema(text, source.schema);
  const bytes = source.source.startsWith('gs://')
    ? objects.open(source.source)
    : files.open(source.source);
  const format = source.format === undefined ? source.source : `data.${source.format}`;
  const report = await checkDataset(bytes, datasetFormat(format), schema);
  const kept = report.findings.filter((finding) => finding.verdict === 'pass').length;
  host.say(
    `${source.name}: ${report.rows} rows, ${formatBytes(report.bytes)}, ${kept} of ${report.findings.length} rules kept`,
  );
  for (const finding of report.findings) {
    const line = `${source.name}: ${describeFinding(finding)}`;
    if (finding.verdict === 'pass') host.debug(line);
    else host.warn(line);
  }
  return report;
}

function describeFinding(finding: Finding): string {
  const column = finding.column === undefined ? '' : ` of ${finding.column}`;
  const rows = finding.rows === undefined ? '' : `, rows ${finding.rows.join(', ')}`;
  const remedy = finding.remedy === undefined ? '' : `. ${finding.remedy}`;
  return `${finding.rule}${column}: ${finding.value}, limit ${finding.limit}: ${finding.verdict}${rows}${remedy}`;
}

const tailLines = 40;

async function runTests(
  inputs: ValidateInputs,
  { ports, signal }: StepContext,
): Promise<CommandVerdict | undefined> {
  const { host, clock } = ports;
  const { testCommand: command, testTimeout } = inputs;
  if (command === undefined) return undefined;
  if (inputs.dryRun) {
    host.say(`would run ${command}`);
    return undefined;
  }
  const tail: string[] = [];
  const began = clock.now();
  const timeout = abortAfter(testTimeout, clock);
  const exitCode = await ports.commands
    .run({
      command,
      cwd: dirname(inputs.config),
      signal: AbortSignal.any([signal, timeout.signal]),
      onLine: (line) => {
        tail.push(line);
        if (tail.length > tailLines) tail.shift();
        host.progress(line);
      },
    })
    .finally(timeout.dispose);
  if (signal.aborted) throw new ReleaseError('CANCELLED', `"${command}" was cancelled`);
  if (timeout.signal.aborted) {
    tail.push(`ended after ${formatDuration(testTimeout)}: validate.test_timeout`);
  }
  const verdict = exitCode === 0 && !timeout.signal.aborted ? 'pass' : 'fail';
  const took = formatDuration(clock.now() - began);
  host.say(`"${command}" ended with ${exitCode} after ${took}: ${verdict}`);
  if (verdict === 'fail') for (const line of tail) host.warn(`| ${line}`);
  return { verdict, exitCode, tail };
}

/** A signal that aborts when this time has passed, unless it is disposed of before. */
function abortAfter(ms: number, clock: Clock): { signal: AbortSignal; dispose(): void } {
  const passed = new AbortController();
  const disposed = new AbortController();
  clock.sleep(ms, disposed.signal).then(
    () => passed.abort(),
    () => {}, // Disposed of: nobody waits any more.
  );
  return { signal: passed.signal, dispose: () => disposed.abort() };
}

function summarise(
  verdict: Verdict,
  reports: ReadonlyMap<string, DatasetReport>,
  tests: CommandVerdict | undefined,
): string {
  if (verdict === 'pass') {
    const data = `${reports.size} data ${reports.size === 1 ? 'set keeps its' : 'sets keep their'} schema`;
    return tests === undefined ? data : `${data}, the tests pass`;
  }
  const broken = [...reports].filter(([, report]) => report.verdict !== 'pass');
  const parts = broken.map(([name, report]) => {
    const rules = report.findings.filter((finding) => finding.verdict !== 'pass').length;
    return `${name} breaks ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
  });
  if (tests !== undefined && tests.verdict !== 'pass') parts.push('the tests fail');
  return parts.join(', ');
}

function toJson({ findings, ...report }: DatasetReport) {
  return {
    ...report,
    findings: findings.map(({ rows, tokens, ...finding }) => ({
      ...finding,
      ...(rows === undefined ? {} : { rows: [...rows] }),
      ...(tokens === undefined ? {} : { tokens: [...tokens] }),
    })),
  };
}
