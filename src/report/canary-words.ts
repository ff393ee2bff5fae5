import { percentOfLimit } from '../canary/look.ts';
import { nameFault } from '../canary/reason.ts';
import type { CanaryEvidence, LookView, PlanView } from './canary-evidence.ts';
import { count, duration, figure, percent, share, timeOfDay } from './figures.ts';
import { cell, code, dash, join, nothing, own, type Phrase, phrase, text } from './phrase.ts';

const decisions: Readonly<Record<string, Phrase>> = {
  advance: phrase`➡️\u00a0advance`,
  continue: phrase`⏳\u00a0continue`,
  hold: phrase`✋\u00a0hold`,
  roll_back: phrase`↩️\u00a0roll back`,
};

/** What holds for the whole run and is told once, below the table. */
const standing: readonly (string | undefined)[] = [
  'correlation_unknown',
  'latency_reported',
  'history_refused',
  'nothing_compared',
];

const mostProcesses = 8;

/** `↩️ roll back: the challenger fails more often`. */
export function decisionWords({ decision, reasons }: LookView): Phrase {
  const known = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
  const why = reasons
    .filter(({ kind }) => !standing.includes(kind))
    .map((reason) => reason.text)
    .join('; ');
  return phrase`${known ?? text(decision, 40)}: ${cell(why)}`;
}

/** `7 of 115`, errors of requests. */
export function armWords({ requests, errors }: { requests: number; errors: number }): Phrase {
  return phrase`${count(errors)} of ${count(requests)}`;
}

/** Of all processes together: that of the one nearest to its own limit. */
export function evidenceWords({ evidence }: LookView): Phrase {
  return percent(percentOfLimit(evidence));
}

/** `errors 224 %, latency 12 % (told only)`; a dash where a single process searches. */
export function processWords({ evidence: { processes } }: LookView): Phrase {
  if (processes.length === 0) return dash;
  const told = processes.slice(0, mostProcesses).map((process) => {
    const only = process.isJudged ? nothing : phrase` (told only)`;
    return phrase`${code(process.name, 40)}\u00a0${percent(percentOfLimit(process))}${only}`;
  });
  return join(told, phrase`, `);
}

/** `06:30:41: 25 % to the challenger; …`: all that one look says. */
export function lookWords(look: LookView): Phrase {
  const { at, percent: part, champion, challenger, evidence } = look;
  const each = evidence.processes.length > 1 ? phrase` (${processWords(look)})` : nothing;
  return phrase`${timeOfDay(at)} at ${percent(part)}: champion failed ${armWords(champion)}, challenger ${armWords(challenger)}; evidence ${evidenceWords(look)}${each}; ${decisionWords(look)}`;
}

/** By what the canary is judged. */
export function planWords(plan: PlanView): Phrase[] {
  const { steps, minBakeMs, maxBakeMs, minWindows, windowMs } = plan;
  const facts: Phrase[] = [];
  if (steps.length > 0) {
    facts.push(phrase`steps of ${join(steps.slice(0, 20).map(figure), phrase`, `)}\u00a0%`);
  }
  if (minBakeMs !== undefined && maxBakeMs !== undefined) {
    facts.push(phrase`${duration(minBakeMs)} to ${duration(maxBakeMs)} each`);
  }
  if (minWindows !== undefined && windowMs !== undefined) {
    facts.push(phrase`at least ${count(minWindows)} windows of ${duration(windowMs)}`);
  }
  return [...facts, ...gateFacts(plan), ...objectiveFacts(plan)];
}

function gateFacts({ gate, beta, maxOddsRatio, maxErrorRate }: PlanView): Phrase[] {
  if (gate === undefined) return [];
  if (gate === 'time') return [phrase`a step passes by time without harm`];
  if (gate !== 'evidence') return [phrase`gate ${code(gate, 40)}`];
  const bounds = [
    ...(maxOddsRatio === undefined
      ? []
      : [phrase`fewer than ${figure(maxOddsRatio)} times the champion's errors`]),
    ...(maxErrorRate === undefined ? [] : [phrase`an error rate below ${share(maxErrorRate)}`]),
  ];
  const chance = beta === undefined ? nothing : phrase` (error probability ${figure(beta)})`;
  const proof = bounds.length === 0 ? nothing : phrase` of ${join(bounds, phrase` or `)}`;
  return [phrase`a step passes by proof${proof}${chance}`];
}

const latencyFacts: Readonly<Record<string, Phrase>> = {
  auto: phrase`latency judged where its past is known`,
  judge: phrase`latency judged`,
  report: phrase`latency told, not judged`,
  off: phrase`latency not looked at`,
};

function objectiveFacts({ latency, sloErrorRate, sloLatencyMs, history }: PlanView): Phrase[] {
  const known =
    latency !== undefined && Object.hasOwn(latencyFacts, latency)
      ? latencyFacts[latency]
      : undefined;
  return [
    ...(known === undefined ? [] : [known]),
    ...(sloErrorRate === undefined ? [] : [phrase`objective ${share(sloErrorRate)} errors`]),
    ...(sloLatencyMs === undefined ? [] : [phrase`objective ${duration(sloLatencyMs)} latency`]),
    ...(history === '24h' ? [phrase`the champion's last day as a witness`] : []),
  ];
}

/** What the numbers rest on, a sentence each. */
export function basisWords({ plan, final, correlation, looks }: CanaryEvidence): Phrase[] {
  const sentences: Phrase[] = [];
  const alpha = plan?.alpha;
  const chance =
    alpha === undefined
      ? nothing
      : phrase`; a healthy challenger reaches that with probability ${figure(alpha)} at most`;
  const several = looks.some(({ evidence }) => evidence.processes.length > 1)
    ? phrase` Each search has its own limit; the figure is that of the one nearest to it.`
    : nothing;
  sentences.push(
    phrase`Counts are errors of requests since the canary began. Evidence is in percent of what a roll back takes${chance}.${several}`,
  );
  if (final?.windows !== undefined) {
    const missing = final.missingWindows ?? 0;
    sentences.push(
      phrase`${count(final.windows)} settled windows had metrics, ${count(missing)} had none, which is no evidence.`,
    );
  }
  const fault = final?.detectable;
  if (fault?.kind === 'none') {
    sentences.push(phrase`There were too few requests to find any fault.`);
  } else if (fault !== undefined) {
    sentences.push(
      phrase`The smallest fault these requests could have shown is ${text(nameFault(fault))}, with 95\u00a0% power.`,
    );
  }
  if (correlation?.kind === 'unknown') {
    sentences.push(
      phrase`Requests are taken as independent: the champion's history is too short to estimate how they hang together.`,
    );
  }
  return [...sentences, ...standingWords(looks)];
}

/** What the looks say of the whole run, each once; the correlation has a sentence of its own. */
function standingWords(looks: readonly LookView[]): Phrase[] {
  const told = looks
    .flatMap(({ reasons }) => reasons)
    .filter(({ kind }) => kind !== 'correlation_unknown' && standing.includes(kind));
  return [...new Set(told.map((reason) => reason.text))]
    .slice(-3)
    .map((words) => phrase`${own('Also:')} ${text(words)}.`);
}
