import { fairnessSchema } from '../../src/evaluation/fairness-check.ts';
import { judgeCheck } from '../../src/evaluation/fairness-verdict.ts';
import { type Gate, gateSchema } from '../../src/evaluation/gate.ts';
import { judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { gravest, type Verdict } from '../../src/release/verdict.ts';
import { Random } from '../judge/random.ts';
import { type Share, shareOf } from '../judge/wilson.ts';
import { type Duel, duelByDecisions, duelByScores, groupedDecisions, holdoutOf } from './models.ts';

/** How often a gate said what in one situation. */
export interface Cell {
  gate: string;
  situation: string;
  examples: number;
  /** How often a rule that knows no chance would have blocked. */
  byValue: Share;
  fail: Share;
  pass: Share;
}

interface Answer {
  verdict: Verdict;
  byValue: boolean;
}

function runCell(
  named: Pick<Cell, 'gate' | 'situation' | 'examples'>,
  replicates: number,
  seed: number,
  once: (random: Random) => Answer,
): Cell {
  const own = [...`${named.gate}|${named.situation}|${named.examples}`].reduce(
    (hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0,
    seed,
  );
  const answers = Array.from({ length: replicates }, (_, replicate) =>
    once(new Random(own, replicate)),
  );
  const share = (isOne: (answer: Answer) => boolean) =>
    shareOf(answers.filter(isOne).length, replicates);
  return {
    ...named,
    byValue: share(({ byValue }) => byValue),
    fail: share(({ verdict }) => verdict === 'fail'),
    pass: share(({ verdict }) => verdict === 'pass'),
  };
}

const gateOf = (document: unknown): Gate => gateSchema.parse(document);

function judgeDuel(gates: readonly Gate[], { champion, challenger }: Duel): Verdict {
  const judged = judgeGates(gates, joinEvidence(challenger, champion));
  return gravest(judged.map(({ verdict }) => verdict));
}

const disagree = 0.08;

/** One gate on accuracy, limits and losses in shares of the examples. */
export function accuracyCell(
  { examples, limit, loss }: { examples: number; limit: number; loss: number },
  replicates: number,
  seed: number,
): Cell {
  const holdout = holdoutOf(examples);
  const gates = [gateOf({ metric: 'accuracy', max_regression: limit })];
  const named = { gate: `accuracy, max_regression ${limit}`, situation: `loss ${loss}`, examples };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByDecisions(holdout, { loss, disagree }, random);
    const lost =
      (measure('accuracy', duel.champion).value ?? 0) -
      (measure('accuracy', duel.challenger).value ?? 0);
    return { verdict: judgeDuel(gates, duel), byValue: lost > limit };
  });
}

export function areaCell(
  { examples, limit, loss }: { examples: number; limit: number; loss: number },
  replicates: number,
  seed: number,
): Cell {
  const holdout = holdoutOf(examples);
  const gates = [gateOf({ metric: 'auRoc', max_regression: limit })];
  const named = { gate: `auRoc, max_regression ${limit}`, situation: `loss ${loss}`, examples };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByScores(holdout, loss, random);
    const lost =
      (measure('auRoc', duel.champion).value ?? 0) - (measure('auRoc', duel.challenger).value ?? 0);
    return { verdict: judgeDuel(gates, duel), byValue: lost > limit };
  });
}

/** Several gates at once between models that are equally good. */
export function familyCell(
  metrics: readonly ('accuracy' | 'auRoc' | 'brier' | 'f1Score' | 'recall')[],
  examples: number,
  replicates: number,
  seed: number,
): Cell {
  const holdout = holdoutOf(examples);
  const gates = metrics.map((metric) => gateOf({ metric, max_regression: 0 }));
  const named = {
    gate: `${metrics.join(', ')}: max_regression 0`,
    situation: 'equally good',
    examples,
  };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByScores(holdout, 0, random);
    const isWorse = metrics.some((metric) => {
      const [before = 0, after = 0] = [duel.champion, duel.challenger].map(
        (set) => measure(metric, set).value,
      );
      return metric === 'brier' ? after > before : after < before;
    });
    return { verdict: judgeDuel(gates, duel), byValue: isWorse };
  });
}

/** One gate on every value of a slice between models that are equally good everywhere. */
export function sliceCell(
  { slices, size }: { slices: number; size: number },
  replicates: number,
  seed: number,
): Cell {
  const holdout = holdoutOf(slices * size, slices);
  const gates = [gateOf({ metric: 'accuracy', max_regression: 0, slice: 'part' })];
  const named = {
    gate: `accuracy, max_regression 0 per slice of ${slices}`,
    situation: 'equally good',
    examples: slices * size,
  };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByDecisions(holdout, { loss: 0, disagree }, random);
    const parts = holdout.slices.get('part') ?? [];
    const lost = new Map<string, number>();
    parts.forEach((part, place) => {
      const isPositive = holdout.labels[place] === 1;
      const right = (set: Duel['champion']) =>
        (set.scores[place] ?? 0) >= 0.5 === isPositive ? 1 : 0;
      lost.set(part, (lost.get(part) ?? 0) + right(duel.champion) - right(duel.challenger));
    });
    const byValue = [...lost.values()].some((count) => count > 0);
    return { verdict: judgeDuel(gates, duel), byValue };
  });
}

/** A gain that is exactly the one asked for. */
export function gainCell(examples: number, replicates: number, seed: number): Cell {
  const holdout = holdoutOf(examples);
  const gain = 0.02;
  const gates = [gateOf({ metric: 'accuracy', min_change: gain })];
  const named = { gate: `accuracy, min_change ${gain}`, situation: `gain ${gain}`, examples };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByDecisions(holdout, { loss: -gain, disagree }, random);
    const gained =
      (measure('accuracy', duel.challenger).value ?? 0) -
      (measure('accuracy', duel.champion).value ?? 0);
    return { verdict: judgeDuel(gates, duel), byValue: gained < gain };
  });
}

/** A bound that the candidate reaches exactly: its accuracy is 0.85. */
export function boundCell(examples: number, replicates: number, seed: number): Cell {
  const holdout = holdoutOf(examples);
  const gates = [gateOf({ metric: 'accuracy', min: 0.85, confident: true })];
  const named = { gate: 'accuracy, min 0.85, confident', situation: 'accuracy 0.85', examples };
  return runCell(named, replicates, seed, (random) => {
    const duel = duelByDecisions(holdout, { loss: 0, disagree }, random);
    const accuracy = measure('accuracy', duel.challenger).value ?? 0;
    return { verdict: judgeDuel(gates, duel), byValue: accuracy < 0.85 };
  });
}

/** Groups of which two have rates of positive decisions so far apart, the others between. */
export function fairnessCell(
  { groups, size, limit, gap }: { groups: number; size: number; limit: number; gap: number },
  replicates: number,
  seed: number,
): Cell {
  const rates = Array.from({ length: groups }, (_, group) =>
    group === 0 ? 0.3 - gap / 2 : group === 1 ? 0.3 + gap / 2 : 0.3,
  );
  const check = fairnessSchema.parse({
    attribute: 'group',
    metric: 'demographic_parity',
    max_difference: limit,
  });
  const named = {
    gate: `demographic_parity, max_difference ${limit}`,
    situation: `${groups} groups of ${size}, gap ${gap}`,
    examples: groups * size,
  };
  return runCell(named, replicates, seed, (random) => {
    const { verdict, value = 0 } = judgeCheck(check, groupedDecisions(rates, size, random));
    return { verdict, byValue: value > limit };
  });
}
