import type { InputsOf } from '../../contract/step.ts';
import { type AggregateEvidence, judgeAggregateGates } from '../../evaluation/aggregate-gates.ts';
import { describeCheck } from '../../evaluation/fairness-check.ts';
import { type FairnessVerdict, judgeFairness } from '../../evaluation/fairness-verdict.ts';
import { describeRule } from '../../evaluation/gate.ts';
import type { GateEvidence } from '../../evaluation/gate-inquiry.ts';
import { type GateVerdict, judgeGates } from '../../evaluation/gate-verdict.ts';
import { hasThreshold } from '../../evaluation/metric.ts';
import {
  judgeAggregateRules,
  judgeRules,
  type RuleVerdict,
} from '../../evaluation/rule-verdict.ts';
import { gravestOf, type Severity } from '../../evaluation/severity.ts';
import type { Host } from '../../ports/host.ts';
import type { Verdict } from '../../release/verdict.ts';
import type { register } from './contract.ts';

type RegisterInputs = InputsOf<typeof register>;

/** What was asked of the candidate and what came of it: plain data, fit for the record. */
export interface Judgements {
  gates: readonly GateVerdict[];
  fairness: readonly FairnessVerdict[];
  rules: readonly RuleVerdict[];
}

/** One of them as a line is written about it. */
interface Judged {
  what: string;
  verdict: Verdict;
  severity: Severity;
  reason: string;
}

export function judgeExamples(inputs: RegisterInputs, evidence: GateEvidence): Judgements {
  const { decisionThreshold } = inputs;
  const { task } = evidence.challenger;
  const gates = inputs.gates.map((gate) =>
    // Of classes that exclude each other the highest score decides, whatever the threshold.
    gate.threshold === undefined && hasThreshold(gate.metric) && task !== 'multiclass'
      ? { ...gate, threshold: decisionThreshold }
      : gate,
  );
  return {
    gates: judgeGates(gates, evidence),
    fairness: judgeFairness(inputs.fairness, evidence.challenger, decisionThreshold),
    rules: judgeRules(inputs.rules, evidence, decisionThreshold),
  };
}

export function judgeAggregates(inputs: RegisterInputs, evidence: AggregateEvidence): Judgements {
  return {
    gates: judgeAggregateGates(inputs.gates, evidence),
    fairness: [],
    rules: judgeAggregateRules(inputs.rules, evidence),
  };
}

/** The gravest of those that may reject. */
export function verdictOf(judgements: Judgements): Verdict {
  return gravestOf(listed(judgements));
}

/** A line for each, with what an open one leads to. */
export function tellJudgements(
  judgements: Judgements,
  onInconclusive: 'pass' | 'fail',
  host: Pick<Host, 'say' | 'warn'>,
): void {
  for (const judged of listed(judgements)) {
    const line = `${judged.what}: ${judged.verdict}${consequence(judged, onInconclusive)}, ${judged.reason}`;
    if (judged.verdict === 'pass') host.say(line);
    else host.warn(line);
  }
}

/** Those that stop the release, or would if nothing graver did. */
export function failures(judgements: Judgements): string[] {
  return listed(judgements)
    .filter(({ verdict, severity }) => verdict !== 'pass' && severity === 'reject')
    .map(({ what, reason }) => `${what}: ${reason}`);
}

/** ` (1 of 3 gates inconclusive; 1 warning)`, empty when all passed. */
export function doubt(judgements: Judgements): string {
  const all = listed(judgements);
  const open = all.filter(
    ({ verdict, severity }) => verdict === 'inconclusive' && severity === 'reject',
  ).length;
  const warnings = all.filter(
    ({ verdict, severity }) => verdict !== 'pass' && severity === 'warn',
  ).length;
  const parts = [
    open === 0 ? '' : `${open} of ${all.length} gates inconclusive`,
    warnings === 0 ? '' : warnings === 1 ? '1 warning' : `${warnings} warnings`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function listed({ gates, fairness, rules }: Judgements): Judged[] {
  return [
    ...gates.map(({ gate, rule, verdict, reason }) => ({
      what: describeRule(gate, rule),
      verdict,
      severity: gate.on_fail ?? 'reject',
      reason,
    })),
    ...fairness.map(({ check, verdict, severity, reason }) => ({
      what: describeCheck(check),
      verdict,
      severity,
      reason,
    })),
    ...rules.map(({ rule, verdict, severity, reason }) => ({
      what: rule,
      verdict,
      severity,
      reason,
    })),
  ];
}

function consequence({ verdict, severity }: Judged, onInconclusive: 'pass' | 'fail'): string {
  if (verdict === 'pass' || verdict === 'error') return '';
  if (severity === 'warn') return ' (only a warning)';
  return verdict === 'inconclusive' ? ` (on_inconclusive: ${onInconclusive})` : '';
}
